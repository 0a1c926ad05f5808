"""Time that is written down by hand, and corrections that leave what was recorded first."""

from datetime import timedelta
from typing import Final

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.states import BILLED_STATES, DERIVED, WorkOrderState
from fsmdesk.core.terms import Role, TimeKind
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Technician, TimeEntry, Visit, WorkOrder
from fsmdesk.services.orders.editing import touch
from fsmdesk.services.permits import permit_own_job, permit_own_visit
from fsmdesk.services.records import assign, find, find_seen, hold
from fsmdesk.services.registry import handles
from fsmdesk.services.time_sheets.labour_lines import follow_time
from fsmdesk.services.time_sheets.messages import RemoveTime, SaveTime, told_by
from fsmdesk.services.time_sheets.overlaps import Opening, refuse_overlap
from fsmdesk.services.time_sheets.recording import write_down
from fsmdesk.services.time_sheets.telling import to_second

# Clocks of seats and phones differ a little.
_AHEAD: Final = timedelta(minutes=5)
_LONGEST: Final = timedelta(days=7)
_NOT_OPEN: Final = BILLED_STATES | {
    WorkOrderState.REQUESTED,
    WorkOrderState.DECLINED,
    WorkOrderState.CANCELLED,
}


@handles(SaveTime)
def save_time(work: Writing, command: SaveTime) -> int:
    """The span is written down; one that was recorded keeps what it was at first."""
    order = hold(work, WorkOrder, command.work_order_id)
    require_open_time(work, order)
    permit_own_visit(work, command.technician_id)
    find(work, Technician, command.technician_id)
    entry = _entry_of(work, order, command.entry_id, command.seen_version)
    if entry is not None:
        permit_own_visit(work, entry.technician_id)
    note = clean_text(command.note, "note", multiline=True, label=tr("Note"))
    reason = clean_text(command.reason, "reason", multiline=True, label=tr("Reason"))
    span = _span_of(work, command)
    refuse_overlap(work, span, own_id=entry.id if entry is not None else None)
    values = {
        "technician_id": span.technician_id,
        "kind": span.kind,
        "start_at": span.start_at,
        "end_at": span.end_at,
        "note": note,
    }
    if entry is None:
        entry = TimeEntry(work_order_id=order.id, **values)
        work.session.add(entry)
    else:
        if (entry.start_at, entry.end_at) != (span.start_at, span.end_at):
            _keep_original(work, entry, reason)
        assign(entry, **values)
    work.session.flush()
    _follow(work, order)
    return entry.id


@handles(RemoveTime)
def remove_time(work: Writing, command: RemoveTime) -> None:
    """Time that was written down by hand is gone; what a visit recorded has no length any more, and says so."""
    order = hold(work, WorkOrder, command.work_order_id)
    require_open_time(work, order)
    entry = _entry_of(work, order, command.entry_id, command.seen_version)
    if entry is None:
        raise RuleBroken(tr("This record is gone."))
    permit_own_visit(work, entry.technician_id)
    if entry.visit_id is None:
        work.session.delete(entry)
    else:
        _keep_original(work, entry, tr("Removed"))
        entry.end_at = entry.start_at
    work.session.flush()
    _follow(work, order)


def time_lock(work: Reading, order: WorkOrder) -> str:
    """Why the time of this job can't be changed by who sits here; empty if it can."""
    if order.state in _NOT_OPEN:
        words = tr("Job {number} is {state}: its time doesn't change any more.")
        return words.format(number=order.number, state=order.state.label.lower())
    if work.actor.role is Role.TECHNICIAN and order.state not in DERIVED:
        words = tr("Job {number} is {state}: only the office changes its time now.")
        return words.format(number=order.number, state=order.state.label.lower())
    return ""


def require_open_time(work: Reading, order: WorkOrder) -> None:
    """Nothing happens if the person may change the time of this job.

    Raises:
        NotAllowed: it is somebody else's.
        RuleBroken: the job is not begun yet, billed, or called off.
    """
    permit_own_job(work, order.id)
    refusal = time_lock(work, order)
    if refusal:
        raise RuleBroken(refusal, "state")


def tell_screens(work: Writing, order: WorkOrder) -> None:
    """The job counts as changed, since its screen shows the lines as a part of it."""
    touch(order)
    work.session.flush()


def _follow(work: Writing, order: WorkOrder) -> None:
    if follow_time(work, order):
        tell_screens(work, order)


def _entry_of(work: Writing, order: WorkOrder, entry_id: int | None, seen_version: int) -> TimeEntry | None:
    """The entry as the screen saw it, written down now if its visit only told it; None for a new one."""
    if entry_id is None:
        return None
    if entry_id > 0:
        entry = find_seen(work, TimeEntry, entry_id, seen_version)
    else:
        visit_id, number = told_by(entry_id)
        made = write_down(work, find(work, Visit, visit_id))
        if number >= len(made):
            raise ConflictError(tr("This time was written down in the meantime."))
        entry = made[number]
    if entry.work_order_id != order.id:
        raise RuleBroken(tr("This time belongs to another job."), "entry_id")
    return entry


def _keep_original(work: Writing, entry: TimeEntry, reason: str) -> None:
    """What was recorded first stays beside what comes now, with who says so and why."""
    if not reason.strip():
        raise RuleBroken(tr("Say why the time is changed."), "reason")
    if entry.original_start_at is None:
        entry.original_start_at, entry.original_end_at = entry.start_at, entry.end_at
    entry.edit_reason = reason
    entry.edited_by_id = work.actor.person_id


def _span_of(work: Reading, command: SaveTime) -> Opening:
    """The span as it is kept: to the second, not ahead, and no longer than somebody can work.

    Raises:
        RuleBroken: it is none of that, with its field.
    """
    latest = work.now + _AHEAD
    start = to_second(command.start_at)
    end = to_second(command.end_at) if command.end_at is not None else None
    for field, instant in (("start_at", start), ("end_at", end)):
        if instant is not None and instant > latest:
            raise RuleBroken(tr("This time is still to come."), field)
    if end is None and (command.entry_id is None or command.kind is TimeKind.BREAK):
        raise RuleBroken(tr("Say when it ended."), "end_at")
    if end is not None and end <= start:
        raise RuleBroken(tr("The end must be after the start."), "end_at")
    if end is not None and end - start > _LONGEST:
        raise RuleBroken(tr("Nobody works for more than a week without a pause."), "end_at")
    return Opening(command.technician_id, command.kind, start, end)
