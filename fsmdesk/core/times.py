"""Instants and spans of time. An instant is an aware datetime in UTC; a span is half open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr

Clock = Callable[[], datetime]


def now() -> datetime:
    """This instant, aware, UTC."""
    return datetime.now(UTC)


def iso_text(instant: datetime) -> str:
    """The text that SQLite stores for an instant; its order is the order of time."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` until just before `end`; both aware UTC.

    Raises:
        RuleBroken: the end is not after the start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a span needs aware instants")
        if self.end <= self.start:
            raise RuleBroken(tr("The end must be after the start."), field="end")

    @property
    def minutes(self) -> int:
        """Length in whole minutes, rounded down."""
        return int((self.end - self.start).total_seconds() // 60)

    def overlaps(self, other: "Span") -> bool:
        """True if the two share a moment; spans that only touch do not."""
        return self.start < other.end and other.start < self.end

    def moved_to(self, start: datetime) -> "Span":
        """The same length from another start."""
        return Span(start, start + (self.end - self.start))


def instant_at(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The instant at which the wall clock of `zone` shows `minute` minutes after midnight of `day`.

    Wall time, not elapsed time: 15:00 stays 15:00 on days of 23 or 25 hours. A time that the clock
    skips becomes the instant after the gap (PEP 495, fold 0).
    """
    extra, minute = divmod(minute, 24 * 60)
    wall = datetime.combine(day + timedelta(days=extra), time(minute // 60, minute % 60), zone)
    return wall.astimezone(UTC)


def wall_minute(instant: datetime, zone: ZoneInfo) -> tuple[date, int]:
    """The day and the minutes after midnight that the wall clock of `zone` shows at `instant`."""
    wall = instant.astimezone(zone)
    return wall.date(), wall.hour * 60 + wall.minute
