"""The demo's opening hours, holidays and service levels, and what they promise."""

from datetime import UTC, date, datetime
from typing import Final

from fsmdesk.core.promises import OpeningCalendar
from fsmdesk.core.worktime import WeeklyShift
from fsmdesk.services.demo.days import DAY, Calendar, is_holiday
from fsmdesk.services.demo.rows import Rows
from fsmdesk.services.promises.levels import USUAL_LEVELS

_OPENS, _CLOSES = 7 * 60 + 30, 17 * 60
_WEEKDAYS: Final = range(5)
# What was asked for longer ago was answered long ago, so nobody looks at what it was promised.
_LOOKED_AT_DAYS: Final = 60


def add_promises(rows: Rows, calendar: Calendar) -> None:
    """The shop is open on working days, and closed on Christmas Eve, which is no public holiday."""
    for weekday in _WEEKDAYS:
        rows.add("business_hours", weekday, _OPENS, _CLOSES)
    for year in (calendar.today.year, calendar.today.year + 1):
        rows.add("holiday", date(year, 12, 24).isoformat(), "Christmas Eve", 0)
    for level in USUAL_LEVELS:
        minutes = level.respond_minutes, level.finish_minutes
        rows.add("service_level", None, int(level.priority), *minutes, int(level.around_the_clock))


class DemoPromises:
    """Tells by when somebody was promised to be on site."""

    def __init__(self, calendar: Calendar) -> None:
        self._since = calendar.now - _LOOKED_AT_DAYS * DAY
        first, last = calendar.today.year - 1, calendar.today.year + 1
        closed = {
            day
            for year in range(first, last + 1)
            for day in (date.fromordinal(date(year, 1, 1).toordinal() + at) for at in range(365))
            if is_holiday(day)
        }
        hours = [WeeklyShift(day, _OPENS, _CLOSES) for day in _WEEKDAYS]
        self._opening = OpeningCalendar(hours, closed, calendar.zone)
        self._levels = {int(level.priority): level for level in USUAL_LEVELS}

    def respond_by(self, priority: int, requested: int) -> int | None:
        """The second by which somebody is on site; None where nothing is promised, or nobody cares any more."""
        level = self._levels[priority]
        if level.respond_minutes is None or requested < self._since:
            return None
        since = datetime.fromtimestamp(requested, UTC)
        by = self._opening.after(since, level.respond_minutes, around_the_clock=level.around_the_clock)
        return int(by.timestamp())
