"""Visits that nobody has begun though it is time, and visits that take longer than planned."""

from enum import Enum

from fsmdesk.core.states import VisitState
from fsmdesk.core.words import tr
from fsmdesk.views.board.visits import Visit

_NOT_THERE = frozenset({VisitState.PLANNED, VisitState.DISPATCHED, VisitState.EN_ROUTE})
_THERE = frozenset({VisitState.ON_SITE, VisitState.WAITING})


class Alarm(Enum):
    """Told by a mark, a dashed frame and in words."""

    LATE = "late"
    OVER = "over"

    @property
    def label(self) -> str:
        """In words."""
        return tr("Late") if self is Alarm.LATE else tr("Running over")


def alarm_of(visit: Visit, now_minute: int) -> Alarm | None:
    """What is wrong with a visit at this time; None if all is as planned."""
    if visit.start_minute >= now_minute:
        return None
    state = visit.state
    if state in _NOT_THERE:
        return Alarm.LATE
    return Alarm.OVER if state in _THERE and visit.end_minute < now_minute else None
