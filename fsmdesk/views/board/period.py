"""Which days the board shows: a day, three, a week or a month, and the steps between them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class ViewKind(StrEnum):
    """How much time the board shows, and how; the values are what is remembered."""

    DAY = "day"
    THREE_DAYS = "3days"
    WEEK = "week"
    MONTH = "month"
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True)
class Period:
    """So many days from `first` on."""

    first: date
    count: int = 1

    @property
    def after(self) -> date:
        """The first day that does not belong to it."""
        return self.first + timedelta(days=self.count)

    @property
    def days(self) -> list[date]:
        """Each of its days."""
        return [self.first + timedelta(days=at) for at in range(self.count)]

    def holds(self, day: date) -> bool:
        """True if the day belongs to it."""
        return self.first <= day < self.after

    def covers(self, other: "Period") -> bool:
        """True if every day of the other one belongs to it."""
        return self.first <= other.first and other.after <= self.after


def period_around(kind: ViewKind, day: date, first_weekday: int) -> Period:
    """What a view shows for a day: itself, its week, its month. Three days begin with it."""
    if kind is ViewKind.THREE_DAYS:
        return Period(day, 3)
    if kind is ViewKind.WEEK:
        return Period(day - timedelta(days=(day.weekday() - first_weekday) % 7), 7)
    if kind is ViewKind.MONTH:
        return Period(day.replace(day=1), monthrange(day.year, day.month)[1])
    return Period(day)


def stepped_day(kind: ViewKind, day: date, steps: int) -> date:
    """The day that a view shows so many steps further: days, weeks, or the same day of other months."""
    if kind is ViewKind.WEEK:
        return day + timedelta(weeks=steps)
    if kind is ViewKind.MONTH:
        months = day.year * 12 + day.month - 1 + steps
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return day + timedelta(days=steps * (3 if kind is ViewKind.THREE_DAYS else 1))


def widened(shown: Period, forward: bool, most_days: int) -> Period:
    """The period with as many days again on one side; beyond `most_days` the far side is let go."""
    more = max(shown.count if shown.count < 7 else 7, 3)
    count = min(shown.count + more, most_days)
    if forward:
        return Period(shown.after + timedelta(days=more - count), count)
    return Period(shown.first - timedelta(days=more), count)
