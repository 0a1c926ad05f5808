"""What happens on a visit: sent, on the way, on site, waiting, done."""

from datetime import datetime, timedelta
from typing import Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import VISIT_MOVES, VisitState
from fsmdesk.core.texts import clean_text
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Visit
from fsmdesk.services.dispatch.deriving import follow_visits, hold_visit, require_open
from fsmdesk.services.dispatch.judging import bookings_near, drop_idle_marks, planned_span
from fsmdesk.services.dispatch.messages import SetVisitState
from fsmdesk.services.dispatch.placing import take_off
from fsmdesk.services.mail.telling import tell_on_the_way
from fsmdesk.services.permits import permit, permit_own_visit
from fsmdesk.services.registry import handles
from fsmdesk.services.the_company import formats_of, the_company
from fsmdesk.services.time_sheets.labour_lines import follow_time
from fsmdesk.services.time_sheets.recording import record_step
from fsmdesk.services.visit_steps import step_visit

_S = VisitState
# The office decides these; the others are reports from the field.
_OFFICE_DECIDES: Final = frozenset({_S.UNPLACED, _S.PLANNED, _S.DISPATCHED, _S.CANCELLED})
_FINISHED: Final = frozenset({_S.DONE, _S.PARTLY_DONE})
# Clocks of seats and phones differ a little.
_AHEAD: Final = timedelta(minutes=5)


@handles(SetVisitState)
def set_visit_state(work: Writing, command: SetVisitState) -> None:
    """The visit made the move, its actual times are stamped, time is recorded, and the job's state follows."""
    visit, work_order = hold_visit(work, command.visit_id, command.seen_version)
    require_open(work_order)
    _require_move(visit, command.after)
    _require_right(work, visit, command.after)
    reason = clean_text(command.reason, "reason", multiline=True, label=tr("Reason"))
    if command.after is _S.UNPLACED:
        take_off(work, visit, reason)
    else:
        at = command.at or work.now
        if at > work.now + _AHEAD:
            raise RuleBroken(tr("This time is still to come."), "at")
        if visit.state in _FINISHED:
            _refuse_taken(work, visit)
        record_step(work, visit, command.after, at)
        _stamp(work, visit, command.after, at)
        step_visit(work, visit, command.after, reason)
        if command.after is _S.EN_ROUTE:
            tell_on_the_way(work, visit)
        if command.after is _S.CANCELLED:
            drop_idle_marks(work, planned_span(visit))
    follow_visits(work, work_order)
    follow_time(work, work_order)


def _require_move(visit: Visit, after: VisitState) -> None:
    if (visit.state, after) not in VISIT_MOVES:
        words = tr("A visit that is {before} can't become {after}.")
        text = words.format(before=visit.state.label.lower(), after=after.label.lower())
        raise RuleBroken(text, "state")
    if visit.state is _S.UNPLACED and after is _S.PLANNED:
        raise RuleBroken(tr("Give the visit a technician and a time: drag it onto the board."), "state")


def _require_right(work: Reading, visit: Visit, after: VisitState) -> None:
    """Plans are the dispatcher's; a technician reports on his own visits only."""
    if after in _OFFICE_DECIDES:
        permit(work.actor.role, Permission.SCHEDULE)
    permit_own_visit(work, visit.technician_id)


def _stamp(work: Reading, visit: Visit, after: VisitState, at: datetime) -> None:
    """The actual times say what the move says; a move back takes off what it denies."""
    if after in (_S.PLANNED, _S.DISPATCHED):
        visit.en_route_at = visit.arrived_at = None
    elif after is _S.EN_ROUTE:
        visit.en_route_at = at
    elif after is _S.ON_SITE:
        visit.finished_at = None
        if visit.arrived_at is None:
            _require_after(work, at, visit.en_route_at, tr("Nobody arrives before setting out, at {time}."))
            visit.arrived_at = at
    elif after in _FINISHED:
        _require_after(work, at, visit.arrived_at, tr("Work can't end before it began, at {time}."))
        visit.finished_at = at


def _require_after(work: Reading, at: datetime, earlier: datetime | None, words: str) -> None:
    if earlier is not None and at < earlier:
        formats = formats_of(the_company(work))
        raise RuleBroken(words.format(time=formats.instant(earlier)), "at")


def _refuse_taken(work: Reading, visit: Visit) -> None:
    """A visit that was done early gave its rest away; open again, it needs all of its time."""
    start, end, finished = visit.start_at, visit.end_at, visit.finished_at
    if visit.technician_id is None or start is None or end is None or visit.double_booked:
        return
    if finished is None or finished >= end:
        return
    taken = bookings_near(work, visit.technician_id, Span(start, end), visit.id)
    if taken:
        words = tr("The rest of this visit's time has been given to {place}.")
        raise RuleBroken(words.format(place=taken[0].place), "state")
