"""Merging two jobs that turn out to be one."""

from typing import Any, Final

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import OPEN_STATES, VisitState, WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import (
    Attachment,
    Feedback,
    InvoiceLine,
    OutgoingMail,
    RequestQuestion,
    Signature,
    TimeEntry,
    WorkOrder,
    WorkOrderCheck,
    WorkOrderLine,
    WorkOrderSkill,
)
from fsmdesk.services.dispatch.deriving import follow_visits
from fsmdesk.services.moves import change_state, record_move
from fsmdesk.services.records import assign, find_seen, hold
from fsmdesk.services.registry import handles
from fsmdesk.services.same_jobs.messages import MergeWorkOrders
from fsmdesk.services.time_sheets.labour_lines import follow_time
from fsmdesk.services.visit_steps import step_visit, visits_of

_MERGEABLE: Final = OPEN_STATES | {WorkOrderState.COMPLETE, WorkOrderState.REVIEWED}
_WHOLE: Final[tuple[Any, ...]] = (Attachment, TimeEntry, RequestQuestion, OutgoingMail)
_IN_ORDER: Final[tuple[Any, ...]] = (WorkOrderLine, WorkOrderCheck)
_ONLY_ONE: Final[tuple[Any, ...]] = (Signature, Feedback)
_FILLED: Final = (
    *("contact_id", "site_id", "place_id", "equipment_id", "agreement_id", "task_code_id", "template_id"),
    "customer_id",
)
_LINES: Final = ("caller", "purchase_order")
_TEXTS: Final = (
    *("problem", "access_notes", "safety_notes", "protective_gear", "cause", "fix", "office_notes"),
    "customer_notes",
)


@handles(MergeWorkOrders)
def merge_work_orders(work: Writing, command: MergeWorkOrders) -> None:
    """The survivor has everything; the merged job is cancelled and names it.

    Raises:
        ConflictError: somebody changed one of them since it was seen.
        RuleBroken: one of them is billed or no longer open, or they are of different customers.
    """
    for job_id in sorted((command.survivor_id, command.merged_id)):
        hold(work, WorkOrder, job_id)
    survivor = find_seen(work, WorkOrder, command.survivor_id, command.survivor_version)
    merged = find_seen(work, WorkOrder, command.merged_id, command.merged_version)
    _check(work, survivor, merged)
    was = merged.state
    _move_visits(work, survivor, merged)
    _move_records(work, survivor, merged)
    _join_fields(survivor, merged)
    _join_skills(work, survivor, merged)
    _point_elsewhere(work, survivor, merged)
    merged.state, merged.merged_into_id = WorkOrderState.CANCELLED, survivor.id
    reason = tr("Merged into #{number}").format(number=survivor.number)
    record_move(work, merged, was, WorkOrderState.CANCELLED, reason)
    work.session.flush()
    if survivor.state is WorkOrderState.REQUESTED and was is not WorkOrderState.REQUESTED:
        change_state(work, survivor, WorkOrderState.APPROVED)
    follow_visits(work, survivor)
    # The time of both is one now: lines of both that follow it would bill it twice.
    follow_time(work, survivor)


def _check(work: Reading, survivor: WorkOrder, merged: WorkOrder) -> None:
    if survivor.id == merged.id:
        raise RuleBroken(tr("A job can't be merged into itself."))
    # Also a draft, and one that was taken back: its lines name this job for ever.
    billed = select(InvoiceLine.id).where(InvoiceLine.work_order_id == merged.id).limit(1)
    if work.session.scalar(billed) is not None:
        words = tr("Job {number} is on an invoice, so it can't be merged into another one.")
        raise RuleBroken(words.format(number=merged.number))
    if survivor.state not in OPEN_STATES:
        words = tr("Job {number} is {state}: only an open job can take another one in.")
        raise RuleBroken(words.format(number=survivor.number, state=survivor.state.label.lower()))
    if merged.state not in _MERGEABLE:
        words = tr("Job {number} is {state}, so it can't be merged.")
        raise RuleBroken(words.format(number=merged.number, state=merged.state.label.lower()))
    customers = {survivor.customer_id, merged.customer_id} - {None}
    if len(customers) > 1 and survivor.site_id != merged.site_id:
        raise RuleBroken(
            tr("These jobs are of different customers at different sites, so they are not the same.")
        )


def _move_visits(work: Writing, survivor: WorkOrder, merged: WorkOrder) -> None:
    """Visits go over; one that nobody placed is not wanted where the survivor has one already."""
    has_unplaced = any(visit.state is VisitState.UNPLACED for visit in visits_of(work, survivor))
    for visit in visits_of(work, merged):
        if visit.state is VisitState.UNPLACED and has_unplaced:
            step_visit(work, visit, VisitState.CANCELLED, tr("Merged"))
        else:
            visit.work_order_id = survivor.id
    work.session.flush()


def _move_records(work: Writing, survivor: WorkOrder, merged: WorkOrder) -> None:
    for model in _WHOLE:
        for record in _of(work, model, merged):
            record.work_order_id = survivor.id
    for model in _IN_ORDER:
        last = max((record.position for record in _of(work, model, survivor)), default=-1)
        for at, record in enumerate(_of(work, model, merged), last + 1):
            assign(record, work_order_id=survivor.id, position=at)
    for model in _ONLY_ONE:
        if not _of(work, model, survivor):
            for record in _of(work, model, merged):
                record.work_order_id = survivor.id
    work.session.flush()


def _of(work: Reading, model: Any, job: WorkOrder) -> list[Any]:
    by = getattr(model, "position", model.id)
    return list(
        work.session.scalars(select(model).where(model.work_order_id == job.id).order_by(by, model.id))
    )


def _join_fields(survivor: WorkOrder, merged: WorkOrder) -> None:
    """What the survivor lacks is filled; what both say is said one under the other; the earlier promise holds."""
    if survivor.customer_id in (None, merged.customer_id) and survivor.site_id in (None, merged.site_id):
        for name in (*_FILLED, *_LINES):
            if getattr(survivor, name) in (None, "") and getattr(merged, name) not in (None, ""):
                setattr(survivor, name, getattr(merged, name))
        if survivor.window_start_at is None and survivor.window_end_at is None:
            assign(survivor, window_start_at=merged.window_start_at, window_end_at=merged.window_end_at)
    for name in _TEXTS:
        assign(survivor, **{name: _joined(getattr(survivor, name), getattr(merged, name), merged.number)})
    assign(
        survivor,
        priority=min(survivor.priority, merged.priority),
        is_urgent=survivor.is_urgent or merged.is_urgent,
        duration_minutes=max(survivor.duration_minutes, merged.duration_minutes),
        respond_by_at=min(filter(None, (survivor.respond_by_at, merged.respond_by_at)), default=None),
        due_at=min(filter(None, (survivor.due_at, merged.due_at)), default=None),
        due_typed=survivor.due_typed or merged.due_typed,
    )


def _joined(text: str, more: str, number: int) -> str:
    if not more.strip() or more.strip() in text:
        return text
    if not text.strip():
        return more
    return f"{text.rstrip()}\n{tr('From #{number}: {text}').format(number=number, text=more)}"


def _join_skills(work: Writing, survivor: WorkOrder, merged: WorkOrder) -> None:
    known = {row.skill_id for row in _of(work, WorkOrderSkill, survivor)}
    for row in _of(work, WorkOrderSkill, merged):
        if row.skill_id not in known:
            work.session.add(WorkOrderSkill(work_order_id=survivor.id, skill_id=row.skill_id))


def _point_elsewhere(work: Writing, survivor: WorkOrder, merged: WorkOrder) -> None:
    """What came of the merged job, or was asked of it, belongs to the survivor."""
    for job in work.session.scalars(select(WorkOrder).where(WorkOrder.origin_id == merged.id)):
        if job.id != survivor.id:
            job.origin_id = survivor.id
    for check in work.session.scalars(select(WorkOrderCheck).where(WorkOrderCheck.follow_up_id == merged.id)):
        check.follow_up_id = survivor.id
    if survivor.origin_id is None and merged.origin_id not in (None, survivor.id):
        survivor.origin_id, survivor.origin = merged.origin_id, merged.origin
