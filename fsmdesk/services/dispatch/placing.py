"""Putting visits on the board, moving them there, and taking them off."""

from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import MOVABLE, VisitState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.db.guards.bookings import LONGEST_DAYS
from fsmdesk.models import Visit, WorkOrder
from fsmdesk.services.dispatch.deriving import follow_visits, hold_visit, require_open
from fsmdesk.services.dispatch.judging import drop_idle_marks, land, landing_of, planned_span
from fsmdesk.services.dispatch.messages import AddVisit, MoveVisit, PlaceVisit, UnplaceVisit
from fsmdesk.services.mail.telling import tell_moved
from fsmdesk.services.records import find_seen
from fsmdesk.services.registry import handles
from fsmdesk.services.visit_steps import note_visit_step, step_visit

_LONGEST_MINUTES: Final = LONGEST_DAYS * 24 * 60


@handles(PlaceVisit)
def place_visit(work: Writing, command: PlaceVisit) -> int:
    """The visit, or the first visit of the job, is planned where the command says."""
    visit, work_order = _visit_to_place(work, command)
    require_open(work_order)
    if visit.state is not VisitState.UNPLACED:
        words = tr("This visit is {state} already.")
        raise RuleBroken(words.format(state=visit.state.label.lower()), "state")
    landing = landing_of(work, command.technician_id, command.start_at, command.end_at, command.reason)
    land(work, visit, landing)
    note_visit_step(work, visit, VisitState.UNPLACED)
    follow_visits(work, work_order)
    return visit.id


def _visit_to_place(work: Writing, command: PlaceVisit) -> tuple[Visit, WorkOrder]:
    """The visit that the command means; where it names none, one that waits already, or a new one."""
    if command.visit_id is not None:
        visit, work_order = hold_visit(work, command.visit_id, command.seen_version)
        if work_order.id != command.work_order_id:
            raise RuleBroken(tr("This visit belongs to another job."), "visit_id")
        return visit, work_order
    work_order = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    waiting = work.session.scalar(
        select(Visit)
        .where(Visit.work_order_id == work_order.id, Visit.state == VisitState.UNPLACED)
        .order_by(Visit.id)
        .limit(1)
    )
    return waiting or Visit(work_order_id=work_order.id, state=VisitState.UNPLACED), work_order


@handles(MoveVisit)
def move_visit(work: Writing, command: MoveVisit) -> None:
    """The visit stands where the command says. Another technician has not been told: it is planned again."""
    visit, work_order = hold_visit(work, command.visit_id, command.seen_version)
    require_open(work_order)
    _require_movable(visit)
    if visit.state is VisitState.UNPLACED:
        raise RuleBroken(tr("This visit is not on the board."), "state")
    landing = landing_of(work, command.technician_id, command.start_at, command.end_at, command.reason)
    left, to_another = planned_span(visit), visit.technician_id != landing.technician.id
    planned_at = visit.start_at
    land(work, visit, landing)
    drop_idle_marks(work, left)
    if to_another and visit.state is VisitState.DISPATCHED:
        step_visit(work, visit, VisitState.PLANNED)
    follow_visits(work, work_order)
    tell_moved(work, visit, planned_at)


@handles(UnplaceVisit)
def unplace_visit(work: Writing, command: UnplaceVisit) -> None:
    """The visit waits for a place again and keeps its length."""
    visit, work_order = hold_visit(work, command.visit_id, command.seen_version)
    require_open(work_order)
    _require_movable(visit)
    if visit.state is not VisitState.UNPLACED:
        take_off(work, visit)
        follow_visits(work, work_order)


def take_off(work: Writing, visit: Visit, reason: str = "") -> None:
    """The visit has no technician, no span and no mark any more; its length stays."""
    left, before = planned_span(visit), visit.state
    visit.state = VisitState.UNPLACED
    visit.technician_id = visit.start_at = visit.end_at = None
    visit.en_route_at = visit.arrived_at = visit.finished_at = visit.confirmed_at = None
    visit.double_booked, visit.double_booking_reason, visit.travel_minutes = False, "", 0
    note_visit_step(work, visit, before, reason)
    drop_idle_marks(work, left)


@handles(AddVisit)
def add_visit(work: Writing, command: AddVisit) -> int:
    """The job has one more visit that waits for a place."""
    work_order = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    require_open(work_order)
    if not 1 <= command.duration_minutes <= _LONGEST_MINUTES:
        words = tr("A visit lasts between a minute and {days} days.")
        raise RuleBroken(words.format(days=LONGEST_DAYS), "duration_minutes")
    visit = Visit(
        work_order_id=work_order.id, state=VisitState.UNPLACED, duration_minutes=command.duration_minutes
    )
    work.session.add(visit)
    work.session.flush()
    follow_visits(work, work_order)
    return visit.id


def _require_movable(visit: Visit) -> None:
    if visit.state not in MOVABLE:
        words = tr("A visit that is {state} can't be moved.")
        raise RuleBroken(words.format(state=visit.state.label.lower()), "state")
