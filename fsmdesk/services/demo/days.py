"""The demo's calendar: working days, and seconds since 1970 as the databases take them."""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from fsmdesk.core.times import instant_at, wall_minute

DAY: Final = 86_400
# Where the day stands when only the day was asked for: late enough for work to be done, early enough for more.
USUAL_MINUTE: Final = 10 * 60 + 30
_FIRST_LIVELY, _LAST_LIVELY = 9 * 60, 15 * 60 + 30
_NOON: Final = 12 * 60


def lively_minute(instant: datetime, zone: ZoneInfo) -> int:
    """The half hour of the day that the instant is in, if work is going on then; else the usual one."""
    _, minute = wall_minute(instant, zone)
    half_hour = minute - minute % 30
    return half_hour if _FIRST_LIVELY <= half_hour <= _LAST_LIVELY else USUAL_MINUTE


class Calendar:
    """The days of the demo. An `at` is whole seconds since 1970; minutes are the wall clock's.

    Work never happens around midnight, so each day has one offset: that of its noon.
    """

    def __init__(self, first: date, today: date, minute: int, zone: ZoneInfo) -> None:
        self.first = first
        self.today = today
        self.zone = zone
        self._starts: dict[date, int] = {}
        self._texts = [
            f"T{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}.000000+00:00" for at in range(DAY)
        ]
        self._dates: dict[int, str] = {}
        self._open: dict[date, bool] = {}
        self.now = self.at(today, minute)
        # A demo that is made on a Saturday shall have somebody at work.
        self.workdays = frozenset({0, 1, 2, 3, 4, today.weekday()})

    def at(self, day: date, minute: int) -> int:
        """The second at which the wall clock shows so many minutes after midnight."""
        start = self._starts.get(day)
        if start is None:
            noon = int(instant_at(day, _NOON, self.zone).timestamp())
            start = self._starts[day] = noon - _NOON * 60
        return start + minute * 60

    def day_of(self, at: int) -> date:
        """The day of a second, by the wall clock of the zone."""
        day = date(1970, 1, 1) + timedelta(days=at // DAY)
        return day - timedelta(days=1) if at < self.at(day, 0) else day

    def text(self, at: int) -> str:
        """The second as both databases take an instant."""
        day, second = divmod(at, DAY)
        words = self._dates.get(day)
        if words is None:
            words = self._dates[day] = datetime.fromtimestamp(day * DAY, UTC).date().isoformat()
        return words + self._texts[second]

    def text_or_none(self, at: int | None) -> str | None:
        """The same, if there is one."""
        return None if at is None else self.text(at)

    def is_workday(self, day: date) -> bool:
        """True if the shop is open on that day."""
        is_open = self._open.get(day)
        if is_open is None:
            is_open = day == self.today or (day.weekday() in self.workdays and not is_holiday(day))
            self._open[day] = is_open
        return is_open

    def workday_before(self, day: date) -> date:
        """The last working day before that one."""
        day -= timedelta(days=1)
        while not self.is_workday(day):
            day -= timedelta(days=1)
        return day

    def workday_after(self, day: date) -> date:
        """The first working day after that one."""
        day += timedelta(days=1)
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day


def is_holiday(day: date) -> bool:
    """True on the days that the shop is closed for the year's round."""
    if (day.month, day.day) in {(1, 1), (7, 4), (12, 24), (12, 25)}:
        return True
    nth = (day.day - 1) // 7 + 1
    is_last = (day + timedelta(days=7)).month != day.month
    thanksgiving = day.month == 11 and day.weekday() == 3 and nth == 4
    labor_day = day.month == 9 and day.weekday() == 0 and nth == 1
    memorial_day = day.month == 5 and day.weekday() == 0 and is_last
    return thanksgiving or labor_day or memorial_day
