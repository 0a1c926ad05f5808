"""Where a job stands on its way from the call to the invoice, told from its moves. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from fsmdesk.core.formats import Formats
from fsmdesk.core.states import OPEN_STATES, WorkOrderState
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import MoveRow, WorkOrderCard

_S = WorkOrderState
# The stations of the way, each with the states that stand at it.
_STATIONS: Final[tuple[tuple[WorkOrderState, ...], ...]] = (
    (_S.REQUESTED,),
    (_S.APPROVED,),
    (_S.SCHEDULED, _S.DISPATCHED),
    (_S.EN_ROUTE,),
    (_S.ON_SITE, _S.WAITING),
    (_S.COMPLETE,),
    (_S.REVIEWED,),
    (_S.INVOICED, _S.CLOSED),
)
_OFF: Final = frozenset({_S.DECLINED, _S.CANCELLED})


class StepKind(StrEnum):
    """How far a station is away."""

    PAST = "past"
    NOW = "now"
    OFF = "off"  # the job ended here without getting to the end
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    """One station in words; `was_there` is False for one that was passed over."""

    kind: StepKind
    title: str
    remark: str = ""
    was_there: bool = True


def steps_of(card: WorkOrderCard, now: datetime, formats: Formats) -> tuple[Step, ...]:
    """The whole way with what is known of each station."""
    own = [move for move in card.moves if move.visit_id is None and move.merged_number is None]
    at = _station_now(card.state, own)
    return tuple(
        _step(number, at, states, card, own, now, formats) for number, states in enumerate(_STATIONS)
    )


def _station_now(state: WorkOrderState, moves: Sequence[MoveRow]) -> int:
    """The station where the job is, or was when it was called off."""
    if state in _OFF:
        left = next((move.before for move in reversed(moves) if move.after == state), "")
        state = WorkOrderState(left) if left in set(_S) - _OFF else _S.REQUESTED
    return next(number for number, states in enumerate(_STATIONS) if state in states)


def _step(
    number: int,
    at: int,
    states: Sequence[WorkOrderState],
    card: WorkOrderCard,
    moves: Sequence[MoveRow],
    now: datetime,
    formats: Formats,
) -> Step:
    if number == at:
        kind = StepKind.OFF if card.state in _OFF else StepKind.NOW
        came = _came(moves, (card.state,))
        since = came.at if came is not None else card.requested_at if number == 0 else None
        return Step(kind, card.state.label, _since(since, now, formats))
    if number > at:
        is_due = states[0] is _S.COMPLETE and card.due_at is not None and card.state in OPEN_STATES
        remark = (
            tr("due {when}").format(when=_when(card.due_at, now, formats)) if is_due and card.due_at else ""
        )
        return Step(StepKind.AHEAD, states[0].label, remark)
    came = _came(moves, states)
    if came is None and number > 0:
        return Step(StepKind.PAST, states[0].label, was_there=False)
    when = came.at if came is not None else card.requested_at
    who = came.person.split()[0] if came is not None and came.person.split() else ""
    return Step(StepKind.PAST, states[0].label, f"{_when(when, now, formats)} {who}".strip())


def _came(moves: Sequence[MoveRow], states: Sequence[WorkOrderState]) -> MoveRow | None:
    """The last time the job came to one of these states."""
    return next((move for move in reversed(moves) if move.after in states), None)


def _since(since: datetime | None, now: datetime, formats: Formats) -> str:
    if since is None:
        return ""
    text = tr("since {when}").format(when=_when(since, now, formats))
    minutes = int((now - since).total_seconds() // 60)
    return f"{text} · {length_words(minutes, formats)}" if minutes > 0 else text


def _when(instant: datetime, now: datetime, formats: Formats) -> str:
    """The time alone where it is today's, else the day."""
    day, _minute = wall_minute(instant, formats.zone)
    today, _minute = wall_minute(now, formats.zone)
    return formats.time(instant) if day == today else formats.short_date(day)


def length_words(minutes: int, formats: Formats) -> str:
    """A length of time as far as it matters: `1 h 05`, and beyond two days `5 days`."""
    days = minutes // (24 * 60)
    return tr("{n} days").format(n=formats.count(days)) if days >= 2 else formats.duration(minutes)
