"""Fills the technicians' days with visits, one after the other with the drive between them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.services.demo.calling import Calling
from fsmdesk.services.demo.chance import Chance
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.jobs import DemoJob, DemoVisit, Matter
from fsmdesk.services.demo.matters import Matters
from fsmdesk.services.demo.parties import HOME
from fsmdesk.services.demo.technicians import DemoTechnician
from fsmdesk.services.demo.towns import minutes_between

_MINUTE: Final = 60
_CREW_SHARE: Final = 0.012
_RETURN_SHARE: Final = 0.045
# People at home are told in which half of the day somebody comes.
_WINDOW_SHARE: Final = 0.45


@dataclass(slots=True)
class Walk:
    """How far a technician's day is filled: the minute, the place, and when he was done there."""

    minute: int
    place: tuple[int, int]
    free_at: int
    began_at: int = 0
    count: int = 0


class Fieldwork:
    """Makes the jobs of one day after the other."""

    def __init__(
        self,
        calendar: Calendar,
        technicians: tuple[DemoTechnician, ...],
        matters: Matters,
        calling: Calling,
        chance: Chance,
    ) -> None:
        self._calendar = calendar
        self._technicians = technicians
        self._matters = matters
        self._calling = calling
        self._chance = chance
        self._returns: dict[tuple[int, date], list[DemoJob]] = defaultdict(list)

    def day(self, day: date, visits_per_day: float) -> list[DemoJob]:
        """The jobs that begin on that day; on days off only what can't wait."""
        if not self._calendar.is_workday(day):
            return self._on_call(day, visits_per_day)
        jobs: list[DemoJob] = []
        at_work = [technician for technician in self._technicians if technician.works_on(day)]
        busy = self._crew_of(day, at_work, jobs) if len(at_work) > 2 else {}
        for technician in at_work:
            walk = busy.get(technician.id) or self.begin(technician, day)
            self.come_back(technician, day, walk)
            wanted = int(visits_per_day + self._chance.share() + self._chance.pick((-1, 0, 0, 1)))
            self.fill(technician, day, walk, technician.end_minute, wanted, jobs)
        return jobs

    def begin(self, technician: DemoTechnician, day: date) -> Walk:
        """The technician at home, before the first visit."""
        minute = technician.start_minute + self._chance.pick((0, 0, 0, 15, 30))
        home = (technician.latitude_micro, technician.longitude_micro)
        return Walk(minute, home, self._calendar.at(day, technician.start_minute - 45))

    def fill(
        self,
        technician: DemoTechnician,
        day: date,
        walk: Walk,
        until_minute: int,
        wanted: int,
        jobs: list[DemoJob],
    ) -> None:
        """Visits follow each other until there are as many as wanted, or no more fit before that minute."""
        while walk.count < wanted:
            matter = self._matters.choose(technician, day, walk.place)
            if matter is None or (matter.problem.kind == JobKind.EMERGENCY and day > self._calendar.today):
                walk.count += 1
                continue
            drive = minutes_between(walk.place, matter.site.place)
            start = _quarter(walk.minute + drive) if walk.count else walk.minute
            if start + matter.minutes > until_minute + 15:
                break
            jobs.append(self.visit(technician, day, walk, matter, start, drive))
            walk.minute += self._chance.pick((0, 0, 0, 15, 15, 30, 60))

    def visit(
        self,
        technician: DemoTechnician,
        day: date,
        walk: Walk,
        matter: Matter,
        start_minute: int,
        drive: int,
        *,
        in_one_go: bool = False,
    ) -> DemoJob:
        """A job whose visit begins at that minute; the walk goes on from there.

        Unless it is done `in_one_go`, something may be left over for another day.
        """
        visit = self._visit(technician, day, walk, matter, start_minute, matter.minutes, drive)
        job = self._calling.job(matter, day, [visit])
        self._calling.before_visit(job, visit.en_route)
        self._calling.plan(job, visit, job.approved or job.requested)
        visit.dispatched = max(visit.planned, min(visit.dispatched, visit.en_route))
        if matter.site.customer.kind == HOME and self._chance.happens(_WINDOW_SHARE):
            first, last = (480, 720) if start_minute < 720 else (720, 1020)
            job.window = self._calendar.at(day, first), self._calendar.at(day, last)
        if not in_one_go and (matter.outcome.needs_return or self._chance.happens(_RETURN_SHARE)):
            self.come_again(technician, day, job)
        return job

    def come_back(self, technician: DemoTechnician, day: date, walk: Walk) -> None:
        """What was left over on an earlier day is gone on with first."""
        for job in self._returns.pop((technician.id, day), ()):
            matter = job.matter
            drive = minutes_between(walk.place, matter.site.place)
            start = _quarter(walk.minute + drive) if walk.count else walk.minute
            earlier = job.visits[-1]
            minutes = max(45, matter.minutes // 2 // 15 * 15)
            visit = self._visit(technician, day, walk, matter, start, minutes, drive)
            self._calling.plan(job, visit, earlier.finished + 10 * _MINUTE)
            visit.dispatched = max(visit.planned, min(visit.dispatched, visit.en_route))
            job.visits.append(visit)

    def _visit(
        self,
        technician: DemoTechnician,
        day: date,
        walk: Walk,
        matter: Matter,
        start_minute: int,
        minutes: int,
        drive: int,
    ) -> DemoVisit:
        """The visit as planned and as it went; it never begins before the technician is free."""
        chance = self._chance
        start = self._calendar.at(day, start_minute)
        arrived = max(start + chance.between(-420, 600), walk.free_at + 240)
        en_route = max(arrived - drive * _MINUTE, walk.free_at + 60)
        finished = arrived + int(minutes * _MINUTE * (0.74 + 0.28 * chance.share()))
        visit = DemoVisit(technician, start, start + minutes * _MINUTE, drive * _MINUTE)
        # The first ones are sent out in the morning, each of the others when the one before begins or ends.
        visit.dispatched = self._calendar.at(day, 6 * 60 + 50)
        if walk.count:
            visit.dispatched = walk.free_at - 120 if walk.count % 2 else walk.began_at + 300
        walk.began_at = arrived
        visit.en_route, visit.arrived, visit.finished = en_route, arrived, finished
        walk.minute, walk.place, walk.free_at = start_minute + minutes, matter.site.place, finished
        walk.count += 1
        return visit

    def come_again(self, technician: DemoTechnician, day: date, job: DemoJob) -> None:
        """Something is left over; the same technician comes back within days, if he works at all."""
        again = day + timedelta(days=self._chance.between(1, 5))
        for _ in range(4):
            again = self._calendar.workday_after(again)
            if technician.works_on(again) and again != self._calendar.today:
                job.visits[-1].is_partly = True
                self._returns[technician.id, again].append(job)
                return

    def _crew_of(self, day: date, at_work: list[DemoTechnician], jobs: list[DemoJob]) -> dict[int, Walk]:
        """Now and then two begin the day with a job that takes two; how far their days are then."""
        if not self._chance.happens(_CREW_SHARE * len(at_work)):
            return {}
        lead = self._chance.pick(at_work)
        matter = self._matters.choose(lead, day, (lead.latitude_micro, lead.longitude_micro), crew=True)
        helper = self._chance.pick([other for other in at_work if other is not lead])
        if matter is None or (lead.id, day) in self._returns or (helper.id, day) in self._returns:
            return {}
        start = max(lead.start_minute, helper.start_minute)
        first, second = self.crew(lead, helper, day, matter, start, jobs)
        return {lead.id: first, helper.id: second}

    def crew(
        self,
        lead: DemoTechnician,
        helper: DemoTechnician,
        day: date,
        matter: Matter,
        start_minute: int,
        jobs: list[DemoJob],
    ) -> tuple[Walk, Walk]:
        """Both are at one job for the same span; where their days stand after it."""
        walks = self.begin(lead, day), self.begin(helper, day)
        job = self.visit(lead, day, walks[0], matter, start_minute, 20, in_one_go=True)
        first = job.visits[0]
        second = self._visit(helper, day, walks[1], matter, start_minute, matter.minutes, 25)
        second.planned, second.dispatched = first.planned, max(first.planned, first.dispatched)
        second.en_route = max(second.en_route, second.dispatched)
        first.crew_key = second.crew_key = f"crew-{lead.id}-{first.start}"
        job.visits = [first, second]
        jobs.append(job)
        return walks

    def _on_call(self, day: date, visits_per_day: float) -> list[DemoJob]:
        """On a day off one technician in ten is on call, and sometimes called."""
        jobs: list[DemoJob] = []
        if visits_per_day < 1 or day > self._calendar.today:
            return jobs
        on_call = [technician for technician in self._technicians if technician.first_day <= day]
        for _ in range(max(1, len(on_call) // 10)):
            technician = self._chance.pick(on_call)
            if day in technician.away or not self._chance.happens(0.6):
                continue
            urgent = self._matters.choose_urgent([technician], day, Priority.CRITICAL)
            if urgent is None:
                continue
            on_call.remove(technician)
            walk = self.begin(technician, day)
            start = self._chance.rounded(480, 1080, 15)
            job = self.visit(technician, day, walk, urgent[1], start, 25, in_one_go=True)
            job.priority = Priority.CRITICAL
            jobs.append(job)
        return jobs


def _quarter(minute: int) -> int:
    return -(-minute // 15) * 15
