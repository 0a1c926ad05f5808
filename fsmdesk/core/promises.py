"""By when something was promised: counted in opening hours or around the clock, and how that stands by now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from fsmdesk.core.worktime import WeeklyShift, add_business_minutes

# The last part of the time that was given in which a promise is warned of.
_LAST_PART: Final = 4


class Standing(Enum):
    """How a promise stands."""

    FINE = "fine"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class OpeningCalendar:
    """When the office is open: hours of the week without the days on which it is closed, in its zone."""

    hours: Collection[WeeklyShift]
    closed_days: Collection[date]
    zone: ZoneInfo

    def after(self, start: datetime, minutes: int, *, around_the_clock: bool) -> datetime:
        """The instant at which so many minutes have passed since `start`, of opening hours unless around the clock.

        Raises:
            RuleBroken: the office is never open.
        """
        if around_the_clock:
            return start + timedelta(minutes=minutes)
        return add_business_minutes(start, minutes, self.hours, self.closed_days, self.zone)


def standing(deadline: datetime, since: datetime, now: datetime) -> Standing:
    """How a promise that was given at `since` stands: soon in the last quarter of its time, late from then on."""
    if now >= deadline:
        return Standing.LATE
    return Standing.SOON if (deadline - now) * _LAST_PART <= deadline - since else Standing.FINE
