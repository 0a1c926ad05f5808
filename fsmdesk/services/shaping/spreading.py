"""A long job over several days: so much each day, never at night, on a day off, or while somebody is away."""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.times import Span, instant_at, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.core.worktime import WeeklyShift, shift_spans, subtract
from fsmdesk.db.database import Reading
from fsmdesk.models import Absence, Shift
from fsmdesk.services.registry import answers
from fsmdesk.services.shaping.messages import Part, SpreadDays
from fsmdesk.services.the_company import the_company

_MOST_DAYS: Final = 120
_MOST_MINUTES: Final = 60 * 24 * 60


@answers(SpreadDays)
def spread_days(work: Reading, query: SpreadDays) -> tuple[Part, ...]:
    """One part for each day that has working time, until all work has its place.

    Raises:
        RuleBroken: the hours make no sense, or the technician does not work that much within four months.
    """
    if not 1 <= query.minutes <= _MOST_MINUTES or not 1 <= query.minutes_a_day <= 24 * 60:
        raise RuleBroken(tr("Say how many hours there are, and how many a day."), "minutes")
    zone = ZoneInfo(the_company(work).timezone)
    first = wall_minute(query.start_at, zone)[0]
    shifts, away = _shifts(work, query.technician_id), _absences(work, query, first)
    left = timedelta(minutes=query.minutes)
    parts: list[Part] = []
    for day in (first + timedelta(days=n) for n in range(_MOST_DAYS)):
        free = _free(work, shifts, away, day, zone, query.start_at)
        if free is None:
            continue
        most = min(left, timedelta(minutes=query.minutes_a_day), free.end - free.start)
        parts.append(Part(free.start, free.start + most))
        left -= most
        if not left:
            return tuple(parts)
    raise RuleBroken(tr("There is not enough working time within {days} days.").format(days=_MOST_DAYS))


def _free(
    work: Reading,
    shifts: list[WeeklyShift],
    away: list[Span],
    day: date,
    zone: ZoneInfo,
    not_before: datetime,
) -> Span | None:
    """The day's working time from its first free minute to the last, without what is away at its ends.

    A break stays inside of the part: nobody is sent home for lunch.
    """
    spans = shift_spans(shifts, day, zone) if shifts else (_office_day(work, day, zone),)
    whole = [Span(spans[0].start, spans[-1].end)] if spans else []
    for span in subtract(whole, away):
        if span.end > not_before:
            return Span(max(span.start, not_before), span.end)
    return None


def _office_day(work: Reading, day: date, zone: ZoneInfo) -> Span:
    company = the_company(work)
    return Span(
        instant_at(day, company.day_start_minute, zone), instant_at(day, company.day_end_minute, zone)
    )


def _shifts(work: Reading, technician_id: int) -> list[WeeklyShift]:
    rows = work.session.scalars(select(Shift).where(Shift.technician_id == technician_id))
    return [
        WeeklyShift(row.weekday, row.start_minute, row.end_minute, row.valid_from, row.valid_until)
        for row in rows
    ]


def _absences(work: Reading, query: SpreadDays, first: date) -> list[Span]:
    rows = work.session.scalars(
        select(Absence).where(Absence.technician_id == query.technician_id, Absence.end_at > query.start_at)
    )
    return [Span(row.start_at, row.end_at) for row in rows]
