"""Machines: list, card and editing."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.lists import ListFilter, ListPage
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.db.search import is_short
from fsmdesk.models import Customer, Equipment, Place, Site, WorkOrder
from fsmdesk.services.listing import ListShape, archived_condition, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.listing_texts import matching
from fsmdesk.services.parties import messages
from fsmdesk.services.parties.job_history import job_history
from fsmdesk.services.records import assign, cleaned, find, find_seen, refuse_taken
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.the_company import today_of

_QUERY = (
    select(
        Equipment.id,
        Equipment.version,
        Equipment.name,
        Equipment.category,
        Equipment.make,
        Equipment.model,
        Equipment.serial,
        Equipment.site_id,
        Site.name.label("site"),
        Equipment.place_id,
        Place.name.label("place"),
        Site.customer_id,
        Customer.name.label("customer"),
        Equipment.installed_on,
        Equipment.warranty_until,
        Equipment.archived_at,
    )
    .join(Site, Site.id == Equipment.site_id)
    .outerjoin(Place, Place.id == Equipment.place_id)
    .outerjoin(Customer, Customer.id == Site.customer_id)
)


def equipment_shape(work: Reading) -> ListShape:
    """What the list of machines can do, as of today."""
    today = today_of(work)

    def at_sites(word: str) -> list[Any]:
        if is_short(word):
            return []
        return [select(Equipment.id).where(Equipment.site_id.in_(matching(work, "site", [word])))]

    def warranty(wanted: ListFilter) -> ColumnElement[bool]:
        if "in" in wanted.values:
            return Equipment.warranty_until >= today
        return or_(Equipment.warranty_until < today, Equipment.warranty_until.is_(None))

    return ListShape(
        query=_QUERY,
        key=Equipment.id,
        sorts={
            "name": Equipment.name,
            "category": Equipment.category,
            "make": Equipment.make,
            "model": Equipment.model,
            "serial": Equipment.serial,
            "site": Site.name,
            "site_id": Equipment.site_id,
            "place": Place.name,
            "customer": Customer.name,
            "customer_id": Site.customer_id,
            "installed_on": Equipment.installed_on,
            "warranty_until": Equipment.warranty_until,
        },
        order=(Equipment.name, Equipment.id),
        kind="equipment",
        also=at_sites,
        conditions={"archived": archived_condition(Equipment.archived_at), "warranty": warranty},
        indexed=frozenset({"name"}),
        groups={
            "category": GroupBy(Equipment.category),
            "make": GroupBy(Equipment.make),
            "model": GroupBy(Equipment.model),
            "site": GroupBy(Equipment.site_id, Site.id, Site.name),
            "customer": GroupBy(Site.customer_id, Customer.id, Customer.name),
            "installed_on": GroupBy(Equipment.installed_on, is_by_month=True),
            "warranty_until": GroupBy(Equipment.warranty_until, is_by_month=True),
        },
    )


@answers(messages.EquipmentList)
def equipment_list(work: Reading, query: messages.EquipmentList) -> ListPage[messages.EquipmentRow]:
    """One page of machines."""
    return read_page(work, equipment_shape(work), query.request, to_equipment_row)


def equipment_rows(work: Reading, which: ColumnElement[bool]) -> tuple[messages.EquipmentRow, ...]:
    """The machines that `which` selects and that are not archived, by name; at most 500."""
    found = work.session.execute(
        _QUERY.where(which, Equipment.archived_at.is_(None)).order_by(Equipment.name, Equipment.id).limit(500)
    )
    return tuple(to_equipment_row(row) for row in found)


def to_equipment_row(row: Any) -> messages.EquipmentRow:
    """The row for the screen."""
    values = dict(row._mapping)
    archived_at = values.pop("archived_at")
    values["place"] = values["place"] or ""
    values["customer"] = values["customer"] or ""
    return messages.EquipmentRow(**values, is_archived=archived_at is not None)


@answers(messages.Equipment)
def machine(work: Reading, query: messages.Equipment) -> messages.EquipmentCard:
    """One machine.

    Raises:
        RuleBroken: it is gone.
    """
    record = find(work, Equipment, query.equipment_id)
    row = work.session.execute(_QUERY.where(Equipment.id == record.id)).one()
    parent = work.session.get(Equipment, record.parent_id) if record.parent_id else None
    return messages.EquipmentCard(
        row=to_equipment_row(row),
        external_id=record.external_id or "",
        parent_id=record.parent_id,
        parent=parent.name if parent else "",
        notes=record.notes,
        archived_at=record.archived_at,
        jobs=job_history(work, WorkOrder.equipment_id == record.id),
    )


@handles(messages.SaveEquipment)
def save_equipment(work: Writing, command: messages.SaveEquipment) -> int:
    """The machine is as the command says."""
    lines = ("name", "category", "make", "model", "serial")
    texts = cleaned(command, lines, ("notes",), ("name",), short=("external_id",))
    _check_links(work, command)
    if command.equipment_id is None:
        record = Equipment()
    else:
        record = find_seen(work, Equipment, command.equipment_id, command.seen_version)
    key = texts.pop("external_id") or None
    words = tr("Another machine has the number {value}.")
    refuse_taken(work, Equipment.external_id, key, command.equipment_id, words)
    assign(
        record,
        **texts,
        external_id=key,
        site_id=command.site_id,
        place_id=command.place_id,
        parent_id=command.parent_id,
        installed_on=command.installed_on,
        warranty_until=command.warranty_until,
    )
    work.session.add(record)
    work.session.flush()
    return record.id


def parents_of(work: Reading, machine_id: int | None) -> list[int]:
    """The machine and all that it is a part of, the nearest first; each once, whatever somebody made of them."""
    found: list[int] = []
    while machine_id is not None and machine_id not in found:
        found.append(machine_id)
        machine_id = find(work, Equipment, machine_id).parent_id
    return found


def _check_links(work: Writing, command: messages.SaveEquipment) -> None:
    find(work, Site, command.site_id)
    if command.place_id is not None and find(work, Place, command.place_id).site_id != command.site_id:
        raise RuleBroken(tr("This place is at another site."), field="place_id")
    if command.equipment_id is not None and command.equipment_id in parents_of(work, command.parent_id):
        raise RuleBroken(tr("A machine can't be part of itself."), field="parent_id")
    if (
        command.installed_on is not None
        and command.warranty_until is not None
        and command.warranty_until < command.installed_on
    ):
        raise RuleBroken(tr("The warranty ends before the machine was installed."), field="warranty_until")
