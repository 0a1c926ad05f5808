"""The ways before and after a place on the board: from and to the visits around it, else from and to home."""

from collections.abc import Hashable, Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fsmdesk.core.times import Span, wall_minute
from fsmdesk.core.ways import Way
from fsmdesk.planning.travel import Point, TravelTimes


class Stop(NamedTuple):
    """A visit as a neighbour: when somebody is there, where, how people call it, and its key."""

    start: datetime
    end: datetime
    point: Point | None
    place: str = ""
    key: Hashable = None


class Roads(NamedTuple):
    """What ways are told by: who knows how long they take, whose wall clock counts, and where home is."""

    travel: TravelTimes
    zone: ZoneInfo
    home: Point | None = None

    def way_in(self, before: Stop | None, there: Point | None, start: datetime) -> Way | None:
        """The way to a visit that starts then, from the one before or from home; None where an end is not known."""
        if before is None:
            return self._way(self.home, there, start)
        return self._way(before.point, there, before.end, before.place, before.end, before.key)

    def way_out(self, after: Stop | None, here: Point | None, end: datetime) -> Way | None:
        """The way from a visit that ends then, to the one after or home."""
        if after is None:
            return self._way(here, self.home, end)
        return self._way(here, after.point, end, after.place, after.start, after.key)

    def _way(
        self,
        here: Point | None,
        there: Point | None,
        leaves: datetime,
        place: str = "",
        at: datetime | None = None,
        key: Hashable = None,
    ) -> Way | None:
        if here is None or there is None:
            return None
        return Way(self.travel.minutes(here, there, wall_minute(leaves, self.zone)[1]), place, at, key)


def stop_before(start: datetime, stops: Iterable[Stop], day: Span) -> Stop | None:
    """The last stop that has ended when somebody starts then, if that was on the same day.

    Who was somewhere yesterday has been home since.
    """
    ended = [stop for stop in stops if day.start < stop.end <= start]
    return max(ended, key=lambda stop: (stop.end, stop.start), default=None)


def stop_after(end: datetime, stops: Iterable[Stop], day: Span) -> Stop | None:
    """The first stop that begins once somebody is done then, if that is on the same day."""
    coming = [stop for stop in stops if end <= stop.start < day.end]
    return min(coming, key=lambda stop: (stop.start, stop.end), default=None)
