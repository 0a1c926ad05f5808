"""What asks for attention: promises and windows at risk, visits that nobody has begun, and such that take longer."""

from enum import Enum

from fsmdesk.core.states import VisitState
from fsmdesk.core.words import tr
from fsmdesk.views.board.visits import Visit

# So long before the customer's window closes somebody should be there.
WINDOW_MINUTES = 30
NEVER = 1 << 60

_NOT_THERE = frozenset({VisitState.PLANNED, VisitState.DISPATCHED, VisitState.EN_ROUTE})
_THERE = frozenset({VisitState.ON_SITE, VisitState.WAITING})


class Alarm(Enum):
    """Told by a mark, a dashed frame and in words; the heaviest first."""

    PROMISE = "promise"
    WINDOW = "window"
    LATE = "late"
    OVER = "over"

    @property
    def label(self) -> str:
        """In words."""
        words = {
            Alarm.PROMISE: tr("Not on site as promised"),
            Alarm.WINDOW: tr("Window about to be missed"),
            Alarm.LATE: tr("Late"),
            Alarm.OVER: tr("Running over"),
        }
        return words[self]

    @property
    def rank(self) -> int:
        """Lower is heavier."""
        return list(Alarm).index(self)


def alarm_of(visit: Visit, now_minute: int) -> Alarm | None:
    """What is wrong with a visit at this time, the heaviest of it; None if all is as planned."""
    return alarm_and_change(visit, now_minute)[0]


def alarm_and_change(visit: Visit, now_minute: int) -> tuple[Alarm | None, int]:
    """What is wrong with a visit at this time, and the minute from which something heavier may be."""
    state = visit.state
    if state in _THERE:
        end = visit.end_minute + 1
        return (Alarm.OVER, NEVER) if now_minute >= end else (None, end)
    if state not in _NOT_THERE:
        return None, NEVER
    soonest = NEVER
    for alarm, since in _thresholds(visit):
        if now_minute >= since:
            return alarm, soonest
        soonest = min(soonest, since)
    return None, soonest


def alarm_since(visit: Visit, alarm: Alarm) -> int:
    """The minute at which what is wrong began: the start, end, promise or end of the window that passed, or will."""
    if alarm is Alarm.OVER:
        return visit.end_minute
    if alarm is Alarm.PROMISE:
        return visit.promised_minute if visit.promised_minute is not None else visit.start_minute
    if alarm is Alarm.WINDOW:
        return visit.window_end_minute if visit.window_end_minute is not None else visit.start_minute
    return visit.start_minute


def _thresholds(visit: Visit) -> list[tuple[Alarm, int]]:
    """From when which alarm holds for a visit that nobody has come to, the heaviest first."""
    found = []
    if visit.promised_minute is not None:
        found.append((Alarm.PROMISE, visit.promised_minute + 1))
    if visit.window_end_minute is not None:
        found.append((Alarm.WINDOW, visit.window_end_minute - WINDOW_MINUTES))
    found.append((Alarm.LATE, visit.start_minute + 1))
    return found
