"""Work orders and requests from a file: nothing is invented, and nothing that was said is lost."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import JobKind, Priority, RequestSource
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.exchange.rows import ImportRow
from fsmdesk.models import StateMove, Technician, Visit, WorkOrder
from fsmdesk.services.imports.batches import (
    Known,
    Tally,
    Values,
    differing,
    folded,
    insert_all,
    insert_singly,
    update_all,
)
from fsmdesk.services.imports.customers import customer_named
from fsmdesk.services.imports.job_places import JobPlaces
from fsmdesk.services.promises.promising import Promising, with_typed
from fsmdesk.services.records import next_number

_WORDS = {"technician": "Technician", "technician_external_id": "Technician", "planned_at": "Planned start"}
_COMPARED = (
    *("title", "problem", "priority", "kind", "customer_id", "site_id", "place_id", "equipment_id", "caller"),
    *("purchase_order", "duration_minutes", "requested_at", "due_at", "due_typed", "as_imported"),
)


def import_work_orders(work: Writing, rows: tuple[ImportRow, ...], tally: Tally, _source: str) -> None:
    """Jobs enter approved, or closed if they were closed where they come from."""
    _Importer(work, tally, WorkOrderState.APPROVED).take_all(rows)


def import_requests(work: Writing, rows: tuple[ImportRow, ...], tally: Tally, _source: str) -> None:
    """Requests wait in the Inbox, or are closed if they were closed where they come from."""
    _Importer(work, tally, WorkOrderState.REQUESTED).take_all(rows)


class _Importer:
    def __init__(self, work: Writing, tally: Tally, state: WorkOrderState) -> None:
        self._work = work
        self._tally = tally
        self._state = state
        self._places = JobPlaces(work, tally)
        self._customers: dict[tuple[str, ...], int] = {}
        self._technicians = _technicians(work)
        self._known = Known()
        for record in work.session.execute(select(WorkOrder.__table__)):
            self._known.add(record, record.external_id, (folded(record.title), record.site_id))
        self._number = next_number(work, "work_order")
        self._promising = Promising(work)
        self._new: list[Values] = []
        self._visits: list[tuple[int, Values]] = []
        self._changes: list[tuple[int, Values]] = []

    def take_all(self, rows: tuple[ImportRow, ...]) -> None:
        """Every row is new, changed, the same, or rejected."""
        for row in rows:
            self._take(row)
        insert_singly(self._work, WorkOrder, self._new)
        update_all(self._work, WorkOrder, self._changes)
        self._write_beginnings()
        self._tally.new += len(self._new)

    def _take(self, row: ImportRow) -> None:
        spot, problem = self._places.of(row)
        if problem:
            self._tally.reject(row, problem)
            return
        values = _values(row)
        values["site_id"] = spot.site_id if spot else None
        values["place_id"] = spot.place_id if spot else None
        values["equipment_id"], named = self._places.machine(row, spot)
        if row.fields.get("customer"):
            values["customer_id"] = customer_named(
                self._work, self._tally, str(row.fields["customer"]), self._customers
            )
        elif spot is not None:
            values["customer_id"] = self._places.customer_of(spot)
        technician_id = self._technician(row)
        visit = _visit(row, technician_id)
        values["as_imported"] = _as_imported(row, named, has_visit=visit is not None)
        key = str(row.fields["external_id"]) if row.fields.get("external_id") else None
        record = self._known.find(key, (folded(values["title"]), values["site_id"]))
        if record is None:
            self._add(row, values, key, visit)
        else:
            self._compare(record, values, row)

    def _add(self, row: ImportRow, values: Values, key: str | None, visit: Values | None) -> None:
        was_closed = bool(row.fields.get("was_closed"))
        full: Values = {
            "customer_id": None,
            **values,
            "external_id": key,
            "number": self._number,
            "source": RequestSource.IMPORT,
            "state": WorkOrderState.CLOSED if was_closed else self._state,
            "requested_at": values["requested_at"] or self._work.now,
            "completed_at": row.fields.get("closed_at") if was_closed else None,
        }
        if visit is not None and not was_closed and self._state is WorkOrderState.APPROVED:
            full["state"] = WorkOrderState.SCHEDULED
            self._visits.append((self._number, visit))
        full |= self._promise(full)
        self._new.append(full)
        self._number += 1

    def _promise(self, full: Values) -> Values:
        """A request that waits in the Inbox is promised what one that was typed is."""
        if full["state"] is not WorkOrderState.REQUESTED:
            return {"respond_by_at": None}
        priority, since = full["priority"], full["requested_at"]
        found = self._promising.promise_for(priority, full["customer_id"], since)
        kept = with_typed(found, full["due_at"])
        return {"respond_by_at": kept.respond_by_at, "due_at": kept.finish_by_at}

    def _compare(self, record: Any, values: Values, row: ImportRow) -> None:
        """Fields that the file says something about are updated; where the job stands is ours to know."""
        if _is_another(record, values):
            words = tr("The key is that of job {number}, “{title}”, which is another one.")
            self._tally.reject(row, words.format(number=record.number, title=record.title))
            return
        said = {name: values[name] for name in _COMPARED if name in values and values[name] not in (None, "")}
        if "priority" not in row.fields:
            said.pop("priority")
        if "kind" not in row.fields:
            said.pop("kind")
        if "duration_minutes" not in row.fields:
            said.pop("duration_minutes")
        if change := differing(record, said):
            self._changes.append((record.id, change))
            self._tally.changed += 1
        else:
            self._tally.same += 1

    def _technician(self, row: ImportRow) -> int | None:
        for name in ("technician_external_id", "technician"):
            if said := row.fields.get(name):
                found = self._technicians.get(folded(str(said)))
                if found is not None:
                    return found
        return None

    def _write_beginnings(self) -> None:
        """Each new job has the step that it began with, and the visit that the file names."""
        if not self._new:
            return
        first = self._new[0]["number"]
        ids = {
            number: record_id
            for record_id, number in self._work.session.execute(
                select(WorkOrder.id, WorkOrder.number).where(WorkOrder.number >= first)
            )
        }
        for record_id in ids.values():
            self._work.note("work_order", record_id)
        moves = [
            {
                "work_order_id": ids[values["number"]],
                "before": "",
                "after": values["state"].value,
                "at": self._work.now,
                "person_id": self._work.actor.person_id,
                "reason": tr("Imported"),
            }
            for values in self._new
        ]
        insert_all(self._work, StateMove, moves)
        for number, visit in self._visits:
            self._place_visit({**visit, "work_order_id": ids[number]})

    def _place_visit(self, visit: Values) -> None:
        """The visit is where the file says; over another one it is marked, since the file books it twice."""
        meets = self._work.session.scalar(
            select(Visit.id)
            .where(
                Visit.technician_id == visit["technician_id"],
                Visit.state.not_in((VisitState.UNPLACED, VisitState.CANCELLED)),
                Visit.start_at < visit["end_at"],
                Visit.end_at > visit["start_at"],
            )
            .limit(1)
        )
        reason = tr("Imported so") if meets is not None else ""
        insert_all(
            self._work,
            Visit,
            [{**visit, "double_booked": meets is not None, "double_booking_reason": reason}],
        )


def _is_another(record: Any, values: Values) -> bool:
    """True if nothing of what makes out a job is the same: two programs may give the same key."""
    asked_at = values["requested_at"]
    return bool(
        asked_at is not None
        and asked_at != record.requested_at
        and folded(values["title"]) != folded(record.title)
        and values["site_id"] != record.site_id
    )


def _technicians(work: Writing) -> dict[tuple[str, ...], int]:
    """Ids by name and by key; where nobody has a key, a number means the order in which they came."""
    found: dict[tuple[str, ...], int] = {}
    rows = work.session.execute(
        select(Technician.id, Technician.name, Technician.external_id).order_by(Technician.id)
    ).all()
    if not any(row.external_id for row in rows):
        found |= {folded(str(at)): row.id for at, row in enumerate(rows, start=1)}
    for row in rows:
        found.setdefault(folded(row.name), row.id)
        if row.external_id:
            found[folded(row.external_id)] = row.id
    return found


def _values(row: ImportRow) -> Values:
    fields = row.fields
    problem = "\n\n".join(str(fields[name]) for name in ("problem", "notes") if fields.get(name))
    caller = " · ".join(str(fields[name]) for name in ("contact_name", "phone", "email") if fields.get(name))
    return {
        "title": _title(row),
        "problem": problem,
        "priority": fields.get("priority", Priority.MEDIUM),
        "kind": fields.get("kind", JobKind.GENERAL),
        "caller": caller,
        "purchase_order": str(fields.get("purchase_order", "")),
        "duration_minutes": _minutes(row),
        "requested_at": fields.get("requested_at"),
        "due_at": fields.get("due_at"),
        "due_typed": fields.get("due_at") is not None,  # it was agreed elsewhere, and follows nothing here
    }


def _title(row: ImportRow) -> str:
    for name in ("title", "problem", "equipment", "address", "site"):
        if said := row.fields.get(name):
            return str(said).strip().split("\n")[0][:200]
    return tr("Imported job")


def _minutes(row: ImportRow) -> int:
    minutes = row.fields.get("duration_minutes")
    return minutes if isinstance(minutes, int) and 1 <= minutes <= 100_000 else 60


def _visit(row: ImportRow, technician_id: int | None) -> Values | None:
    """The visit that the file places: only if it names a known technician and a start."""
    start = row.fields.get("planned_at")
    if technician_id is None or not isinstance(start, datetime) or "duration_minutes" not in row.fields:
        return None
    start = start.replace(second=0, microsecond=0)
    minutes = _minutes(row)
    return {
        "technician_id": technician_id,
        "state": VisitState.PLANNED,
        "start_at": start,
        "end_at": start + timedelta(minutes=minutes),
        "duration_minutes": minutes,
    }


def _as_imported(row: ImportRow, machine: str, *, has_visit: bool) -> str:
    """What the file says that is not ours, as a JSON object of words."""
    words = dict(row.extra)
    if not has_visit:
        for name, label in _WORDS.items():
            if name in row.fields:
                words.setdefault(tr(label), _shown(row.fields[name]))
    if machine:
        words.setdefault(tr("Equipment"), machine)
    if "price_minor" in row.fields:
        words.setdefault(tr("Price"), f"{int(str(row.fields['price_minor'])) / 100:.2f}")
    return json.dumps(words, ensure_ascii=False) if words else ""


def _shown(value: object) -> str:
    return value.isoformat(sep=" ", timespec="minutes") if isinstance(value, datetime) else str(value)
