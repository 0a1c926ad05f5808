"""Finding any record by a scrap of text: the index gives ids, one query for each kind gives the words."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, String, cast, literal, select

from fsmdesk.core.states import WorkOrderState
from fsmdesk.db.database import Reading
from fsmdesk.db.search import find_ids
from fsmdesk.models import Contact, Customer, Equipment, Invoice, Item, Site, Technician, WorkOrder
from fsmdesk.services.finding.messages import FindRecords, Found
from fsmdesk.services.registry import answers

if TYPE_CHECKING:
    AnySelect = Select[*tuple[Any, ...]]

# For each kind: its id, its title, and the parts of its subtitle.
_WORDS: dict[str, tuple[Any, "AnySelect"]] = {
    "work_order": (
        WorkOrder.id,
        select(
            WorkOrder.id,
            literal("#") + cast(WorkOrder.number, String) + literal(" · ") + WorkOrder.title,
            Customer.name,
            WorkOrder.state,
        ).outerjoin(Customer, Customer.id == WorkOrder.customer_id),
    ),
    "customer": (
        Customer.id,
        select(Customer.id, Customer.name, Customer.address, Customer.city, Customer.phone),
    ),
    "contact": (
        Contact.id,
        select(Contact.id, Contact.name, Customer.name, Contact.phone).join(
            Customer, Customer.id == Contact.customer_id
        ),
    ),
    "site": (
        Site.id,
        select(Site.id, Site.name, Site.address, Site.city, Customer.name).outerjoin(
            Customer, Customer.id == Site.customer_id
        ),
    ),
    "equipment": (
        Equipment.id,
        select(
            Equipment.id, Equipment.name, Equipment.make, Equipment.model, Equipment.serial, Site.name
        ).join(Site, Site.id == Equipment.site_id),
    ),
    "invoice": (Invoice.id, select(Invoice.id, Invoice.number, Invoice.bill_to_name, Invoice.issued_on)),
    "item": (Item.id, select(Item.id, Item.name, Item.code, Item.category)),
    "technician": (Technician.id, select(Technician.id, Technician.name, Technician.phone)),
}


@answers(FindRecords)
def find_records(work: Reading, query: FindRecords) -> tuple[Found, ...]:
    """What was found, kind by kind, the newest of each kind first."""
    kinds = tuple(kind for kind in _WORDS if not query.kinds or kind in query.kinds)
    found: list[Found] = []
    for kind, ids in find_ids(work.session, query.text, kinds, query.limit).items():
        found += _described(work, kind, ids)
    return tuple(found)


def _described(work: Reading, kind: str, ids: list[int]) -> list[Found]:
    key, query = _WORDS[kind]
    words = {row[0]: row[1:] for row in work.session.execute(query.where(key.in_(ids)))}
    return [
        Found(kind, record_id, str(words[record_id][0] or ""), _joined(words[record_id][1:]))
        for record_id in ids
        if record_id in words
    ]


def _joined(parts: tuple[object, ...]) -> str:
    shown = [part.label if isinstance(part, WorkOrderState) else str(part) for part in parts if part]
    return " · ".join(shown).replace("\n", ", ")
