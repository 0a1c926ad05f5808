"""The own visits of one day."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from fsmdesk.core.states import VisitState
from fsmdesk.core.times import instant_at, wall_minute
from fsmdesk.core.worktime import working_spans
from fsmdesk.db.database import Reading
from fsmdesk.models import Absence, Customer, Site, Technician, Visit, WorkOrder
from fsmdesk.services.my_day.messages import MyDay, MyDayCard, MyVisitRow
from fsmdesk.services.permits import own_technician
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company
from fsmdesk.services.time_sheets.sums import shifts_of

_UNDER_WAY = (VisitState.EN_ROUTE, VisitState.ON_SITE, VisitState.WAITING)
_ONE_DAY = timedelta(days=1)


@answers(MyDay)
def my_day(work: Reading, query: MyDay) -> MyDayCard:
    """The visits in the order of their start, and when the next ones are."""
    own = own_technician(work)
    technician = work.session.get(Technician, own) if own is not None else None
    if technician is None:
        return MyDayCard(None, "", query.day, (), None, "", ())
    zone = ZoneInfo(the_company(work).timezone)
    start, end = instant_at(query.day, 0, zone), instant_at(query.day + _ONE_DAY, 0, zone)
    planned = and_(Visit.start_at < end, Visit.end_at > start)
    if query.day == wall_minute(work.now, zone)[0]:
        planned = or_(planned, and_(Visit.state.in_(_UNDER_WAY), Visit.start_at < end))
    spans = working_spans(shifts_of(work, [technician.id]).get(technician.id, ()), query.day, query.day, zone)
    return MyDayCard(
        technician_id=technician.id,
        technician=technician.name,
        day=query.day,
        visits=tuple(_row(row) for row in work.session.execute(_visits(technician.id, planned))),
        next_on=_next_on(work, technician.id, end, zone),
        away=_away(work, technician.id, start, end),
        shifts=tuple((span.start, span.end) for span in spans),
    )


def _visits(technician_id: int, when: ColumnElement[bool]) -> "Select[Visit, WorkOrder, str, str, str]":
    return (
        select(Visit, WorkOrder, Customer.name, Site.name, Site.city)
        .join(WorkOrder, WorkOrder.id == Visit.work_order_id)
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(Site, Site.id == WorkOrder.site_id)
        .where(Visit.technician_id == technician_id, Visit.state != VisitState.CANCELLED, when)
        .order_by(Visit.start_at, Visit.id)
    )


def _row(row: Any) -> MyVisitRow:
    visit, order, customer, site, city = row
    stamps = {
        VisitState.EN_ROUTE: visit.en_route_at,
        VisitState.ON_SITE: visit.arrived_at,
        VisitState.DONE: visit.finished_at,
        VisitState.PARTLY_DONE: visit.finished_at,
    }
    return MyVisitRow(
        id=visit.id,
        version=visit.version,
        work_order_id=order.id,
        number=order.number,
        title=order.title,
        customer=customer or "",
        site=site or "",
        city=city or "",
        start_at=visit.start_at,
        end_at=visit.end_at,
        state=visit.state,
        priority=order.priority,
        kind=order.kind,
        since_at=stamps.get(visit.state),
        is_hazardous=bool(order.safety_notes.strip()),
    )


def _next_on(work: Reading, technician_id: int, after: datetime, zone: ZoneInfo) -> date | None:
    first = work.session.scalar(
        select(func.min(Visit.start_at)).where(
            Visit.technician_id == technician_id,
            Visit.state != VisitState.CANCELLED,
            Visit.start_at >= after,
        )
    )
    return wall_minute(first, zone)[0] if first is not None else None


def _away(work: Reading, technician_id: int, start: datetime, end: datetime) -> str:
    """The reason of an absence that takes the whole day, `-` where none was given; empty without one."""
    query = select(Absence.reason).where(
        Absence.technician_id == technician_id, Absence.start_at <= start, Absence.end_at >= end
    )
    found = work.session.scalar(query.order_by(Absence.id).limit(1))
    return "" if found is None else found or "-"
