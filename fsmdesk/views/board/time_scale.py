"""Turns time into pixels and back: piecewise, so that nights can be narrow and days 23 or 25 hours long."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fsmdesk.core.times import instant_at
from fsmdesk.views.board.visits import instant_of, minute_of

_MOST_KNOWN = 20_000


class Stretch(NamedTuple):
    """A span that is drawn at one density; a weight of 0.25 makes an hour a quarter as wide."""

    start_minute: int
    end_minute: int
    weight: float = 1.0


class Tick(NamedTuple):
    """A line of the time header: where, what the wall clock says, and whether it is midnight."""

    minute: int
    x: float
    wall_minute: int


class DayMark(NamedTuple):
    """A wall day on the board: its instants and where it stands."""

    day: date
    start_minute: int
    end_minute: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Piece:
    start_minute: int
    end_minute: int
    x: float
    per_minute: float


class TimeScale:
    """Where each instant stands on the board. `x_of` and `minute_at` are each other's inverse.

    Stretches follow each other in time and do not overlap; what lies between two of them is hidden:
    it has no width, and both its ends share one x.
    """

    def __init__(self, stretches: Sequence[Stretch], hour_width: float, zone: ZoneInfo) -> None:
        if not stretches or hour_width <= 0:
            raise ValueError("a time scale needs at least one stretch and a width")
        self.zone = zone
        self.hour_width = hour_width
        self.stretches = tuple(stretches)
        self._pieces: list[_Piece] = []
        x = 0.0
        for start, end, weight in stretches:
            if end <= start or (self._pieces and start < self._pieces[-1].end_minute):
                raise ValueError("stretches must follow each other")
            self._pieces.append(_Piece(start, end, x, hour_width * weight / 60))
            x += (end - start) * hour_width * weight / 60
        self.width = x
        self._ticks: dict[tuple[int, float], list[Tick]] = {}
        self._days: tuple[DayMark, ...] | None = None
        self._known: dict[int, int] = {}
        self._starts = [piece.start_minute for piece in self._pieces]
        self._lefts = [piece.x for piece in self._pieces]

    @property
    def start_minute(self) -> int:
        """The first minute shown."""
        return self._pieces[0].start_minute

    @property
    def end_minute(self) -> int:
        """The first minute after what is shown."""
        return self._pieces[-1].end_minute

    def x_of(self, minute: float) -> float:
        """The x of a minute; before the first and after the last the scale goes on at their density."""
        at = max(0, bisect_right(self._starts, minute) - 1)
        piece = self._pieces[at]
        if minute > piece.end_minute and at + 1 < len(self._pieces):
            minute = piece.end_minute
        return piece.x + (minute - piece.start_minute) * piece.per_minute

    def x_at(self, minute: int) -> int:
        """`x_of` in whole pixels, remembered: visits begin and end at few different minutes."""
        found = self._known.get(minute)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[minute] = round(self.x_of(minute))
        return found

    def minute_at(self, x: float) -> float:
        """The minute at an x; at a hidden gap the minute after it."""
        piece = self._pieces[max(0, bisect_right(self._lefts, x) - 1)]
        return piece.start_minute + (x - piece.x) / piece.per_minute

    def snapped(self, minute: float, step_minutes: int) -> int:
        """The nearest minute on the grid of `step_minutes` that the wall clock of that day shows."""
        base = self._day_base(minute)
        return base + floor((minute - base) / step_minutes + 0.5) * step_minutes

    def stepped(self, minute: int, steps: int, step_minutes: int) -> int:
        """The grid line `steps` lines further; from between two lines to the next one first."""
        base = self._day_base(minute)
        line, rest = divmod(minute - base, step_minutes)
        if rest and steps < 0:
            line += 1
        return base + (line + steps) * step_minutes

    def ticks(self, from_x: float, to_x: float, step_minutes: int, least: float = 0) -> list[Tick]:
        """Every `step_minutes` of the wall clock between two x, where steps are at least so many pixels wide."""
        key = (step_minutes, least)
        ticks = self._ticks.get(key)
        if ticks is None:
            ticks = self._ticks[key] = self._all_ticks(step_minutes, least)
        first, last = bisect_left(ticks, from_x, key=_x_of_tick), bisect_right(ticks, to_x, key=_x_of_tick)
        return ticks[first:last]

    def _all_ticks(self, step_minutes: int, least: float) -> list[Tick]:
        found: list[Tick] = []
        fine = min(step_minutes, 60)
        for piece in self._pieces:
            if step_minutes * piece.per_minute < least:
                continue
            base = self._day_base(piece.start_minute)
            minute = base + -(-(piece.start_minute - base) // fine) * fine
            for tick in range(minute, piece.end_minute, fine):
                wall = self.wall_minute(tick)
                if step_minutes <= 60 or wall % step_minutes == 0:
                    found.append(Tick(tick, piece.x + (tick - piece.start_minute) * piece.per_minute, wall))
        return found

    @property
    def days(self) -> tuple[DayMark, ...]:
        """The wall days that show, from left to right."""
        if self._days is None:
            self._days = tuple(self._all_days())
        return self._days

    def day_at(self, minute: float) -> date:
        """The wall day of a minute."""
        return instant_of(floor(minute)).astimezone(self.zone).date()

    def _all_days(self) -> list[DayMark]:
        found: list[DayMark] = []
        day = self.day_at(self.start_minute)
        while True:
            start, end, _ = day_stretch(day, self.zone)
            if start >= self.end_minute:
                return found
            left, right = self.x_of(max(start, self.start_minute)), self.x_of(min(end, self.end_minute))
            if right > left:
                found.append(DayMark(day, start, end, left, right))
            day += timedelta(days=1)

    def wall_minute(self, minute: int) -> int:
        """Minutes after midnight that the wall clock shows."""
        wall = instant_of(minute).astimezone(self.zone)
        return wall.hour * 60 + wall.minute

    def zoomed(self, hour_width: float) -> "TimeScale":
        """The same time at another width of an hour."""
        return TimeScale(self.stretches, hour_width, self.zone)

    def _day_base(self, minute: float) -> int:
        """A minute on a full wall hour near `minute`, from which grids are counted."""
        whole = floor(minute)
        return whole - self.wall_minute(whole) % 60


def _x_of_tick(tick: Tick) -> float:
    return tick.x


def day_stretch(day: date, zone: ZoneInfo) -> Stretch:
    """One wall day from midnight to midnight: 23, 24 or 25 hours."""
    start = minute_of(instant_at(day, 0, zone))
    return Stretch(start, minute_of(instant_at(day + timedelta(days=1), 0, zone)))
