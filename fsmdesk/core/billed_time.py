"""From worked time to billed time: exact spans in, minutes out. What is worked stays exact; only a sum is rounded.

What is rounded together is for the caller to say; the office rounds what one technician did on one day of a
job. Overtime is what lies outside the technician's shifts.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from fsmdesk.core.money import half_up
from fsmdesk.core.terms import TimeRounding
from fsmdesk.core.times import Span, wall_minute
from fsmdesk.core.worktime import WeeklyShift, merged, subtract, working_spans

_DAY: Final = timedelta(days=1)
_MINUTE: Final = 60
_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class TimeRule:
    """How the shop bills time: in steps of so many minutes, at least so many where somebody worked at all."""

    rounding: TimeRounding = TimeRounding.UP
    step_minutes: int = 15
    least_minutes: int = 0


@dataclass(frozen=True, slots=True)
class BilledTime:
    """What is billed for one sum of worked time, in minutes."""

    regular_minutes: int
    overtime_minutes: int

    @property
    def minutes(self) -> int:
        """All of it."""
        return self.regular_minutes + self.overtime_minutes


def seconds_in(spans: Iterable[Span]) -> int:
    """How many whole seconds these spans cover, each moment once."""
    return sum((span.end - span.start for span in merged(spans)), timedelta()) // timedelta(seconds=1)


def rounded_minutes(seconds: int, rule: TimeRule) -> int:
    """The minutes that are billed for so many seconds; none for none, else at least one step."""
    if seconds <= 0:
        return 0
    step = rule.step_minutes * _MINUTE
    steps = -(-seconds // step) if rule.rounding is TimeRounding.UP else half_up(seconds, step)
    return max(max(steps, 1) * rule.step_minutes, rule.least_minutes)


def billed_time(worked_seconds: int, overtime_seconds: int, rule: TimeRule) -> BilledTime:
    """The rounded sum, and how much of it is overtime.

    Overtime is counted to the nearest step, so that a few minutes beyond the shift are not billed as overtime;
    who worked nothing but overtime is billed nothing but overtime.
    """
    whole = rounded_minutes(worked_seconds, rule)
    if overtime_seconds >= worked_seconds:
        return BilledTime(0, whole)
    steps = half_up(max(overtime_seconds, 0), rule.step_minutes * _MINUTE)
    overtime = min(steps * rule.step_minutes, whole)
    return BilledTime(whole - overtime, overtime)


def outside_shifts(
    spans: Iterable[Span], shifts: Collection[WeeklyShift], zone: ZoneInfo
) -> tuple[Span, ...]:
    """The parts of the spans that no shift covers. Without any shifts nobody knows, so there are none."""
    worked = merged(spans)
    if not shifts or not worked:
        return ()
    first, last = wall_minute(worked[0].start, zone)[0], wall_minute(worked[-1].end, zone)[0]
    return subtract(worked, working_spans(shifts, first, last, zone))


def hours_milli(minutes: int) -> int:
    """The minutes as thousandths of an hour, the way lines are billed."""
    return half_up(minutes * 1_000, _HOUR)
