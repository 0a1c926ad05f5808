"""The days on which the office is closed, from its calendar and from itself."""

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Company, Holiday
from fsmdesk.services.promises.calendars import known_calendars, public_holidays
from fsmdesk.services.promises.messages import (
    ChooseHolidayCalendar,
    HolidayCalendars,
    HolidayKind,
    HolidayRow,
    Holidays,
    HolidayYear,
    RemoveHoliday,
    SaveHoliday,
)
from fsmdesk.services.records import assign, cleaned, find_seen
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.the_company import the_company

_YEARS = range(1900, 2200)


@answers(Holidays)
def holidays(work: Reading, query: Holidays) -> HolidayYear:
    """The days of the calendar, and those on which the office differs from it."""
    company = the_company(work)
    public = public_holidays(company.holiday_calendar, query.year) if company.holiday_calendar else {}
    rows = {day: HolidayRow(0, 0, day, name, HolidayKind.CALENDAR) for day, name in public.items()}
    for own in work.session.scalars(select(Holiday)):
        if own.on_day.year == query.year:
            kind = HolidayKind.OPEN if own.is_open else HolidayKind.CLOSED
            rows[own.on_day] = HolidayRow(own.id, own.version, own.on_day, own.name, kind)
    days = tuple(rows[day] for day in sorted(rows))
    return HolidayYear(query.year, company.holiday_calendar, company.version, days)


@answers(HolidayCalendars)
def holiday_calendars(_work: Reading, _query: HolidayCalendars) -> tuple[str, ...]:
    """All of them."""
    return known_calendars()


@handles(ChooseHolidayCalendar)
def choose_holiday_calendar(work: Writing, command: ChooseHolidayCalendar) -> None:
    """The company names the calendar.

    Raises:
        RuleBroken: nobody knows this calendar.
    """
    company = find_seen(work, Company, 1, command.seen_version)
    if command.code and command.code not in known_calendars():
        raise RuleBroken(tr("There is no calendar {code}.").format(code=command.code), "calendar")
    assign(company, holiday_calendar=command.code)


@handles(SaveHoliday)
def save_holiday(work: Writing, command: SaveHoliday) -> int:
    """The day is as the command says.

    Raises:
        RuleBroken: the day is there already, or too far away.
    """
    texts = cleaned(command, ("name",), required=("name",))
    if command.on_day.year not in _YEARS:
        raise RuleBroken(tr("This day is too far away."), "on_day")
    same = work.session.scalar(select(Holiday).where(Holiday.on_day == command.on_day))
    if same is not None and same.id != command.holiday_id:
        raise RuleBroken(tr("This day is in the list already: {name}.").format(name=same.name), "on_day")
    if command.holiday_id is None:
        day = Holiday()
    else:
        day = find_seen(work, Holiday, command.holiday_id, command.seen_version)
    assign(day, on_day=command.on_day, name=texts["name"], is_open=command.is_open)
    work.session.add(day)
    work.session.flush()
    return day.id


@handles(RemoveHoliday)
def remove_holiday(work: Writing, command: RemoveHoliday) -> None:
    """The day is no longer in the office's own list."""
    work.session.delete(find_seen(work, Holiday, command.holiday_id, command.seen_version))
