"""Working time: weekly shifts in wall time as spans of instants, and arithmetic on spans.

Shifts are wall time in a zone, so that 8:00 stays 8:00 and a day of 23 or 25 hours has the hours that pass.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.times import Span, instant_at, wall_minute
from fsmdesk.core.words import tr

_DAY: Final = timedelta(days=1)
# Longer without any hours, and the calendar is empty rather than closed.
_LONGEST_CLOSURE_DAYS: Final = 400


@dataclass(frozen=True, slots=True)
class WeeklyShift:
    """Hours on one day of the week (Monday is 0); an `end_minute` beyond 1440 reaches into the next day.

    Both validity days are included; None leaves that side open.

    Raises:
        RuleBroken: the end is not after the start, or more than a day after it.
    """

    weekday: int
    start_minute: int
    end_minute: int
    valid_from: date | None = None
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if not (0 <= self.weekday <= 6 and 0 <= self.start_minute < 1440):
            raise RuleBroken(tr("A shift begins on a day of the week between 0:00 and 24:00."), "start")
        if not self.start_minute < self.end_minute <= self.start_minute + 1440:
            raise RuleBroken(tr("A shift ends after it begins, at most a day later."), "end")

    def begins_on(self, day: date) -> bool:
        """True if this shift is worked on that day."""
        if self.weekday != day.weekday() or (self.valid_from is not None and day < self.valid_from):
            return False
        return self.valid_until is None or day <= self.valid_until


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time as spans in order that neither overlap nor touch."""
    done: list[Span] = []
    for span in sorted(spans):
        if done and span.start <= done[-1].end:
            if span.end > done[-1].end:
                done[-1] = Span(done[-1].start, span.end)
        else:
            done.append(span)
    return tuple(done)


def shift_spans(shifts: Iterable[WeeklyShift], day: date, zone: ZoneInfo) -> tuple[Span, ...]:
    """The spans of the shifts that begin on that day, merged. One that the clock skips altogether is none."""
    bounds = (
        (instant_at(day, shift.start_minute, zone), instant_at(day, shift.end_minute, zone))
        for shift in shifts
        if shift.begins_on(day)
    )
    return merged(Span(start, end) for start, end in bounds if start < end)


def working_spans(
    shifts: Collection[WeeklyShift], first: date, last: date, zone: ZoneInfo
) -> tuple[Span, ...]:
    """All working time that touches the days from first to last, merged: with the night shift before them."""
    spans: list[Span] = []
    day = first - _DAY
    while day <= last:
        spans += shift_spans(shifts, day, zone)
        day += _DAY
    midnight = instant_at(first, 0, zone)
    return merged(span for span in spans if span.end > midnight)


def subtract(spans: Iterable[Span], absences: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of the spans without the absences, merged."""
    left: list[Span] = []
    away = merged(absences)
    for span in merged(spans):
        start = span.start
        for gap in away:
            if gap.end <= start:
                continue
            if gap.start >= span.end:
                break
            if gap.start > start:
                left.append(Span(start, gap.start))
            start = gap.end
        if start < span.end:
            left.append(Span(start, span.end))
    return tuple(left)


def outside(span: Span, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of the span that none of the spans covers."""
    return subtract((span,), spans)


def minutes_within(span: Span, spans: Iterable[Span]) -> int:
    """How many minutes of the span the spans cover, each minute once; rounded down at the end."""
    covered = timedelta()
    for other in merged(spans):
        covered += max(timedelta(), min(span.end, other.end) - max(span.start, other.start))
    return covered // timedelta(minutes=1)


def add_business_minutes(
    start: datetime,
    minutes: int,
    hours: Collection[WeeklyShift],
    holidays: Collection[date],
    zone: ZoneInfo,
) -> datetime:
    """The instant at which so many minutes of opening hours have passed since `start`.

    Hours that begin on a holiday don't count. What ends with the day ends at closing, not at the next
    opening; no minutes at all means the first open moment from `start` on.

    Raises:
        RuleBroken: the minutes are negative, or the hours are never open.
    """
    if minutes < 0:
        raise RuleBroken(tr("A limit can't be negative."), "minutes")
    left = timedelta(minutes=minutes)
    reached = start.astimezone(UTC)
    day = wall_minute(start, zone)[0] - _DAY
    closed_days = 0
    while closed_days < _LONGEST_CLOSURE_DAYS:
        closed_days += 1
        for span in shift_spans(hours, day, zone) if day not in holidays else ():
            opens = max(span.start, reached)
            if opens >= span.end:
                continue
            if opens + left <= span.end:
                return opens + left
            left -= span.end - opens
            reached = span.end
            closed_days = 0
        day += _DAY
    raise RuleBroken(tr("There are no opening hours to count with."), "hours")
