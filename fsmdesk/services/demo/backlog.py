"""What waits today: requests in the Inbox, approved work to be scheduled, and what was called off."""

from datetime import timedelta
from typing import Final

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import Priority, RequestSource
from fsmdesk.services.demo.calling import Calling
from fsmdesk.services.demo.chance import Chance
from fsmdesk.services.demo.days import DAY, Calendar
from fsmdesk.services.demo.jobs import DemoJob, DemoVisit
from fsmdesk.services.demo.matters import Matters
from fsmdesk.services.demo.office_rows import DemoOffice, DemoTechnician

_MINUTE: Final = 60
# Of a full list; a short one has at least one of each.
_PRIORITY_SHARES: Final = {Priority.CRITICAL: 2, Priority.HIGH: 6, Priority.MEDIUM: 10, Priority.LOW: 5}
_CALLED_OFF_SHARE: Final = 0.03


class Backlog:
    """Makes jobs that nobody goes to, or not yet."""

    def __init__(
        self, calendar: Calendar, office: DemoOffice, matters: Matters, calling: Calling, chance: Chance
    ) -> None:
        self._calendar = calendar
        self._office = office
        self._matters = matters
        self._calling = calling
        self._chance = chance

    def to_schedule(self, count: int) -> list[DemoJob]:
        """Approved jobs of all priorities with their due times, none of them on the board."""
        jobs = []
        for at, priority in enumerate(self._priorities(count)):
            job = self._job(at)
            if job is None:
                continue
            job.priority = priority
            hours = {Priority.CRITICAL: 3, Priority.HIGH: 20, Priority.MEDIUM: 70}.get(priority, 140)
            self._calling.at(job, self._worktime_before(hours))
            self._promise(job, priority, at)
            jobs.append(job)
        return jobs

    def requests(self, count: int) -> list[DemoJob]:
        """Requests that wait for an answer; one is from somebody who is not a customer yet."""
        jobs = []
        for at in range(count):
            job = self._job(at + 3)
            if job is None:
                continue
            self._calling.at(job, self._worktime_before(4 if at % 2 else 26), approved=False)
            job.visits = []
            if at == 2:
                job.customer, job.contact_id, job.agreement = None, None, None
                job.source, job.purchase_order = RequestSource.PHONE.value, ""
                job.caller = "Gloria Hale · 518-555-0177"
            jobs.append(job)
        return jobs

    def called_off(self, jobs: list[DemoJob]) -> list[DemoJob]:
        """Beside so many jobs of a day a few that were declined or cancelled."""
        ended = []
        for job in jobs:
            if not self._chance.happens(_CALLED_OFF_SHARE) or job.requested > self._calendar.now - 3 * DAY:
                continue
            technician = job.visits[0].technician
            matter = self._matters.choose(technician, job.first_day, job.matter.site.place)
            if matter is None:
                continue
            other = self._calling.job(matter, job.first_day, [])
            self._calling.at(other, job.requested + self._chance.between(60, 5000))
            self._end(other, technician)
            ended.append(other)
        return ended

    def _end(self, job: DemoJob, technician: DemoTechnician) -> None:
        words = self._office.words
        job.ended = job.requested + self._chance.between(60, 40 * 60) * _MINUTE
        if self._chance.happens(0.35):
            job.ending, job.approved = WorkOrderState.DECLINED.value, None
            job.ending_reason = self._chance.pick(words["decline_reasons"])
            return
        job.ending = WorkOrderState.CANCELLED.value
        job.ending_reason = self._chance.pick(words["cancel_reasons"])
        job.ended = max(job.ended, (job.approved or 0) + 60)
        job.visits = [self._unplaced(technician, job)]

    def _unplaced(self, technician: DemoTechnician, job: DemoJob) -> DemoVisit:
        end = job.requested + job.matter.minutes * _MINUTE
        return DemoVisit(technician, job.requested, end, is_placed=False)

    def _job(self, at: int) -> DemoJob | None:
        technician = self._office.technicians[at % len(self._office.technicians)]
        home = (technician.latitude_micro, technician.longitude_micro)
        matter = self._matters.choose(technician, self._calendar.today, home)
        if matter is None:
            return None
        job = self._calling.job(matter, self._calendar.today, [])
        job.visits = [self._unplaced(technician, job)]
        return job

    def _priorities(self, count: int) -> list[Priority]:
        whole = sum(_PRIORITY_SHARES.values())
        listed = [
            priority
            for priority, share in _PRIORITY_SHARES.items()
            for _ in range(max(1, round(share * count / whole)))
        ]
        return (listed + [Priority.MEDIUM] * count)[:count]

    def _worktime_before(self, hours: int) -> int:
        """A moment within so many hours before now; at night the telephone is not answered."""
        at = self._calendar.now - self._chance.between(12, hours * 60) * _MINUTE
        day = self._calendar.day_of(at)
        opens, closes = self._calendar.at(day, 7 * 60 + 15), self._calendar.at(day, 17 * 60)
        if at < opens or at > closes or not self._calendar.is_workday(day):
            day = (
                day if at > closes and self._calendar.is_workday(day) else self._calendar.workday_before(day)
            )
            return self._calendar.at(day, self._chance.between(14 * 60, 16 * 60 + 50))
        return at

    def _promise(self, job: DemoJob, priority: Priority, at: int) -> None:
        """When it is due: the urgent ones today, the others within days; some have a window instead."""
        calendar, chance = self._calendar, self._chance
        if priority == Priority.CRITICAL:
            job.due = (calendar.now + (48 + 75 * (at % 3)) * _MINUTE) // 60 * 60
        elif priority == Priority.HIGH:
            day = calendar.today if at % 2 else calendar.workday_after(calendar.today)
            job.due = calendar.at(day, chance.pick((15 * 60 + 30, 16 * 60, 17 * 60)))
        elif priority == Priority.MEDIUM:
            day = calendar.today + timedelta(days=chance.between(2, 7))
            job.due = calendar.at(day, 17 * 60)
            if at % 4 == 0:
                first = calendar.workday_after(calendar.today)
                job.window = calendar.at(first, 8 * 60), calendar.at(first, 12 * 60)
        elif at % 2:
            job.due = calendar.at(calendar.today + timedelta(days=chance.between(9, 20)), 17 * 60)
        else:
            job.due = None
