"""The free stretches of somebody's days, and what lies before and after each."""

from collections.abc import Iterator
from dataclasses import dataclass

from fsmdesk.planning.days import Days, minute_after, minute_of
from fsmdesk.planning.people import Candidate, Stop


@dataclass(frozen=True, slots=True)
class Block:
    """What is in the way: a visit with its stop, or an absence without one."""

    start: int
    end: int
    stop: Stop | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A free stretch of one shift, or of the time after it that may be worked as well.

    `earlier` and `later` are the next visits of that day, None at its ends.
    """

    start: int
    end: int
    shift_start: int
    shift_end: int
    earlier: Block | None
    later: Block | None


class FreeTime:
    """The days of one candidate from `floor` on, with so many minutes after each shift."""

    def __init__(self, who: Candidate, days: Days, floor: int, overtime: int, moved: int | None) -> None:
        self._days = days
        self._floor = floor
        self._overtime = overtime
        self.shifts = _shifts(who, days)
        self.blocks = _blocks(who, moved)

    @property
    def is_over(self) -> bool:
        """True if no shift is left."""
        return all(end <= self._floor for _, end in self.shifts)

    def gaps(self) -> Iterator[Gap]:
        """In order of time."""
        at, busy_until = 0, 0
        last: Block | None = None
        for number, (start, regular_end) in enumerate(self.shifts):
            end = self._latest_end(number)
            if end <= self._floor:
                continue
            while at < len(self.blocks) and self.blocks[at].start < end:
                block = self.blocks[at]
                free_from = max(start, self._floor, busy_until)
                if block.start > free_from:
                    yield self._gap(free_from, block.start, (start, regular_end), last, at)
                busy_until = max(busy_until, block.end)
                if block.stop is not None and (last is None or block.end > last.end):
                    last = block
                at += 1
            free_from = max(start, self._floor, busy_until)
            if free_from < end:
                yield self._gap(free_from, end, (start, regular_end), last, at)

    def load_percent(self, minute: int, more_minutes: int) -> int:
        """How full the shifts of that day are with so many minutes more."""
        day = self._days.index(minute)
        index = self._days.index
        shift = sum(end - start for start, end in self.shifts if index(start) == day)
        booked = sum(b.end - b.start for b in self.blocks if b.stop is not None and index(b.start) == day)
        return (booked + more_minutes) * 100 // shift if shift else 0

    def _latest_end(self, number: int) -> int:
        """A shift may run over, but not into the next one nor beyond the days that are looked at."""
        regular_end = self.shifts[number][1]
        following = self.shifts[number + 1][0] if number + 1 < len(self.shifts) else self._days.end
        return min(regular_end + self._overtime, max(following, regular_end), self._days.end)

    def _gap(self, start: int, end: int, shift: tuple[int, int], last: Block | None, at: int) -> Gap:
        earlier = last
        if earlier is not None and earlier.end <= shift[0]:
            earlier = earlier if self._days.index(earlier.end) == self._days.index(start) else None
        later = next((block for block in self.blocks[at : at + 3] if block.stop is not None), None)
        if later is not None and later.start > end:
            later = later if self._days.index(later.start) == self._days.index(start) else None
        return Gap(start, end, *shift, earlier, later)


def _shifts(who: Candidate, days: Days) -> list[tuple[int, int]]:
    """Those that touch the days. Whose hours nobody has written down is there all day."""
    if who.diary.shifts is None:
        return [(days.start, days.end)]
    spans = ((minute_of(span.start), minute_of(span.end)) for span in who.diary.shifts)
    return [(start, end) for start, end in spans if start < days.end and end > days.start]


def _blocks(who: Candidate, moved: int | None) -> list[Block]:
    """In order of their start; the visit that is to be moved is in nobody's way."""
    blocks = [
        Block(minute_of(stop.booking.span.start), minute_of(stop.booking.span.end), stop)
        for stop in who.stops
        if moved is None or stop.booking.key != moved
    ]
    for away in who.diary.absences:
        blocks.append(Block(minute_of(away.span.start), minute_after(away.span.end), None))
    blocks.sort(key=lambda block: (block.start, block.end))
    return blocks
