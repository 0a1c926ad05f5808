"""Today's board: work in every state around the present hour, an absence, a training, a crew, a double booking."""

from typing import Final

from fsmdesk.core.terms import Priority
from fsmdesk.services.demo.calling import Calling
from fsmdesk.services.demo.chance import Chance
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.fieldwork import Fieldwork, Walk
from fsmdesk.services.demo.jobs import DemoJob, DemoVisit
from fsmdesk.services.demo.matters import Matters
from fsmdesk.services.demo.office_rows import DemoOffice
from fsmdesk.services.demo.rows import Rows
from fsmdesk.services.demo.technicians import DemoTechnician

_MINUTE: Final = 60
# What a technician does at this moment; the next ones begin again with the first.
_SCENES: Final = ("on site", "on the way", "waiting", "between", "on site", "late", "on the way")
_LEAD_AT, _TRAINING_AT, _HELPER_AT, _AWAY_AT = 2, 5, 8, 9
_MANY: Final = 9


class Today:
    """Makes the day at whose middle we are."""

    def __init__(
        self,
        rows: Rows,
        calendar: Calendar,
        office: DemoOffice,
        matters: Matters,
        calling: Calling,
        fieldwork: Fieldwork,
        chance: Chance,
    ) -> None:
        self._rows = rows
        self._calendar = calendar
        self._office = office
        self._matters = matters
        self._calling = calling
        self._fieldwork = fieldwork
        self._chance = chance
        self._now_minute = (calendar.now - calendar.at(calendar.today, 0)) // _MINUTE

    def jobs(self) -> list[DemoJob]:
        """All jobs of today."""
        jobs: list[DemoJob] = []
        technicians = self._office.technicians
        together: tuple[DemoTechnician, ...] = ()
        is_large = len(technicians) > _MANY
        if is_large:
            self._away(technicians[_AWAY_AT], 0, 24 * 60, "Vacation")
            technicians[_AWAY_AT].away.add(self._calendar.today)
            pair = technicians[_LEAD_AT], technicians[_HELPER_AT]
            if self._crew(*pair, jobs):
                together = pair
        there = [technician for technician in technicians if technician.works_on(self._calendar.today)]
        alone = [technician for technician in there if technician not in together]
        for at, technician in enumerate(alone):
            is_trained = is_large and technician is technicians[_TRAINING_AT]
            self._day_of(technician, _SCENES[at % len(_SCENES)], is_trained, jobs)
        self._book_twice(jobs)
        return jobs

    def _day_of(self, technician: DemoTechnician, scene: str, trained: bool, jobs: list[DemoJob]) -> None:
        """Work up to now, the scene, and more work until the end of the shift."""
        day, now = self._calendar.today, self._now_minute
        until = technician.end_minute
        if trained and now < 12 * 60:
            until = 13 * 60
            self._away(technician, until, technician.end_minute, "Training: refrigerant certification")
        walk = self._fieldwork.begin(technician, day)
        self._fieldwork.come_back(technician, day, walk)
        start, minutes = self._scene_span(scene)
        if start >= walk.minute:
            self._fieldwork.fill(technician, day, walk, start - 30, 9, jobs)
            self._play(technician, walk, scene, max(start, -(-walk.minute // 15) * 15 + 15), minutes, jobs)
        walk.count = 1 + technician.id % 2
        self._fieldwork.fill(technician, day, walk, until, 5, jobs)

    def _scene_span(self, scene: str) -> tuple[int, int]:
        """Start and length of what goes on at this moment."""
        offset, minutes = {
            "on site": (-60, 120),
            "on the way": (15, 90),
            "waiting": (-45, 120),
            "between": (-90, 75),
            "late": (-105, 90),
        }[scene]
        return self._now_minute + offset, minutes

    def _play(
        self,
        technician: DemoTechnician,
        walk: Walk,
        scene: str,
        start: int,
        minutes: int,
        jobs: list[DemoJob],
    ) -> None:
        matter = self._matters.choose(technician, self._calendar.today, walk.place)
        if matter is None:
            return
        end = max(start + 30, self._scene_span(scene)[0] + minutes)
        job = self._fieldwork.visit(
            technician,
            self._calendar.today,
            walk,
            matter.lasting(end - start),
            start,
            20,
            in_one_go=True,
        )
        self._set_scene(job, scene)
        walk.free_at = job.visits[0].finished
        jobs.append(job)

    def _set_scene(self, job: DemoJob, scene: str) -> None:
        """The job's visit goes as the scene says, and what came before it came before."""
        visit, now = job.visits[0], self._calendar.now
        if scene == "on the way":
            visit.en_route = now - 8 * _MINUTE
            visit.arrived = max(visit.start, now + 6 * _MINUTE)
            visit.finished = visit.arrived + (visit.end - visit.start) - 300
        elif scene == "between":
            visit.finished = min(visit.finished, now - 9 * _MINUTE)
        else:
            visit.arrived = min(visit.arrived, now - 12 * _MINUTE)
            visit.en_route = min(visit.en_route, visit.arrived - 9 * _MINUTE)
            visit.finished = max(visit.finished, now + 20 * _MINUTE)
        if scene == "waiting":
            visit.waiting = now - 7 * _MINUTE
            visit.waiting_reason = self._chance.pick(self._office.words["waiting_reasons"])
        visit.dispatched = min(visit.dispatched, visit.en_route - 60)
        visit.planned = min(visit.planned, visit.dispatched - 60)
        self._pull_forward(job, visit.planned)

    def _pull_forward(self, job: DemoJob, before: int) -> None:
        """Request and approval stay before the planning."""
        job.requested = min(job.requested, before - 240)
        job.approved = min(job.approved or before, before - 60)
        job.approved = max(job.approved, job.requested)

    def _crew(self, lead: DemoTechnician, helper: DemoTechnician, jobs: list[DemoJob]) -> bool:
        """Two are at one job since the morning, and well beyond now; False if there is no such job."""
        day = self._calendar.today
        matter = self._matters.choose(lead, day, (lead.latitude_micro, lead.longitude_micro), crew=True)
        if matter is None:
            return False
        start = max(lead.start_minute, helper.start_minute)
        lasting = matter.lasting(max(120, self._now_minute + 90 - start))
        walks = self._fieldwork.crew(lead, helper, day, lasting, start, jobs)
        for visit in jobs[-1].visits:
            visit.finished = visit.end
        for technician, walk in zip((lead, helper), walks, strict=True):
            self._fieldwork.fill(technician, day, walk, technician.end_minute, 3, jobs)
        return True

    def _away(self, technician: DemoTechnician, start: int, end: int, reason: str) -> None:
        text, at, today = self._calendar.text, self._calendar.at, self._calendar.today
        self._rows.add("absence", technician.id, text(at(today, start)), text(at(today, end)), reason)

    def _book_twice(self, jobs: list[DemoJob]) -> None:
        """One technician has a second visit over one that is planned, marked and with the reason."""
        now = self._calendar.now
        for job in jobs:
            visit = job.visits[0]
            if len(job.visits) > 1 or visit.start < now + 20 * _MINUTE:
                continue
            urgent = self._matters.choose_urgent([visit.technician], self._calendar.today, Priority.HIGH)
            if urgent is None:
                continue
            start = visit.start + 30 * _MINUTE
            other = DemoVisit(visit.technician, start, start + 60 * _MINUTE)
            other.en_route, other.arrived = start - 600, start
            other.dispatched, other.finished = start - 900, start + 3000
            other.double_booking_reason = self._office.words["double_booking_reasons"][0]
            double = self._calling.job(urgent[1].lasting(60), self._calendar.today, [other])
            double.priority = Priority.HIGH
            self._calling.before_visit(double, other.en_route)
            self._calling.plan(double, other, double.approved or double.requested)
            jobs.append(double)
            return
