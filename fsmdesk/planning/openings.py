"""Where in somebody's days a job fits between the other visits, with the ways there and on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from fsmdesk.planning.days import Days, minute_of
from fsmdesk.planning.free_time import Block, FreeTime, Gap
from fsmdesk.planning.people import Candidate, PlannedJob, Stop
from fsmdesk.planning.travel import Point, TravelTimes

_STEP: Final = 15  # starts are offered at the quarters of an hour, where these fit
_FINE_STEP: Final = 5
_APART: Final = 120  # an afternoon is offered beside a morning only if it is another time of the day


@dataclass(frozen=True, slots=True)
class Opening:
    """A place where the job fits.

    `before` and `after` are the ways in minutes, None if a point is not known; `added` is what the day has more
    of them. `earlier` and `later` are the visits next to it, None where it is from home or to home.
    """

    start: int
    end: int
    before: int | None
    after: int | None
    added: int
    earlier: Stop | None
    later: Stop | None
    overtime: int
    load_percent: int


@dataclass(slots=True)
class Looked:
    """What was found, and why not more: the longest free stretch, and what a free one failed by."""

    openings: list[Opening] = field(default_factory=list)
    works: bool = False
    is_over: bool = False
    longest_free: int = 0
    longest_free_at: int = 0
    was_outside_window: bool = False
    was_way_too_long: bool = False


class Looker:
    """Looks for one job in the days of many people, not before `floor`; so many minutes after a shift may be worked."""

    def __init__(self, job: PlannedJob, days: Days, floor: int, travel: TravelTimes, overtime: int) -> None:
        self._job = job
        self._days = days
        self._floor = floor
        self._travel = travel
        self._overtime = overtime
        self._pinned = minute_of(job.only_start_at) if job.only_start_at is not None else None

    def look(self, who: Candidate) -> Looked:
        """Every opening of this one, in order of time."""
        looked, job = Looked(), self._job
        free = FreeTime(who, self._days, self._floor, self._overtime, job.moved)
        looked.works, looked.is_over = bool(free.shifts), free.is_over
        for gap in free.gaps():
            regular = min(gap.end, gap.shift_end) - gap.start
            if regular > looked.longest_free:
                looked.longest_free, looked.longest_free_at = regular, gap.start
            if gap.end - gap.start >= job.duration_minutes:
                looked.openings += self._fits(_Hole(gap, who, self._days), free, looked)
        return looked

    def _fits(self, hole: "_Hole", free: FreeTime, looked: Looked) -> Iterator[Opening]:
        """The first start that fits the gap, and the first after noon."""
        earliest, before = self._earliest(hole)
        latest = min(hole.gap.end - self._job.duration_minutes, hole.gap.shift_end - 1)
        if earliest > latest:
            looked.was_way_too_long = True
            return
        window = self._job.window
        if window is not None:
            earliest, latest = max(earliest, minute_of(window.start)), min(latest, minute_of(window.end) - 1)
            if earliest > latest:
                looked.was_outside_window = True
                return
        found = [self._first_of(starts, before, hole, free) for starts in self._starts(earliest, latest)]
        yield from dict.fromkeys(opening for opening in found if opening is not None)
        looked.was_way_too_long |= not any(found)

    def _first_of(
        self, starts: list[int], before: int | None, hole: "_Hole", free: FreeTime
    ) -> Opening | None:
        """At the first of these starts from which the next visit is reached in time."""
        minutes = self._job.duration_minutes
        for start in starts:
            after = self._way(self._job.point, hole.to_point, start + minutes)
            if start + minutes <= hole.must_leave(after):
                return self._opening(start, before, after, hole, free)
        return None

    def _earliest(self, hole: "_Hole") -> tuple[int, int | None]:
        """When somebody could be there, and how long the way is. The first way from home lies before the shift."""
        gap = hole.gap
        if gap.earlier is not None:
            way = self._way(hole.from_point, self._job.point, gap.earlier.end)
            return max(gap.start, gap.earlier.end + (way or 0)), way
        way = self._way(hole.from_point, self._job.point, gap.start)
        is_at_work = gap.start == self._floor > gap.shift_start
        return gap.start + (way or 0) if is_at_work else gap.start, way

    def _starts(self, earliest: int, latest: int) -> list[list[int]]:
        """What to try as soon as possible, and what to try after noon, each with the best first."""
        if self._pinned is not None:
            return [[self._pinned]] if earliest <= self._pinned <= latest else []
        # Where the quarters leave no room for the way on, finer steps may.
        soon = [start for step in (_STEP, _FINE_STEP, 1) if (start := _up(earliest, step)) <= latest]
        noon = self._days.noon(earliest)
        return [soon, [noon]] if earliest + _APART <= noon <= latest else [soon]

    def _opening(
        self, start: int, before: int | None, after: int | None, hole: "_Hole", free: FreeTime
    ) -> Opening:
        gap, end = hole.gap, start + self._job.duration_minutes
        spared = 0
        if before is not None and after is not None:
            left_at = gap.earlier.end if gap.earlier is not None else start
            spared = self._way(hole.from_point, hole.to_point, left_at) or 0
        return Opening(
            start=start,
            end=end,
            before=before,
            after=after,
            added=max(0, (before or 0) + (after or 0) - spared),
            earlier=_stop(gap.earlier),
            later=_stop(gap.later),
            overtime=max(0, end - gap.shift_end),
            load_percent=free.load_percent(start, self._job.duration_minutes),
        )

    def _way(self, here: Point | None, there: Point | None, minute: int) -> int | None:
        if here is None or there is None:
            return None
        return self._travel.minutes(here, there, self._days.wall(minute))


class _Hole:
    """A gap, and from where and to where it is crossed."""

    def __init__(self, gap: Gap, who: Candidate, days: Days) -> None:
        self.gap = gap
        earlier, later = _stop(gap.earlier), _stop(gap.later)
        self.from_point = earlier.point if earlier is not None else who.home
        self.to_point = later.point if later is not None else who.home
        self._reserved = later.way_minutes if later is not None else 0

    def must_leave(self, after: int | None) -> int:
        """When the job has to be over for the next visit to begin in time."""
        if self.gap.later is None:
            return self.gap.end
        return min(self.gap.end, self.gap.later.start - max(after or 0, self._reserved))


def _stop(block: Block | None) -> Stop | None:
    return block.stop if block is not None else None


def _up(minute: int, step: int) -> int:
    return -(-minute // step) * step
