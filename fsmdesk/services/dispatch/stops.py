"""The visits that a technician has around some time, as neighbours of a place on the board."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select

from fsmdesk.core.states import VisitState
from fsmdesk.core.times import Span, instant_at, wall_minute
from fsmdesk.db.database import Reading
from fsmdesk.db.guards.bookings import LONGEST_DAYS
from fsmdesk.models import Customer, Site, Visit, WorkOrder
from fsmdesk.planning.travel import point_of
from fsmdesk.planning.ways import Stop
from fsmdesk.services.visit_steps import NOT_PLACED

LONGEST: Final = timedelta(days=LONGEST_DAYS)
ONE_DAY: Final = timedelta(days=1)
_FINISHED: Final = frozenset({VisitState.DONE, VisitState.PARTLY_DONE})


@dataclass(frozen=True, slots=True)
class PlannedStop:
    """A visit of the technician and what it takes of his time."""

    visit: Visit
    stop: Stop

    @property
    def span(self) -> Span:
        """From when to when somebody is there."""
        return Span(self.stop.start, self.stop.end)


def occupied_span(visit: Visit) -> Span | None:
    """What the visit takes of its technician's time: the planned span, less what was left when it was done.

    Plans are made in whole minutes, so the seconds of a minute in which somebody is done are free already.
    """
    if visit.start_at is None or visit.end_at is None:
        return None
    end = visit.end_at
    if visit.state in _FINISHED and visit.finished_at is not None:
        end = min(end, visit.finished_at.replace(second=0, microsecond=0))
    return Span(visit.start_at, end) if end > visit.start_at else None


def stops_within(work: Reading, technician_id: int, span: Span, besides: int | None) -> list[PlannedStop]:
    """Visits of the technician that share a moment with the span, in order of their starts."""
    rows = work.session.execute(
        select(Visit, WorkOrder.title, Customer.name, Site.name, Site.latitude_micro, Site.longitude_micro)
        .join(WorkOrder, WorkOrder.id == Visit.work_order_id)
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(Site, Site.id == WorkOrder.site_id)
        .where(
            Visit.technician_id == technician_id,
            Visit.state.not_in(NOT_PLACED),
            Visit.start_at > span.start - LONGEST,
            Visit.start_at < span.end,
            Visit.end_at > span.start,
        )
        .order_by(Visit.start_at, Visit.id)
        .execution_options(populate_existing=True)
    )
    found = []
    for visit, title, customer, site, latitude, longitude in rows:
        taken = occupied_span(visit)
        if visit.id != besides and taken is not None and taken.overlaps(span):
            place, point = customer or site or title, point_of(latitude, longitude)
            found.append(PlannedStop(visit, Stop(taken.start, taken.end, point, place, visit.id)))
    return found


def days_around(span: Span, zone: ZoneInfo) -> Span:
    """The days on the wall that the span touches, whole."""
    first, _ = wall_minute(span.start, zone)
    last, _ = wall_minute(span.end, zone)
    return Span(instant_at(first, 0, zone), instant_at(last + ONE_DAY, 0, zone))
