"""Finding any record by a scrap of text: the index gives ids, one query for each kind gives the words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fsmdesk.core.label_codes import equipment_of
from fsmdesk.core.states import WorkOrderState
from fsmdesk.db.plain_sql import PlainReading
from fsmdesk.db.search import find_ids
from fsmdesk.services.finding.meant import invoices_meant, jobs_meant, skill_words
from fsmdesk.services.finding.messages import FindRecords, Found, NamesOf
from fsmdesk.services.finding.said import OPEN_JOBS, Said, understood
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
_NEWEST_FIRST: Final = ("work_order", "invoice")
# Of so many times as are wanted, what has a name is put in order: the names that begin as it was typed first.
_TIMES_LOOKED_AT: Final = 3
# The number of a job, with the sign that stands before it everywhere or without.
_NUMBER: Final = re.compile(r"\s*#?([1-9][0-9]{0,8})\s*")


@answers(FindRecords)
def find_records(work: PlainReading, query: FindRecords) -> tuple[Found, ...]:
    """What was found, kind by kind: what the words mean, then the newest with all of them in their texts.

    The job of that number comes before all others, and before other kinds what is called just as typed.
    """
    kinds = tuple(kind for kind in _WORDS if not query.kinds or kind in query.kinds)
    words = query.text.casefold().split()
    said = _with_skills(work, understood(words))
    found: dict[str, list[Found]] = {kind: [] for kind in kinds}
    if said.is_understood and "work_order" in kinds and said.means("work_order") and _is_about_jobs(said):
        found["work_order"] = jobs_meant(work, query, said)
    if said.of_invoices and "invoice" in kinds and said.means("invoice"):
        found["invoice"] = invoices_meant(work, query, said)
    if "work_order" in kinds:
        found["work_order"] += _numbered(work, query.text)
    scanned = equipment_of(query.text)
    if scanned is not None and "equipment" in kinds:
        found["equipment"] = _described(work, "equipment", [scanned])
    for kind, ids in _by_text(work, query, kinds, said).items():
        known = {one.id for one in found[kind]}
        wanted = [record_id for record_id in ids if record_id not in known]
        if kind not in _NEWEST_FIRST:
            found[kind] += _nearest(_described(work, kind, wanted), words) if wanted else []
            found[kind] = found[kind][: query.limit]
        elif wanted[: query.limit - len(known)]:
            found[kind] += _newest(work, kind, wanted, words, query.limit - len(known))
    rows = [one for kind in kinds for one in found[kind]]
    return tuple(sorted(rows, key=lambda one: not _is_called(one, words)))


@answers(NamesOf)
def names_of(work: PlainReading, query: NamesOf) -> tuple[Found, ...]:
    """The records that are there, in the order in which they were asked for."""
    ids: dict[str, list[int]] = {}
    for kind, record_id in query.records:
        if kind in _WORDS:
            ids.setdefault(kind, []).append(record_id)
    there = {(one.kind, one.id): one for kind in ids for one in _described(work, kind, ids[kind])}
    return tuple(there[record] for record in query.records if record in there)


def _numbered(work: PlainReading, text: str) -> list[Found]:
    number = _NUMBER.fullmatch(text)
    if number is None:
        return []
    rows = work.rows("SELECT id FROM work_order WHERE number = :number", number=int(number[1]))
    return _described(work, "work_order", [int(row[0]) for row in rows]) if rows else []


def _with_skills(work: PlainReading, said: Said) -> Said:
    """A word that is a skill's, without one that says a state, means the open jobs that need it."""
    if said.rest and not (said.of_jobs or said.of_invoices) and skill_words(work) & set(said.rest):
        return replace(said, of_jobs=(OPEN_JOBS,))
    return said


def _is_about_jobs(said: Said) -> bool:
    return bool(said.of_jobs) or "work_order" in said.kinds


def _by_text(
    work: PlainReading, query: FindRecords, kinds: Sequence[str], said: Said
) -> dict[str, list[int]]:
    """Ids of records that hold the words in their texts; words that name kinds only choose among these."""
    found = find_ids(work, query.text, kinds, query.limit * _TIMES_LOOKED_AT)
    if said.kinds and said.rest and not (said.of_jobs or said.of_invoices):
        meant = [kind for kind in kinds if said.means(kind)]
        for kind, ids in find_ids(work, " ".join(said.rest), meant, query.limit).items():
            found[kind] = list(dict.fromkeys([*found.get(kind, []), *ids]))
    return found


def _nearest(found: Sequence[Found], words: Sequence[str]) -> list[Found]:
    """Names that begin with what was typed, then those with words that begin so, then the others as they were."""

    def distance(one: Found) -> int:
        name = one.title.casefold()
        if name.startswith(" ".join(words)):
            return 0
        begun = f" {name}"
        return 1 if all(f" {word}" in begun for word in words) else 2

    return sorted(found, key=distance)


def _is_called(found: Found, words: Sequence[str]) -> bool:
    return len(words) > 1 and found.title.casefold() == " ".join(words)


def _newest(
    work: PlainReading, kind: str, ids: Sequence[int], words: Sequence[str], count: int
) -> list[Found]:
    """The newest; of several words those first that stand in a name just as they were typed."""
    if len(words) < 2:
        return _described(work, kind, ids[:count])
    typed = " ".join(words)
    return sorted(_described(work, kind, ids), key=lambda one: typed not in one.title.casefold())[:count]


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
