"""When technicians were and will be away: vacations by the week, and days of illness or training."""

from datetime import timedelta

from fsmdesk.services.demo.chance import Chance
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.office_rows import DemoOffice
from fsmdesk.services.demo.rows import Rows
from fsmdesk.services.demo.technicians import DemoTechnician


def add_absences(rows: Rows, office: DemoOffice, calendar: Calendar, ahead: int, chance: Chance) -> None:
    """Everybody has been away now and then; nobody but by plan today."""
    for technician in office.technicians:
        day = max(calendar.first, technician.first_day) + timedelta(days=chance.between(5, 60))
        while day < calendar.today + timedelta(days=ahead):
            reason = chance.pick(office.words["absences"])
            days = chance.pick((5, 5, 10)) if reason == "Vacation" else chance.between(1, 2)
            if not day <= calendar.today < day + timedelta(days=days):
                _add(rows, technician, calendar, day.toordinal(), days, reason)
            day += timedelta(days=days + chance.between(25, 110))


def _add(
    rows: Rows, technician: DemoTechnician, calendar: Calendar, first: int, days: int, reason: str
) -> None:
    spanned = [calendar.today.fromordinal(first + at) for at in range(days)]
    technician.away.update(spanned)
    text = calendar.text
    start, end = calendar.at(spanned[0], 0), calendar.at(spanned[-1] + timedelta(days=1), 0)
    rows.add("absence", technician.id, text(start), text(end), reason)
