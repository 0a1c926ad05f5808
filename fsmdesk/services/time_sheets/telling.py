"""What the times of a visit tell about time spent, where nobody wrote time down: imported and older visits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import TimeKind
from fsmdesk.core.times import Span
from fsmdesk.core.worktime import subtract
from fsmdesk.models import StateMove, Visit

_BEEN_THERE: Final = frozenset(
    {VisitState.ON_SITE, VisitState.WAITING, VisitState.DONE, VisitState.PARTLY_DONE}
)


@dataclass(frozen=True, slots=True)
class Told:
    """A span of travel or labour; without an end it is still going on."""

    kind: TimeKind
    start_at: datetime
    end_at: datetime | None


def to_second(instant: datetime) -> datetime:
    """The instant without parts of a second: time is exact to the second."""
    return instant.replace(microsecond=0)


def told_times(visit: Visit, moves: Sequence[StateMove], now: datetime) -> list[Told]:
    """Travel from setting out to arriving, labour from arriving to finishing less the time of waiting.

    `moves` are the steps of the visit in order, which tell when somebody waited.
    """
    found: list[Told] = []
    if visit.en_route_at is not None:
        if visit.arrived_at is not None:
            found += _closed(TimeKind.TRAVEL, visit.en_route_at, visit.arrived_at)
        elif visit.state is VisitState.EN_ROUTE:
            found.append(Told(TimeKind.TRAVEL, to_second(visit.en_route_at), None))
    if visit.arrived_at is not None and visit.state in _BEEN_THERE:
        found += _labour(visit, visit.arrived_at, moves, now)
    return found


def _labour(visit: Visit, arrived_at: datetime, moves: Sequence[StateMove], now: datetime) -> list[Told]:
    end = visit.finished_at
    if end is None:
        end = max(now, arrived_at) if visit.state in (VisitState.ON_SITE, VisitState.WAITING) else None
    if end is None or to_second(end) <= to_second(arrived_at):
        is_there = visit.finished_at is None and visit.state is VisitState.ON_SITE
        return [Told(TimeKind.LABOUR, to_second(arrived_at), None)] if is_there else []
    whole = Span(to_second(arrived_at), to_second(end))
    pieces = [
        Told(TimeKind.LABOUR, *_bounds(piece)) for piece in subtract((whole,), _waits(moves, whole.end))
    ]
    if visit.state is VisitState.ON_SITE and visit.finished_at is None and pieces:
        last = pieces.pop()
        pieces.append(Told(last.kind, last.start_at, None))
    return pieces


def _waits(moves: Iterable[StateMove], end: datetime) -> list[Span]:
    """From each step into waiting until the next step, or the end."""
    waits: list[Span] = []
    since: datetime | None = None
    for move in moves:
        if since is not None and to_second(move.at) > since:
            waits.append(Span(since, to_second(move.at)))
        since = to_second(move.at) if move.after == VisitState.WAITING.value else None
    if since is not None and since < end:
        waits.append(Span(since, end))
    return waits


def _closed(kind: TimeKind, start: datetime, end: datetime) -> list[Told]:
    start, end = to_second(start), to_second(end)
    return [Told(kind, start, end)] if start < end else []


def _bounds(span: Span) -> tuple[datetime, datetime]:
    return span.start, span.end
