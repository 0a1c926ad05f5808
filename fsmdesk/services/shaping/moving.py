"""Moving visits together: to given places, by days and months, and two with each other; placing several jobs."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.times import Span, instant_at, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Visit, WorkOrder
from fsmdesk.services.dispatch.judging import hold_technicians, planned_span
from fsmdesk.services.dispatch.messages import PlaceVisit
from fsmdesk.services.dispatch.placing import place_visit
from fsmdesk.services.records import find, hold
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.shaping.arranging import Held, Wanted, arrange, ask_all, hold_visits, require_movable
from fsmdesk.services.shaping.messages import (
    MoveVisits,
    NewVisit,
    PlaceVisits,
    PostponeVisits,
    SeenVisit,
    ShapedVisit,
    SwapVisits,
    VisitsOfDay,
)
from fsmdesk.services.shaping.shown import select_shaped, shaped
from fsmdesk.services.the_company import the_company


@handles(MoveVisits)
def move_visits(work: Writing, command: MoveVisits) -> None:
    """All visits stand at their new places."""
    held = hold_visits(work, (SeenVisit(place.visit_id, place.seen_version) for place in command.places))
    wanted = [
        Wanted(one, place.technician_id, place.start_at, place.end_at)
        for one, place in zip(held, command.places, strict=True)
    ]
    arrange(work, wanted, command.reason)


@handles(PlaceVisits)
def place_visits(work: Writing, command: PlaceVisits) -> list[int]:
    """All this work is on the board; each is judged with the ones before it there already.

    Raises:
        RuleBroken, NeedsConfirmation: one may not stand there; the text tells all that speaks against all of them.
    """
    if not command.places:
        raise RuleBroken(tr("Choose at least one job."), "places")
    for order_id in sorted({place.work_order_id for place in command.places}):
        hold(work, WorkOrder, order_id)
    hold_technicians(work, [place.technician_id for place in command.places])
    placed: list[int] = []
    ask_all(
        work, [_NewOne(work, place, command.reason) for place in command.places], lambda one: one.put(placed)
    )
    return placed


@dataclass(frozen=True, slots=True)
class _NewOne:
    """One job of several that are placed."""

    work: Writing
    place: NewVisit
    reason: str

    @property
    def work_order(self) -> WorkOrder:
        """Its job."""
        return find(self.work, WorkOrder, self.place.work_order_id)

    def put(self, placed: list[int]) -> None:
        """It is on the board, and its id among those that are `placed`."""
        place = self.place
        command = PlaceVisit(
            work_order_id=place.work_order_id,
            visit_id=place.visit_id,
            seen_version=place.seen_version,
            technician_id=place.technician_id,
            start_at=place.start_at,
            end_at=place.end_at,
            reason=self.reason,
        )
        placed.append(place_visit(self.work, command))


@handles(PostponeVisits)
def postpone_visits(work: Writing, command: PostponeVisits) -> None:
    """The visits stand on other days, at the same time by the clock."""
    if not command.days and not command.months:
        raise RuleBroken(tr("Say how far the visits shall be moved."), "days")
    zone = ZoneInfo(the_company(work).timezone)
    wanted = []
    visits = hold_visits(work, command.visits)
    ask_all(work, visits, require_movable)
    for held in visits:
        technician_id, span = _place(held)
        start = postponed(span.start, command.days, command.months, zone)
        wanted.append(Wanted(held, technician_id, start, start + (span.end - span.start)))
    arrange(work, wanted, command.reason)


@handles(SwapVisits)
def swap_visits(work: Writing, command: SwapVisits) -> None:
    """Each of the two begins where the other one did."""
    first, second = hold_visits(work, (command.first, command.second))
    ask_all(work, (first, second), require_movable)
    wanted = []
    for held, other in ((first, second), (second, first)):
        (_, own), (technician_id, there) = _place(held), _place(other)
        wanted.append(Wanted(held, technician_id, there.start, there.start + (own.end - own.start)))
    arrange(work, wanted, command.reason)


@answers(VisitsOfDay)
def visits_of_day(work: Reading, query: VisitsOfDay) -> tuple[ShapedVisit, ...]:
    """The visits that begin on that day, by start."""
    zone = ZoneInfo(the_company(work).timezone)
    opens, closes = instant_at(query.day, 0, zone), instant_at(query.day + timedelta(days=1), 0, zone)
    statement = select_shaped().where(Visit.start_at >= opens, Visit.start_at < closes)
    found = [shaped(row) for row in work.session.execute(statement.order_by(Visit.start_at, Visit.id))]
    return tuple(visit for visit in found if not query.states or visit.state in query.states)


def postponed(start: datetime, days: int, months: int, zone: ZoneInfo) -> datetime:
    """The same time by the clock, so many days and months later."""
    day, minute = wall_minute(start, zone)
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    there = date(year, month, min(day.day, monthrange(year, month)[1])) + timedelta(days=days)
    return instant_at(there, minute, zone)


def _place(held: Held) -> tuple[int, Span]:
    place = planned_span(held.visit)
    if place is None:
        raise RuleBroken(tr("This visit is not on the board."), "state")
    return place
