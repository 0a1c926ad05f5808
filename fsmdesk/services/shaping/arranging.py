"""Gives several visits their places in one step, so that they may take each other's."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar

from sqlalchemy import select

from fsmdesk.core.errors import NeedsConfirmation, RuleBroken
from fsmdesk.core.states import MOVABLE, VisitState
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Customer, Visit, WorkOrder
from fsmdesk.services.dispatch.deriving import follow_visits, require_open
from fsmdesk.services.dispatch.judging import (
    Landing,
    drop_idle_marks,
    hold_technicians,
    land,
    landing_of,
    planned_span,
)
from fsmdesk.services.mail.telling import tell_moved
from fsmdesk.services.records import find, find_seen, hold
from fsmdesk.services.shaping.messages import SeenVisit
from fsmdesk.services.visit_steps import step_visit

OneT = TypeVar("OneT", bound="AboutJob")

# Whoever stands nearer than this to a new place may matter for the way there.
_NEAR: Final = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Held:
    """A visit with its job: both stay as they are until this is committed."""

    visit: Visit
    work_order: WorkOrder


class AboutJob(Protocol):
    """Something that is done to one job of several."""

    @property
    def work_order(self) -> WorkOrder:
        """The job."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a held visit shall stand."""

    held: Held
    technician_id: int
    start_at: datetime
    end_at: datetime

    @property
    def work_order(self) -> WorkOrder:
        """Its job."""
        return self.held.work_order


@dataclass(frozen=True, slots=True)
class _Step:
    """A visit on its way: where it lands, and its state and place before."""

    held: Held
    landing: Landing
    state: VisitState
    left: tuple[int, Span] | None

    @property
    def work_order(self) -> WorkOrder:
        """Its job."""
        return self.held.work_order


def hold_visits(work: Writing, seen: Iterable[SeenVisit]) -> list[Held]:
    """These visits and their jobs, in the given order, each as it was seen.

    Jobs first, each sort in the order of ids, so that two seats never wait for each other.

    Raises:
        RuleBroken: one is gone, named twice, or none is named.
        ConflictError: somebody changed one of them.
    """
    wanted = list(seen)
    versions = {one.visit_id: one.version for one in wanted}
    if not wanted or len(versions) < len(wanted):
        raise RuleBroken(tr("Choose at least one visit, and each of them once."), "visits")
    orders = {visit_id: find(work, Visit, visit_id).work_order_id for visit_id in versions}
    held = {order_id: hold(work, WorkOrder, order_id) for order_id in sorted(set(orders.values()))}
    visits = {visit_id: find_seen(work, Visit, visit_id, versions[visit_id]) for visit_id in sorted(versions)}
    return [Held(visits[one.visit_id], held[orders[one.visit_id]]) for one in wanted]


def require_movable(held: Held) -> None:
    """The visit is on the board, and nobody has set out for it.

    Raises:
        RuleBroken: it is not.
    """
    require_open(held.work_order)
    if held.visit.state is VisitState.UNPLACED:
        raise RuleBroken(tr("This visit is not on the board."), "state")
    if held.visit.state not in MOVABLE:
        words = tr("A visit that is {state} can't be moved.")
        raise RuleBroken(words.format(state=held.visit.state.label.lower()), "state")


def arrange(work: Writing, wanted: Sequence[Wanted], reason: str = "") -> None:
    """All visits stand where they are wanted, judged by all rules with the others at their new places.

    Raises:
        RuleBroken: one may not stand there; the text tells all that speaks against all of them.
        NeedsConfirmation: the same, where a reason would let everything through.
    """
    ask_all(work, wanted, lambda one: require_movable(one.held))
    steps = [_step(work, one, reason) for one in wanted]
    hold_technicians(work, {technician_id for step in steps for technician_id in _technicians(step)})
    _make_room(work, steps)
    steps.sort(key=lambda step: (step.landing.span.start, step.held.visit.id))
    ask_all(work, steps, lambda step: _land(work, step))
    for step in steps:
        drop_idle_marks(work, step.left)
    for step in steps:
        _settle(work, step)


def name_of_job(work: Reading, work_order: WorkOrder) -> str:
    """How people call the job: by its customer, else by its title."""
    name = work.session.scalar(select(Customer.name).where(Customer.id == work_order.customer_id))
    return name or work_order.title


def _step(work: Writing, one: Wanted, reason: str) -> _Step:
    visit = one.held.visit
    landing = landing_of(work, one.technician_id, one.start_at, one.end_at, reason)
    return _Step(one.held, landing, visit.state, planned_span(visit))


def _technicians(step: _Step) -> tuple[int, ...]:
    """Whose time it is about."""
    return (step.landing.technician.id, *([step.left[0]] if step.left is not None else []))


def _make_room(work: Writing, steps: Sequence[_Step]) -> None:
    """Visits that stand where another one of them is wanted leave their places before any is judged."""
    for step in steps:
        if any(other is not step and _meets(other.landing, step.left) for other in steps):
            visit = step.held.visit
            visit.state = VisitState.UNPLACED
            visit.technician_id = visit.start_at = visit.end_at = None
            visit.double_booked, visit.double_booking_reason, visit.travel_minutes = False, "", 0
    work.session.flush()


def _meets(landing: Landing, left: tuple[int, Span] | None) -> bool:
    if left is None or left[0] != landing.technician.id:
        return False
    return left[1].start - _NEAR < landing.span.end and landing.span.start < left[1].end + _NEAR


def _land(work: Writing, step: _Step) -> None:
    land(work, step.held.visit, step.landing, step.left)
    step.held.visit.state = step.state
    work.session.flush()


def _settle(work: Writing, step: _Step) -> None:
    """Another technician has not been told yet; the job follows its visits, and the customer hears of it."""
    visit = step.held.visit
    before = step.left
    if before is not None and before[0] != visit.technician_id and visit.state is VisitState.DISPATCHED:
        step_visit(work, visit, VisitState.PLANNED)
    follow_visits(work, step.held.work_order)
    tell_moved(work, visit, before[1].start if before is not None else None)


def ask_all(work: Writing, each: Sequence[OneT], call: Callable[[OneT], None]) -> None:
    """Each is called, also after one that was refused; then everything that was said is raised in one piece."""
    refused: list[str] = []
    asked: list[NeedsConfirmation] = []
    for one in each:
        try:
            call(one)
        except NeedsConfirmation as question:
            asked.append(question)
            refused.append(_told(work, one.work_order, str(question), len(each)))
        except RuleBroken as error:
            if len(each) == 1:
                raise
            refused.append(_told(work, one.work_order, str(error), len(each)))
    text = "\n".join(dict.fromkeys(refused))
    if asked and len(asked) == len(refused):
        raise NeedsConfirmation(asked[0].key, text, needs_reason=any(one.needs_reason for one in asked))
    if refused:
        raise RuleBroken(text, "span")


def _told(work: Reading, work_order: WorkOrder, text: str, count: int) -> str:
    """Of several visits, which one it is about."""
    if count == 1:
        return text
    return tr("{customer}: {text}").format(customer=name_of_job(work, work_order), text=text)
