"""Makes up the work of each day: past, present and planned."""

from datetime import date, timedelta
from typing import Final

from fsmdesk.services.demo.backlog import Backlog
from fsmdesk.services.demo.calling import Calling
from fsmdesk.services.demo.chance import Chance
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.fieldwork import Fieldwork
from fsmdesk.services.demo.jobs import DemoJob
from fsmdesk.services.demo.matters import Matters
from fsmdesk.services.demo.office_rows import DemoOffice
from fsmdesk.services.demo.rows import Rows
from fsmdesk.services.demo.sizes import DemoSize
from fsmdesk.services.demo.today import Today

_CERTAIN_DAYS: Final = 5
_LIVELY: Final = 1.8


class DaysOfWork:
    """Makes up the jobs of each day: past, present and planned."""

    def __init__(
        self, rows: Rows, size: DemoSize, calendar: Calendar, office: DemoOffice, matters: Matters, seed: int
    ) -> None:
        self._size = size
        self._calendar = calendar
        self._certain = calendar.workday_before(calendar.today - timedelta(days=_CERTAIN_DAYS))
        calling = Calling(calendar, Chance(seed, "calling"))
        self._fieldwork = Fieldwork(calendar, office.technicians, matters, calling, Chance(seed, "fieldwork"))
        self._backlog = Backlog(calendar, office, matters, calling, Chance(seed, "backlog"))
        self._today = Today(rows, calendar, office, matters, calling, self._fieldwork, Chance(seed, "today"))

    def day(self, day: date) -> list[DemoJob]:
        """All jobs that belong to this day."""
        ahead = (day - self._calendar.today).days
        if ahead > 0:
            share = 1.0 - 0.75 * ahead / self._size.planned_days
            return self._fieldwork.day(day, self._size.visits_per_day * share)
        if ahead == 0:
            waiting = self._backlog.to_schedule(self._size.to_schedule)
            return [*self._today.jobs(), *waiting, *self._backlog.requests(self._size.requests)]
        if day == self._certain:
            return self._certain_day()
        jobs = self._fieldwork.day(day, self._size.visits_per_day)
        return [*jobs, *self._backlog.called_off(jobs)]

    def _certain_day(self) -> list[DemoJob]:
        """Something left over, called off, and not billed yet: chance might leave a small shop without."""
        jobs = self._fieldwork.day(self._certain, max(self._size.visits_per_day, _LIVELY))
        for job in jobs[:1]:
            if len(job.visits) == 1 and not job.visits[0].is_partly:
                self._fieldwork.come_again(job.visits[0].technician, self._certain, job)
        for job in jobs[1:6]:
            job.is_held = True
        return [*jobs, *self._backlog.one_of_each(jobs)]
