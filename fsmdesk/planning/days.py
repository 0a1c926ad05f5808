"""The days that are looked at, in whole minutes since 1970: quick to compare, right on days of 23 and 25 hours."""

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from fsmdesk.core.times import instant_at, wall_minute

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DAY: Final = 1440
_NOON: Final = 720


def minute_of(instant: datetime) -> int:
    """Whole minutes since 1970, rounded down."""
    apart = instant - _EPOCH
    return apart.days * _DAY + apart.seconds // 60


def minute_after(instant: datetime) -> int:
    """Whole minutes since 1970, rounded up."""
    return minute_of(instant) + bool(instant.second or instant.microsecond)


def instant_of(minute: int) -> datetime:
    """The instant of such a minute."""
    return _EPOCH + timedelta(minutes=minute)


class Days:
    """So many days from the first on, in one zone. Before and after them come days of the same kind."""

    def __init__(self, first: date, count: int, zone: ZoneInfo) -> None:
        self.zone = zone
        self.count = count
        days = [first + timedelta(days=at) for at in range(-1, count + 2)]
        self._dates = days
        self._starts = [minute_of(instant_at(day, 0, zone)) for day in days]
        self._noons = [minute_of(instant_at(day, _NOON, zone)) for day in days]

    @property
    def start(self) -> int:
        """When the first day begins."""
        return self._starts[1]

    @property
    def end(self) -> int:
        """When the last day is over."""
        return self._starts[self.count + 1]

    def index(self, minute: int) -> int:
        """Which day a minute is in; the same number for all minutes of one day."""
        return bisect_right(self._starts, minute)

    def date(self, minute: int) -> date:
        """The day that a minute is in."""
        return wall_minute(instant_of(minute), self.zone)[0]

    def noon(self, minute: int) -> int:
        """The noon of the day that a minute within the days is in."""
        return self._noons[self.index(minute) - 1]

    def wall(self, minute: int) -> int:
        """What the wall clock shows, in minutes after midnight."""
        at = self.index(minute)
        if 0 < at < len(self._starts) and self._starts[at] - self._starts[at - 1] == _DAY:
            return minute - self._starts[at - 1]
        return wall_minute(instant_of(minute), self.zone)[1]
