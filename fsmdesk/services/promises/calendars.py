"""Public holidays by country and region, and the calendar that the office counts its promises with."""

from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import select

from fsmdesk.core.promises import OpeningCalendar
from fsmdesk.core.times import wall_minute
from fsmdesk.core.worktime import WeeklyShift
from fsmdesk.db.database import Reading
from fsmdesk.models import BusinessHours, Company, Holiday

# Far enough ahead for the longest promise, and one back for a job that was asked for long ago.
_YEARS_AHEAD = 3
_OFFICE_DAYS = range(5)


@lru_cache(maxsize=64)
def public_holidays(calendar: str, year: int) -> dict[date, str]:
    """The public holidays of a calendar such as `DE-BY` in one year; none where the calendar is not known."""
    import holidays  # takes a tenth of a second, so only where days are counted

    country, _, region = calendar.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=region or None, years=year)
    except NotImplementedError:
        return {}
    return {day: name for day, name in sorted(found.items()) if day.year == year}


@lru_cache(maxsize=1)
def known_calendars() -> tuple[str, ...]:
    """The codes of all calendars: countries, each followed by its regions."""
    import holidays  # as above

    found: list[str] = []
    for country, regions in sorted(holidays.list_supported_countries(include_aliases=False).items()):
        found += [country, *(f"{country}-{region}" for region in regions)]
    return tuple(found)


def opening_calendar(work: Reading, company: Company) -> OpeningCalendar:
    """When the office is open, from a year ago to some years ahead.

    Where nobody said so, it is open on working days for as long as its board shows.
    """
    zone = ZoneInfo(company.timezone)
    hours = [
        WeeklyShift(row.weekday, row.start_minute, row.end_minute)
        for row in work.session.scalars(select(BusinessHours))
    ] or [WeeklyShift(day, company.day_start_minute, company.day_end_minute) for day in _OFFICE_DAYS]
    this_year = wall_minute(work.now, zone)[0].year
    closed: set[date] = set()
    if company.holiday_calendar:
        for year in range(this_year - 1, this_year + _YEARS_AHEAD):
            closed |= public_holidays(company.holiday_calendar, year).keys()
    for own in work.session.scalars(select(Holiday)):
        (closed.discard if own.is_open else closed.add)(own.on_day)
    return OpeningCalendar(hours, frozenset(closed), zone)
