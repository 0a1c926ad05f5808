"""Finding any record by a scrap of text: the index gives ids, one query for each kind gives the words."""

from collections.abc import Sequence
from typing import Final

from fsmdesk.core.states import WorkOrderState
from fsmdesk.db.plain_sql import PlainReading
from fsmdesk.db.search import find_ids
from fsmdesk.services.finding.messages import FindRecords, Found
from fsmdesk.services.registry import answers

# For each kind: id, title, and the parts of its subtitle. Plain SQL: somebody types, and each letter asks.
_WORDS: Final = {
    "work_order": "SELECT d.id, '#' || d.number || ' · ' || d.title, c.name, d.state "
    "FROM work_order d LEFT JOIN customer c ON c.id = d.customer_id",
    "customer": "SELECT d.id, d.name, d.address, d.city, d.phone FROM customer d",
    "contact": "SELECT d.id, d.name, c.name, d.phone FROM contact d JOIN customer c ON c.id = d.customer_id",
    "site": "SELECT d.id, d.name, d.address, d.city, c.name "
    "FROM site d LEFT JOIN customer c ON c.id = d.customer_id",
    "equipment": "SELECT d.id, d.name, d.make, d.model, d.serial, s.name "
    "FROM equipment d JOIN site s ON s.id = d.site_id",
    "invoice": "SELECT d.id, d.number, d.bill_to_name, d.issued_on FROM invoice d",
    "item": "SELECT d.id, d.name, d.code, d.category FROM item d",
    "technician": "SELECT d.id, d.name, d.phone FROM technician d",
}


@answers(FindRecords)
def find_records(work: PlainReading, query: FindRecords) -> tuple[Found, ...]:
    """What was found, kind by kind, the newest of each kind first."""
    kinds = tuple(kind for kind in _WORDS if not query.kinds or kind in query.kinds)
    found: list[Found] = []
    for kind, ids in find_ids(work, query.text, kinds, query.limit).items():
        found += _described(work, kind, ids)
    return tuple(found)


def _described(work: PlainReading, kind: str, ids: Sequence[int]) -> list[Found]:
    values = {f"id{at}": record_id for at, record_id in enumerate(ids)}
    places = ", ".join(f":{name}" for name in values)
    words = {row[0]: row[1:] for row in work.rows(f"{_WORDS[kind]} WHERE d.id IN ({places})", **values)}
    return [
        Found(kind, record_id, str(words[record_id][0] or ""), _joined(kind, words[record_id][1:]))
        for record_id in ids
        if record_id in words
    ]


def _joined(kind: str, parts: Sequence[object]) -> str:
    shown = [str(part) for part in parts if part]
    if kind == "work_order":
        shown[-1] = WorkOrderState(shown[-1]).label
    return " · ".join(shown).replace("\n", ", ")
