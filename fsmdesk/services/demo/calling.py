"""How a job came in: when it was called, approved and planned, by whom, and what was promised."""

from datetime import date, timedelta
from typing import Final

from fsmdesk.core.terms import JobKind, Priority, RequestSource
from fsmdesk.services.demo.chance import Chance, Weights
from fsmdesk.services.demo.days import DAY, Calendar
from fsmdesk.services.demo.jobs import DemoJob, DemoVisit, Matter
from fsmdesk.services.demo.materials import AGREED_KINDS
from fsmdesk.services.demo.promises import DemoPromises

# The longest time between a request and its first visit; the number of a job waits for it.
LONGEST_LEAD_DAYS: Final = 24
_MINUTE: Final = 60
_SOURCES: Final = Weights(
    [
        (RequestSource.PHONE.value, 60),
        (RequestSource.MAIL.value, 18),
        (RequestSource.PORTAL.value, 14),
        (RequestSource.TECHNICIAN.value, 8),
    ]
)


class Calling:
    """Gives jobs their beginning."""

    def __init__(self, calendar: Calendar, chance: Chance) -> None:
        self._calendar = calendar
        self._chance = chance
        self._promises = DemoPromises(calendar)

    def job(self, matter: Matter, day: date, visits: list[DemoVisit]) -> DemoJob:
        """A job with everything that was known before the first visit, which is on that day."""
        chance, problem = self._chance, matter.problem
        customer = matter.site.customer
        agreed = problem.kind in AGREED_KINDS
        job = DemoJob(
            matter=matter,
            customer=customer,
            first_day=day,
            priority=chance.weighted(problem.priorities),
            source=RequestSource.AGREEMENT.value if agreed else chance.weighted(_SOURCES),
            visits=visits,
        )
        agreement = customer.agreement
        if agreement is not None and agreement.holds_on(day):
            job.agreement = agreement
        if customer.contacts:
            job.contact_id, job.caller = chance.pick(customer.contacts)
        if agreed:
            job.caller = ""
        if customer.has_orders and not agreed:
            job.purchase_order = f"PO-{chance.between(1000, 99999)}"
        self._set_words(job)
        return job

    def before_visit(self, job: DemoJob, start: int) -> None:
        """The job was requested, approved and promised so that somebody is there at `start`."""
        calendar, chance = self._calendar, self._chance
        if job.first_day > calendar.today:
            # What is planned for another day can wait.
            job.priority = max(job.priority, Priority.HIGH)
        is_urgent = job.priority == Priority.CRITICAL or job.matter.problem.kind == JobKind.EMERGENCY
        if is_urgent:
            requested = start - chance.between(50, 150) * _MINUTE
        else:
            requested = self._office_time(job.first_day - timedelta(days=self._lead_days(job)))
        # Nothing that is planned is asked for only after now.
        if requested > calendar.now - 25 * _MINUTE:
            requested = self.worktime_before(2 if is_urgent else 30)
        self.at(job, min(requested, start - 45 * _MINUTE))

    def at(self, job: DemoJob, requested: int, *, approved: bool = True) -> None:
        """The job was requested then, and approved soon after unless it still waits."""
        chance = self._chance
        job.requested = requested
        if approved:
            # What came in just now was answered just now.
            latest = max(requested, self._calendar.now - 20 * _MINUTE)
            job.approved = min(requested + chance.between(60, 40 * _MINUTE), latest)
        job.due = self._due(job)
        job.respond = self._promises.respond_by(job.priority, requested)

    def plan(self, job: DemoJob, visit: DemoVisit, earliest: int) -> None:
        """The visit came on the board after `earliest`, in time before it was sent out."""
        planned = earliest + self._chance.between(2, 25) * _MINUTE
        latest = min(visit.en_route - 10 * _MINUTE, self._calendar.now - 2 * _MINUTE)
        visit.planned = min(planned, max(earliest, latest))

    def worktime_before(self, hours: int) -> int:
        """A moment within so many hours before now at which the telephone was answered."""
        calendar = self._calendar
        at = calendar.now - self._chance.between(26, max(27, hours * 60)) * _MINUTE
        day = calendar.day_of(at)
        opens, closes = calendar.at(day, 7 * 60 + 15), calendar.at(day, 17 * 60)
        if calendar.is_workday(day) and opens <= at <= closes:
            return at
        if at < opens or not calendar.is_workday(day):
            day = calendar.workday_before(day)
        return calendar.at(day, self._chance.between(9 * 60, 16 * 60 + 50))

    def _lead_days(self, job: DemoJob) -> int:
        kind = job.matter.problem.kind
        if kind in AGREED_KINDS:
            return self._chance.between(6, 18)
        if kind == JobKind.INSTALLATION:
            return self._chance.between(5, 20)
        return {Priority.HIGH: self._chance.between(0, 1), Priority.MEDIUM: self._chance.between(1, 5)}.get(
            Priority(job.priority), self._chance.between(3, 12)
        )

    def _office_time(self, day: date) -> int:
        """A moment at which the telephone is answered."""
        if not self._calendar.is_workday(day):
            day = self._calendar.workday_before(day)
        return self._calendar.at(day, self._chance.between(7 * 60 + 20, 16 * 60 + 40)) + self._chance.between(
            0, 59
        )

    def _due(self, job: DemoJob) -> int | None:
        """When somebody was promised to be there; whole quarters of an hour."""
        calendar, requested = self._calendar, job.requested
        if job.priority == Priority.CRITICAL:
            return (requested + 4 * 3600) // 900 * 900
        if job.priority == Priority.LOW and self._chance.happens(0.6):
            return None
        days = {Priority.HIGH: 1, Priority.MEDIUM: 6}.get(Priority(job.priority), 16)
        if job.matter.problem.kind in AGREED_KINDS or job.matter.problem.kind == JobKind.INSTALLATION:
            days = LONGEST_LEAD_DAYS
        return self.end_of(calendar.day_of(requested + days * DAY))

    def end_of(self, day: date) -> int:
        """Closing time of that day, or of the next one on which the shop is open."""
        if not self._calendar.is_workday(day):
            day = self._calendar.workday_after(day)
        return self._calendar.at(day, 17 * 60)

    def _set_words(self, job: DemoJob) -> None:
        matter, chance = job.matter, self._chance
        room = chance.pick(matter.site.rooms) if matter.machine is not None else matter.room
        filled = {
            "machine": matter.machine.name if matter.machine is not None else "the unit",
            "room": room.name,
            "time": f"{chance.between(5, 10)}:{chance.pick(('00', '15', '30', '45'))}",
            "co": str(chance.between(5, 14)),
            "psi": str(
                chance.between(14, 18) if matter.problem.category == "boiler" else chance.between(52, 66)
            ),
            "temp": str(chance.between(52, 61)),
            "hot": str(chance.between(79, 88)),
            "warm": str(chance.between(44, 55)),
        }
        job.title = _fill(matter.problem.title, filled)
        job.words = _fill(chance.pick(matter.problem.words), filled)
        job.cause = matter.outcome.cause
        job.fix = _fill(matter.outcome.fix, filled)


def _fill(pattern: str, filled: dict[str, str]) -> str:
    return pattern.format_map(filled) if "{" in pattern else pattern
