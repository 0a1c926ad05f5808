"""Single steps of visits that follow from something else: cancelled, finished, one more to be placed."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from fsmdesk.core.states import VisitState
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import StateMove, Visit, WorkOrder
from fsmdesk.services.time_sheets.recording import end_running

# Asked for by what they are not: a list of states would tempt SQLite to read all visits by their state.
NOT_PLACED = frozenset({VisitState.UNPLACED, VisitState.CANCELLED})
NOT_BEGUN = frozenset({VisitState.UNPLACED, VisitState.PLANNED, VisitState.DISPATCHED})


def visits_of(work: Reading, work_order: WorkOrder) -> list[Visit]:
    """All visits of the work order as they stand now, oldest first."""
    query = select(Visit).where(Visit.work_order_id == work_order.id).order_by(Visit.id)
    return list(work.session.scalars(query))


def step_visit(work: Writing, visit: Visit, after: VisitState, reason: str = "") -> None:
    """The visit is in this state, and the step is written down. Whether it is allowed is the caller's to know."""
    before, visit.state = visit.state, after
    note_visit_step(work, visit, before, reason)


def note_visit_step(work: Writing, visit: Visit, before: VisitState, reason: str = "") -> None:
    """The step from `before` to the state that the visit has now is written down."""
    work.session.add(
        StateMove(
            work_order_id=visit.work_order_id,
            visit_id=visit.id,
            before=before.value,
            after=visit.state.value,
            at=work.now,
            person_id=work.actor.person_id,
            reason=reason,
        )
    )


def cancel_not_begun(work: Writing, visits: Iterable[Visit], reason: str = "") -> None:
    """Of these visits, those that nobody has set out for are cancelled."""
    for visit in visits:
        if visit.state in NOT_BEGUN:
            step_visit(work, visit, VisitState.CANCELLED, reason)


def finish(
    work: Writing, visits: Iterable[Visit], after: VisitState, states: Iterable[VisitState], at: datetime
) -> None:
    """Of these visits, those in one of `states` are done or partly done, finished at `at` or on arrival.

    Their time has ended with them.
    """
    chosen = frozenset(states)
    for visit in visits:
        if visit.state in chosen:
            end_running(work, visit, at)
            visit.finished_at = max(at, visit.arrived_at) if visit.arrived_at else at
            step_visit(work, visit, after)


def ensure_open_visit(work: Writing, work_order: WorkOrder) -> None:
    """The work order has a visit that is still to be made: a new unplaced one if there was none."""
    ended = {VisitState.DONE, VisitState.PARTLY_DONE, VisitState.CANCELLED}
    if all(visit.state in ended for visit in visits_of(work, work_order)):
        work.session.add(
            Visit(
                work_order_id=work_order.id,
                state=VisitState.UNPLACED,
                duration_minutes=work_order.duration_minutes,
            )
        )
        work.session.flush()
