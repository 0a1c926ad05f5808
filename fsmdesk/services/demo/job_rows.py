"""Writes jobs in the order of their requests: numbered, with visits, lines and history."""

import heapq
from collections import deque
from typing import Final

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import JobKind, Origin
from fsmdesk.services.demo.chance import Chance
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.feedback import Feedbacks
from fsmdesk.services.demo.history import Histories, Standing
from fsmdesk.services.demo.jobs import DemoJob, DemoVisit
from fsmdesk.services.demo.lines import JobLines
from fsmdesk.services.demo.office_rows import DemoOffice
from fsmdesk.services.demo.recordings import RECORDED_STATES
from fsmdesk.services.demo.rows import Rows
from fsmdesk.services.demo.settling import Settling

_MINUTE: Final = 60
_NEWEST: Final = 100
_CALL_BACK_DAYS: Final = 30
_CALLED_BACK_KINDS: Final = frozenset({JobKind.CORRECTIVE.value, JobKind.EMERGENCY.value})
_UNPLACED, _CANCELLED = VisitState.UNPLACED.value, VisitState.CANCELLED.value
_FOUND_STATES: Final = frozenset(
    state.value
    for state in (
        WorkOrderState.COMPLETE,
        WorkOrderState.REVIEWED,
        WorkOrderState.INVOICED,
        WorkOrderState.CLOSED,
    )
)


class JobRows:
    """Takes jobs as they are made up, and writes them once no earlier request can come any more."""

    def __init__(
        self,
        rows: Rows,
        office: DemoOffice,
        calendar: Calendar,
        settling: Settling,
        feedbacks: Feedbacks,
        chance: Chance,
    ) -> None:
        self._office = office
        self._calendar = calendar
        self._settling = settling
        self._chance = chance
        self._lines = JobLines(rows, office, calendar, chance)
        self._histories = Histories(office, calendar.now)
        self._feedbacks = feedbacks
        self._waiting: list[tuple[int, int, DemoJob]] = []
        self._taken = 0
        self._add_order = rows.adder("work_order")
        self._add_skill = rows.adder("work_order_skill")
        self._add_visit = rows.adder("visit")
        self._add_move = rows.adder("state_move")
        self._add_question = rows.adder("request_question")
        self._last_done: dict[int, tuple[int, int]] = {}
        self.last_number = 0
        self.reviewed: list[DemoJob] = []
        self.newest: deque[tuple[DemoJob, str]] = deque(maxlen=_NEWEST)

    def take(self, job: DemoJob) -> None:
        """The job will be written in its turn."""
        self._taken += 1
        heapq.heappush(self._waiting, (job.requested, self._taken, job))

    def write_until(self, at: int) -> None:
        """All jobs that were requested before that moment are written."""
        while self._waiting and self._waiting[0][0] < at:
            self._write(heapq.heappop(self._waiting)[2])

    def _write(self, job: DemoJob) -> None:
        self.last_number += 1
        job.number = self.last_number
        self._forget_to_come(job)
        self._lines.write(job)
        self._close_out(job)
        standing = self._histories.standing(job)
        self._write_order(job, standing)
        for skill in job.matter.problem.skills:
            self._add_skill((job.number, self._office.skill_ids[skill]))
        for visit, state in zip(job.visits, standing.visit_states, strict=True):
            visit.id = self._write_visit(job, visit, state)
        text, visits = self._calendar.text, job.visits
        for at, visit_at, before, after, person_id, reason in standing.moves:
            visit_id = visits[visit_at].id if visit_at >= 0 else None
            self._add_move((job.number, visit_id, before, after, text(at), person_id, reason))
        if standing.state == WorkOrderState.REVIEWED:
            self.reviewed.append(job)
        if standing.state in _FOUND_STATES:
            self._feedbacks.ask(job)
        if standing.state in RECORDED_STATES:
            self.newest.append((job, standing.state))

    def _forget_to_come(self, job: DemoJob) -> None:
        """Nobody knows yet that something will be left over by a visit that is still to end."""
        for at, visit in enumerate(job.visits):
            if visit.is_partly and visit.finished > self._calendar.now:
                visit.is_partly = False
                del job.visits[at + 1 :]

    def _close_out(self, job: DemoJob) -> None:
        """What comes after the last visit, as far as it has come by now."""
        if job.ended is not None or not job.visits or not all(visit.is_placed for visit in job.visits):
            return
        if any(visit.finished > self._calendar.now for visit in job.visits) or job.visits[-1].is_partly:
            return
        last = max(visit.finished for visit in job.visits)
        job.completed = self._in_office(last + self._chance.between(4, 100) * _MINUTE)
        day = self._calendar.day_of(job.completed)
        wait = self._chance.pick((0, 0, 1, 1, 1, 2, 2, 3))
        for _ in range(wait):
            day = self._calendar.workday_after(day)
        at = self._calendar.at(day, 8 * 60 + self._chance.between(15, 510))
        job.reviewed = max(at, self._in_office(job.completed + 20 * _MINUTE))
        if job.is_held or job.customer is None or job.owed_minor == 0:
            return
        if job.reviewed <= self._calendar.now:
            job.settlement = self._settling.of(job, job.customer, job.reviewed)

    def _in_office(self, at: int) -> int:
        """That moment, or the next morning if the office is closed."""
        day = self._calendar.day_of(at)
        if self._calendar.is_workday(day) and at < self._calendar.at(day, 17 * 60 + 30):
            return at
        return self._calendar.at(self._calendar.workday_after(day), 8 * 60) + at % 2400

    def _write_order(self, job: DemoJob, standing: Standing) -> None:
        matter, text = job.matter, self._calendar.text_or_none
        problem, site, machine = matter.problem, matter.site, matter.machine
        is_found = standing.state in _FOUND_STATES
        window = job.window or (None, None)
        self._add_order(
            (
                *(job.number, standing.state, problem.kind, job.priority, job.source, job.title, job.words),
                job.customer.id if job.customer is not None else None,
                job.contact_id,
                site.id if job.customer is not None else None,
                matter.room.place_id if job.customer is not None else None,
                machine.id if machine is not None and job.customer is not None else None,
                job.agreement.id if job.agreement is not None else None,
                *(job.caller, job.purchase_order, site.access_notes if job.customer is not None else ""),
                *(problem.safety, matter.minutes, text(window[0]), text(window[1]), text(job.due)),
                text(job.requested),
                text(job.completed) if is_found else None,
                *(job.cause if is_found else "", job.fix if is_found else "", "", ""),
                *(int(job.is_urgent), text(self._respond_by(job)), int(job.due is not None)),
                *self._origin(job),
                self._office.kinds.task_code(problem.category, problem.kind),
            )
        )
        if job.question:
            asked = self._calendar.text(min(job.requested + 20 * _MINUTE, self._calendar.now - _MINUTE))
            self._add_question((job.number, job.question, asked, self._office.dispatcher_ids[0]))

    def _respond_by(self, job: DemoJob) -> int | None:
        """What has been promised and would be broken by now was agreed anew, unless it is still a request."""
        if job.respond is None or job.due is None or job.approved is None:
            return job.respond
        is_kept = job.visits and job.visits[0].is_placed
        if job.respond > self._calendar.now or is_kept:
            return min(job.respond, job.due)
        return job.due

    def _origin(self, job: DemoJob) -> tuple[int | None, str | None]:
        """A repair soon after one of the same machine is sometimes a call back about it."""
        machine = job.matter.machine
        if machine is None or job.matter.problem.kind not in _CALLED_BACK_KINDS:
            return None, None
        number, completed = self._last_done.get(machine.id, (0, 0))
        if job.completed is not None:
            self._last_done[machine.id] = job.number, job.completed
        since = job.requested - completed
        is_back = completed and 0 < since < _CALL_BACK_DAYS * 86_400 and self._chance.happens(0.5)
        return (number, Origin.CALL_BACK.value) if is_back else (None, None)

    def _write_visit(self, job: DemoJob, visit: DemoVisit, state: str) -> int:
        calendar = self._calendar
        placed = state not in (_UNPLACED, _CANCELLED)

        def happened(at: int) -> str | None:
            return calendar.text(at) if placed and at <= calendar.now else None

        reason = visit.double_booking_reason
        terse = self._histories.is_terse(job)
        return self._add_visit(
            (
                job.number,
                visit.technician.id if placed else None,
                state,
                calendar.text(visit.start) if placed else None,
                calendar.text(visit.end) if placed else None,
                (visit.end - visit.start) // _MINUTE,
                visit.crew_key,
                None if terse else happened(visit.en_route),
                *(happened(visit.arrived), happened(visit.finished), int(bool(reason)), reason),
            )
        )
