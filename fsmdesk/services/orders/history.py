"""The history of a work order, from the change log, in words."""

from collections.abc import Mapping

from sqlalchemy import and_, or_, select

from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import ChangeLog, Person, Visit, WorkOrder, WorkOrderLine
from fsmdesk.services.orders.messages import HistoryRow, WorkOrderHistory
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers

MAX_ROWS = 500
_LONGEST = 60
_WHAT = {"work_order": tr("this job"), "visit": tr("a visit"), "work_order_line": tr("a line")}


@answers(WorkOrderHistory)
def work_order_history(work: Reading, query: WorkOrderHistory) -> tuple[HistoryRow, ...]:
    """Everything that happened to the job, its visits and its lines, newest first."""
    find(work, WorkOrder, query.work_order_id)
    of_visits = select(Visit.id).where(Visit.work_order_id == query.work_order_id)
    of_lines = select(WorkOrderLine.id).where(WorkOrderLine.work_order_id == query.work_order_id)
    rows = work.session.execute(
        select(ChangeLog, Person.name)
        .outerjoin(Person, Person.id == ChangeLog.person_id)
        .where(
            or_(
                and_(ChangeLog.table_name == "work_order", ChangeLog.record_id == query.work_order_id),
                and_(ChangeLog.table_name == "visit", ChangeLog.record_id.in_(of_visits)),
                and_(ChangeLog.table_name == "work_order_line", ChangeLog.record_id.in_(of_lines)),
            )
        )
        .order_by(ChangeLog.id.desc())
        .limit(MAX_ROWS)
    )
    return tuple(
        HistoryRow(entry.at, person or tr("Outside fsmdesk"), change_words(entry)) for entry, person in rows
    )


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
