"""When the office is open."""

from itertools import pairwise

from sqlalchemy import select

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import BusinessHours
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.setup import messages
from fsmdesk.services.setup.messages import HoursValue

_DAY_MINUTES = 24 * 60


@answers(messages.BusinessHours)
def business_hours(work: Reading, _query: messages.BusinessHours) -> tuple[HoursValue, ...]:
    """The week, Monday first."""
    return tuple(sorted((_value(row) for row in work.session.scalars(select(BusinessHours))), key=_order))


@handles(messages.SaveBusinessHours)
def save_business_hours(work: Writing, command: messages.SaveBusinessHours) -> None:
    """The week is the one of the command; hours that stay are not touched.

    Raises:
        RuleBroken: hours are no hours, or overlap.
        ConflictError: somebody changed the week since it was seen.
    """
    _check(command.hours)
    stored = list(work.session.scalars(select(BusinessHours)))
    if {_value(row) for row in stored} != set(command.seen):
        raise ConflictError(tr("Somebody else changed the business hours in the meantime."))
    wanted = set(command.hours)
    for row in stored:
        if _value(row) not in wanted:
            work.session.delete(row)
    there = set(command.seen)
    work.session.add_all(
        BusinessHours(weekday=one.weekday, start_minute=one.start_minute, end_minute=one.end_minute)
        for one in sorted(wanted - there, key=_order)
    )


def _check(hours: tuple[HoursValue, ...]) -> None:
    for one in hours:
        if not (0 <= one.weekday <= 6 and 0 <= one.start_minute < one.end_minute <= _DAY_MINUTES):
            raise RuleBroken(
                tr("Business hours begin and end on the same day, the end after the start."), "hours"
            )
    ordered = sorted(set(hours), key=_order)
    for before, after in pairwise(ordered):
        if before.weekday == after.weekday and after.start_minute < before.end_minute:
            raise RuleBroken(tr("Business hours of one day overlap."), "hours")


def _value(row: BusinessHours) -> HoursValue:
    return HoursValue(row.weekday, row.start_minute, row.end_minute)


def _order(hours: HoursValue) -> tuple[int, int, int]:
    return hours.weekday, hours.start_minute, hours.end_minute
