"""The history of a work order, from the change log, in words."""

from collections.abc import Mapping

from sqlalchemy import and_, or_, select

from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import ChangeLog, Person, PlacementReason, Visit, WorkOrder, WorkOrderLine
from fsmdesk.services.orders.messages import HistoryRow, WorkOrderHistory
from fsmdesk.services.orders.record_words import about_records, record_names, record_words
from fsmdesk.services.orders.time_words import TABLE, time_names, time_words
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.same_jobs.family import family_ids

MAX_ROWS = 500
_LONGEST = 60
_WHAT = {"work_order": tr("this job"), "visit": tr("a visit"), "work_order_line": tr("a line")}


@answers(WorkOrderHistory)
def work_order_history(work: Reading, query: WorkOrderHistory) -> tuple[HistoryRow, ...]:
    """Everything that happened to the job, its visits, its lines and what is recorded on it, newest first.

    What happened to jobs that were merged into it is part of it, with their numbers in front.
    """
    find(work, WorkOrder, query.work_order_id)
    family = family_ids(work, query.work_order_id)
    of_visits = select(Visit.id).where(Visit.work_order_id.in_(family))
    of_lines = select(WorkOrderLine.id).where(WorkOrderLine.work_order_id.in_(family))
    rows = work.session.execute(
        select(ChangeLog, Person.name)
        .outerjoin(Person, Person.id == ChangeLog.person_id)
        .where(
            or_(
                and_(ChangeLog.table_name == "work_order", ChangeLog.record_id.in_(family)),
                and_(ChangeLog.table_name == "visit", ChangeLog.record_id.in_(of_visits)),
                and_(ChangeLog.table_name == "work_order_line", ChangeLog.record_id.in_(of_lines)),
                about_records(family),
            )
        )
        .order_by(ChangeLog.id.desc())
        .limit(MAX_ROWS)
    ).all()
    numbers, names = _numbers(work, family[1:]), record_names(work, family)
    times = time_names(work, [row.ChangeLog for row in rows])

    def words(entry: ChangeLog) -> str:
        if times is not None and entry.table_name == TABLE:
            return time_words(entry, times)
        return record_words(entry, names) or _of_whom(entry, numbers) + change_words(entry)

    logged = [HistoryRow(entry.at, who or tr("Outside fsmdesk"), words(entry)) for entry, who in rows]
    # Sorting is stable: what was written in one moment stays in its order.
    together = sorted([*_against_rules(work, family), *logged], key=lambda row: row.at, reverse=True)
    return tuple(together[:MAX_ROWS])


def _against_rules(work: Reading, family: list[int]) -> list[HistoryRow]:
    """Where a visit was put against a rule of the board, and why."""
    rows = work.session.execute(
        select(PlacementReason, Person.name)
        .outerjoin(Person, Person.id == PlacementReason.person_id)
        .where(PlacementReason.work_order_id.in_(family))
        .order_by(PlacementReason.at.desc(), PlacementReason.id.desc())
        .limit(MAX_ROWS)
    )
    return [HistoryRow(kept.at, who or tr("Outside fsmdesk"), _reason_words(kept)) for kept, who in rows]


def _reason_words(kept: PlacementReason) -> str:
    if not kept.reason:
        return tr("Planned although: {finding}").format(finding=kept.finding)
    words = tr("Planned although: {finding} Reason: “{reason}”")
    return words.format(finding=kept.finding, reason=kept.reason)


def _numbers(work: Reading, merged_ids: list[int]) -> dict[int, int]:
    rows = work.session.execute(select(WorkOrder.id, WorkOrder.number).where(WorkOrder.id.in_(merged_ids)))
    return {row.id: row.number for row in rows}


def _of_whom(entry: ChangeLog, numbers: Mapping[int, int]) -> str:
    is_merged = entry.table_name == "work_order" and entry.record_id in numbers
    return f"#{numbers[entry.record_id]}: " if is_merged else ""


def change_words(entry: ChangeLog) -> str:
    """What one entry of the log says, such as `Access notes: “Ring” → “Ring twice”`."""
    what = _WHAT.get(entry.table_name, entry.table_name.replace("_", " "))
    if entry.operation == "I":
        return tr("Added {what}").format(what=what)
    if entry.operation == "D":
        return tr("Removed {what}").format(what=what)
    return _differences(entry.before or {}, entry.after or {}) or tr("Changed {what}").format(what=what)


def _differences(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    parts = [
        f"{name.removesuffix('_id').replace('_', ' ').capitalize()}: {_shown(before.get(name))} → {_shown(value)}"
        for name, value in after.items()
    ]
    return "; ".join(parts)


def _shown(value: object) -> str:
    if value is None or value == "":
        return "–"
    text = str(value)
    return f"“{text[:_LONGEST]}…”" if len(text) > _LONGEST else f"“{text}”"
