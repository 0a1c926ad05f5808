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
from fsmdesk.services.demo.office_rows import DemoOffice
from fsmdesk.services.demo.technicians import DemoTechnician

_MINUTE: Final = 60
# Of a full list; a short one has at least one of each.
_PRIORITY_SHARES: Final = {Priority.CRITICAL: 2, Priority.HIGH: 6, Priority.MEDIUM: 10, Priority.LOW: 5}
_REQUEST_PRIORITIES: Final = (Priority.HIGH, Priority.MEDIUM, Priority.LOW, Priority.HIGH, Priority.MEDIUM)
_STRANGER_AT: Final = 1
_ASKED_AT: Final = 2
_URGENT_AT: Final = 4
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
            job = self._job(at, priority)
            if job is None:
                continue
            hours = {Priority.CRITICAL: 3, Priority.HIGH: 20, Priority.MEDIUM: 70}.get(priority, 140)
            self._calling.at(job, self._calling.worktime_before(hours))
            self._promise(job, priority, at)
            jobs.append(job)
        return jobs

    def requests(self, count: int) -> list[DemoJob]:
        """Requests that wait for an answer; one is from somebody who is not a customer yet."""
        jobs = []
        for at, priority in enumerate((_REQUEST_PRIORITIES * count)[:count]):
            job = self._job(at + 3, priority)
            if job is None:
                continue
            self._calling.at(job, self._calling.worktime_before(4 if at % 2 else 26), approved=False)
            job.visits = []
            if at == _STRANGER_AT:
                job.customer, job.contact_id, job.agreement = None, None, None
                job.source, job.purchase_order = RequestSource.PHONE.value, ""
                job.title, job.words, job.caller = self._office.words["stranger"]
            if at == _ASKED_AT:
                job.question = self._office.words["question"]
            job.is_urgent = at == _URGENT_AT
            jobs.append(job)
        return jobs

    def called_off(self, jobs: list[DemoJob]) -> list[DemoJob]:
        """Beside so many jobs of a day a few that were declined or cancelled."""
        ended = []
        for job in jobs:
            if self._chance.happens(_CALLED_OFF_SHARE) and job.requested < self._calendar.now - 3 * DAY:
                ended += self._called_off(job, self._chance.happens(0.35))
        return ended

    def one_of_each(self, jobs: list[DemoJob]) -> list[DemoJob]:
        """One that was declined and one that was cancelled, beside the first of these jobs."""
        return [
            ended
            for job in jobs[:1]
            for is_declined in (True, False)
            for ended in self._called_off(job, is_declined)
        ]

    def _called_off(self, beside: DemoJob, is_declined: bool) -> list[DemoJob]:
        technician = beside.visits[0].technician
        matter = self._matters.choose(technician, beside.first_day, beside.matter.site.place)
        if matter is None:
            return []
        job = self._calling.job(matter, beside.first_day, [])
        self._calling.at(job, beside.requested + self._chance.between(60, 5000))
        self._end(job, technician, is_declined)
        return [job]

    def _end(self, job: DemoJob, technician: DemoTechnician, is_declined: bool) -> None:
        words = self._office.words
        job.ended = job.requested + self._chance.between(60, 40 * 60) * _MINUTE
        if is_declined:
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

    def _job(self, at: int, priority: Priority) -> DemoJob | None:
        """A job of this priority, rather in the trade of the technician at that place."""
        technicians, today = self._office.technicians, self._calendar.today
        first = at % len(technicians)
        urgent = self._matters.choose_urgent(technicians[first:] + technicians[:first], today, priority)
        if urgent is None:
            return None
        technician, matter = urgent
        job = self._calling.job(matter, today, [])
        job.priority = priority
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

    def _promise(self, job: DemoJob, priority: Priority, at: int) -> None:
        """When it is due: the urgent ones today, the others within days; some have a window instead."""
        calendar, chance = self._calendar, self._chance
        if priority == Priority.CRITICAL:
            job.due = (calendar.now + (48 + 75 * (at % 3)) * _MINUTE) // 60 * 60
        elif priority == Priority.HIGH:
            day = calendar.today if at % 2 else calendar.workday_after(calendar.today)
            job.due = calendar.at(day, chance.pick((15 * 60 + 30, 16 * 60, 17 * 60)))
        elif priority == Priority.MEDIUM:
            job.due = self._calling.end_of(calendar.today + timedelta(days=chance.between(2, 7)))
            if at % 4 == 0:
                first = calendar.workday_after(calendar.today)
                job.window = calendar.at(first, 8 * 60), calendar.at(first, 12 * 60)
        elif at % 2:
            job.due = self._calling.end_of(calendar.today + timedelta(days=chance.between(9, 20)))
        else:
            job.due = None
