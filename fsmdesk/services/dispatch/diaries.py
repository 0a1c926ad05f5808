"""What the rules of the board look at, read for one visit at one place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.links import NO_LINKS
from fsmdesk.core.placement import Away, Booking, Diary, Finding, Wish, judge
from fsmdesk.core.times import Span, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, Site, Technician, Visit, WorkOrder
from fsmdesk.planning.travel import point_of
from fsmdesk.planning.ways import Roads, Stop, stop_after, stop_before
from fsmdesk.services.dispatch.board_links import read_links
from fsmdesk.services.dispatch.board_rows import read_technician, window_of
from fsmdesk.services.dispatch.board_rules import read_rules
from fsmdesk.services.dispatch.job_skills import skills_column, skills_of
from fsmdesk.services.dispatch.messages import BoardRules, BoardTechnician
from fsmdesk.services.dispatch.stops import days_around, stops_within
from fsmdesk.services.the_company import formats_of, the_company

_MOMENT: Final = timedelta(minutes=1)
Place = tuple[int, Span]


@dataclass(frozen=True, slots=True)
class Case:
    """A visit at a place, with all that the rules want to know of both."""

    wish: Wish
    diary: Diary
    stops: tuple[Stop, ...]
    rules: BoardRules
    formats: Formats

    def findings(self, work: Reading) -> tuple[Finding, ...]:
        """What speaks against the place, with the office's weights."""
        return judge(self.wish, self.diary, self.formats, severities=self.rules.severities, now=work.now)


def case_of(work: Reading, visit: Visit, place: Place, left: Place | None) -> Case:
    """The visit at that place; `left` is where it stands, or stood until a moment ago.

    Raises:
        RuleBroken: the technician is gone.
    """
    company, rules = the_company(work), read_rules(work)
    formats = formats_of(company)
    days = days_around(place[1], formats.zone)
    first, until = wall_minute(days.start, formats.zone)[0], wall_minute(days.end, formats.zone)[0]
    technician = read_technician(work, window_of(first, (until - first).days, company), place[0])
    if technician is None:
        raise RuleBroken(tr("This record is gone."), "technician_id")
    stops = tuple(each.stop for each in stops_within(work, place[0], days, visit.id))
    roads = Roads(rules.travel, formats.zone, technician.home)
    wish = _wish(work, visit, place, left, stops, roads)
    return Case(wish, _diary(technician, stops), stops, rules, formats)


def _diary(technician: BoardTechnician, stops: Sequence[Stop]) -> Diary:
    return Diary(
        name=technician.name.split(" ", 1)[0],
        shifts=tuple(Span(start, end) for start, end in technician.shifts),
        absences=tuple(Away(Span(start, end), reason) for start, end, reason in technician.absences),
        bookings=tuple(Booking(Span(stop.start, stop.end), stop.place, stop.key) for stop in stops),
        skills=dict(technician.skills),
        has_left=technician.has_left,
    )


def _wish(
    work: Reading, visit: Visit, place: Place, left: Place | None, stops: Sequence[Stop], roads: Roads
) -> Wish:
    technician_id, span = place
    job = _job(work, visit.work_order_id)
    point = point_of(job.latitude_micro, job.longitude_micro)
    # Each end has its own day: a visit through the night comes from one and leads into the next.
    first, last = (
        days_around(Span(span.start, span.start + _MOMENT), roads.zone),
        days_around(span, roads.zone),
    )
    opens, closes = job.window_start_at, job.window_end_at
    return Wish(
        span=span,
        skills=skills_of(job.skills),
        window=Span(opens, closes) if opens is not None and closes is not None else None,
        due_at=job.due_at,
        moved=visit.id,
        before=roads.way_in(stop_before(span.start, stops, first), point, span.start),
        after=roads.way_out(stop_after(span.end, stops, last), point, span.end),
        links=read_links(work, visit.work_order_id).get(visit.work_order_id, NO_LINKS),
        on_hold=job.name if job.credit_hold else "",
        pinned_span=left[1] if left is not None and visit.is_time_pinned else None,
        pinned_to=_pinned_to(work, left[0])
        if left is not None and left[0] != technician_id and visit.is_technician_pinned
        else "",
    )


def _job(work: Reading, work_order_id: int) -> Any:
    return work.session.execute(
        select(
            WorkOrder.window_start_at,
            WorkOrder.window_end_at,
            WorkOrder.due_at,
            skills_column().label("skills"),
            Customer.name,
            Customer.credit_hold,
            Site.latitude_micro,
            Site.longitude_micro,
        )
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(Site, Site.id == WorkOrder.site_id)
        .where(WorkOrder.id == work_order_id)
    ).one()


def _pinned_to(work: Reading, technician_id: int) -> str:
    return work.session.scalars(select(Technician.name).where(Technician.id == technician_id)).one()
