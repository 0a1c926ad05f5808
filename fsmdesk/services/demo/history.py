"""What has become of a job by now: every step with who and when, and the states that follow from them."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from fsmdesk.core.states import VisitState, WorkOrderState, derived_state
from fsmdesk.core.terms import RequestSource
from fsmdesk.services.demo.days import DAY
from fsmdesk.services.demo.jobs import DemoJob, DemoVisit
from fsmdesk.services.demo.office_rows import DemoOffice

_V, _W = VisitState, WorkOrderState
_WHOLE_JOB: Final = -1
# Before technicians told from the road where they are, only arrival and end were written down.
TERSE_AFTER_DAYS: Final = 500


class Step(NamedTuple):
    """One step, of the job (`visit` is -1) or of one of its visits."""

    at: int
    visit: int
    after: str
    person_id: int | None
    reason: str = ""


class Told(NamedTuple):
    """A row of the history to be written."""

    at: int
    visit: int
    before: str
    after: str
    person_id: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the job and each of its visits stand now, and how they came there."""

    state: str
    visit_states: tuple[str, ...]
    moves: tuple[Told, ...]


class Histories:
    """Tells histories up to now."""

    def __init__(self, office: DemoOffice, now: int) -> None:
        self._office = office
        self._now = now
        self._terse_before = now - TERSE_AFTER_DAYS * DAY

    def is_terse(self, job: DemoJob) -> bool:
        """True for jobs of the time before technicians told when they set out."""
        return job.requested < self._terse_before

    def standing(self, job: DemoJob) -> Standing:
        """Only steps up to now count; the job's state follows its visits where it has to."""
        steps = self._steps(job)
        steps.sort(key=lambda step: step.at)
        visit_states = [_V.UNPLACED.value] * len(job.visits)
        state, moves = "", []
        for at, visit, after, person_id, reason in steps:
            if at > self._now:
                break
            if visit == _WHOLE_JOB:
                moves.append(Told(at, visit, state, after, person_id, reason))
                state = after
                continue
            moves.append(Told(at, visit, visit_states[visit], after, person_id, reason))
            visit_states[visit] = after
            followed = _following(visit_states)
            if followed != state and job.ended is None:
                moves.append(Told(at, _WHOLE_JOB, state, followed, person_id, ""))
                state = followed
        return Standing(state, tuple(visit_states), tuple(moves))

    def _steps(self, job: DemoJob) -> list[Step]:
        dispatcher = self._office.dispatcher_ids[job.number % len(self._office.dispatcher_ids)]
        taker = None if job.source in (RequestSource.PORTAL, RequestSource.AGREEMENT) else dispatcher
        steps = [Step(job.requested, _WHOLE_JOB, _W.REQUESTED.value, taker)]
        if job.approved is not None:
            steps.append(Step(job.approved, _WHOLE_JOB, _W.APPROVED.value, dispatcher))
        terse = self.is_terse(job)
        for at, visit in enumerate(job.visits):
            if visit.is_placed:
                steps += self._of_visit(at, visit, dispatcher, terse)
            elif job.ended is not None:
                steps.append(Step(job.ended, at, _V.CANCELLED.value, dispatcher, job.ending_reason))
        if job.ended is not None:
            return [*steps, Step(job.ended, _WHOLE_JOB, job.ending, dispatcher, job.ending_reason)]
        if job.completed is not None:
            steps.append(Step(job.completed, _WHOLE_JOB, _W.COMPLETE.value, dispatcher))
        if job.reviewed is not None:
            reviewer = self._office.bookkeeper_id if job.number % 3 else self._office.owner_id
            steps.append(Step(job.reviewed, _WHOLE_JOB, _W.REVIEWED.value, reviewer))
            steps += self._after_review(job, job.reviewed)
        return steps

    def _of_visit(self, at: int, visit: DemoVisit, dispatcher: int, terse: bool) -> list[Step]:
        technician = visit.technician.person_id
        steps = [Step(visit.planned, at, _V.PLANNED.value, dispatcher)]
        if not terse:
            steps.append(Step(visit.dispatched, at, _V.DISPATCHED.value, dispatcher))
            steps.append(Step(visit.en_route, at, _V.EN_ROUTE.value, technician))
        steps.append(Step(visit.arrived, at, _V.ON_SITE.value, technician))
        if visit.waiting is not None:
            steps.append(Step(visit.waiting, at, _V.WAITING.value, technician, visit.waiting_reason))
        ending = _V.PARTLY_DONE if visit.is_partly else _V.DONE
        steps.append(Step(visit.finished, at, ending.value, technician))
        return steps

    def _after_review(self, job: DemoJob, reviewed: int) -> list[Step]:
        """What the bookkeeper did; a job that nobody owes for is closed without an invoice."""
        bookkeeper, settlement = self._office.bookkeeper_id, job.settlement
        if settlement is None:
            closed = reviewed + DAY if job.owed_minor == 0 else self._now + DAY
            return [Step(closed, _WHOLE_JOB, _W.CLOSED.value, bookkeeper)]
        steps = [Step(settlement.issued, _WHOLE_JOB, _W.INVOICED.value, bookkeeper)]
        if settlement.credited is not None:
            steps += [
                Step(
                    settlement.credited, _WHOLE_JOB, _W.REVIEWED.value, bookkeeper, settlement.credit_reason
                ),
                Step(settlement.billed_again, _WHOLE_JOB, _W.INVOICED.value, bookkeeper),
            ]
        return [*steps, Step(settlement.paid, _WHOLE_JOB, _W.CLOSED.value, bookkeeper)]


_SINGLE: Final = {state.value: derived_state([state]).value for state in VisitState}


def _following(visit_states: list[str]) -> str:
    if len(visit_states) == 1:
        return _SINGLE[visit_states[0]]
    return derived_state([VisitState(state) for state in visit_states]).value
