"""The ways to visits as booked time: worked out anew for a technician's days when something comes, goes or moves."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from fsmdesk.core.states import MOVABLE
from fsmdesk.core.times import Span
from fsmdesk.core.ways import Way
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Technician, Visit
from fsmdesk.planning.travel import point_of
from fsmdesk.planning.ways import Roads, Stop, stop_before
from fsmdesk.services.dispatch.stops import ONE_DAY, PlannedStop, days_around, stops_within
from fsmdesk.services.records import assign
from fsmdesk.services.the_company import formats_of, the_company
from fsmdesk.services.ways import travel_of


def book_ways(work: Writing, places: Iterable[tuple[int, Span]]) -> None:
    """The visits of these technicians on the days of these spans have the ways booked that lead to them now.

    A way takes no more than the time that is free before its visit, and none where the office does not guard ways.
    """
    work.session.flush()
    for technician_id, span in places:
        formats = formats_of(the_company(work))
        days = days_around(span, formats.zone)
        roads = _roads(work, technician_id) if the_company(work).guards_travel else None
        stops = stops_within(work, technician_id, Span(days.start - ONE_DAY, days.end), None)
        wanted = [
            (each.visit, _minutes(each, stops, roads) if roads is not None else 0)
            for each in stops
            if each.visit.state in MOVABLE and days.start <= each.stop.start
        ]
        # Whoever gives time away does so before somebody else takes it.
        _book((visit, min(minutes, visit.travel_minutes)) for visit, minutes in wanted)
        work.session.flush()
        _book(wanted)
        work.session.flush()


def free_ways(work: Writing, technician_id: int, span: Span, besides: int | None) -> None:
    """The ways to later visits that reach into the span are shorter, so that a visit can stand there."""
    for each in stops_within(work, technician_id, Span(span.start, span.end + ONE_DAY), besides):
        room = int((each.stop.start - span.end).total_seconds() // 60)
        if each.visit.state in MOVABLE and 0 <= room < each.visit.travel_minutes:
            each.visit.travel_minutes = room
    work.session.flush()


def _roads(work: Reading, technician_id: int) -> Roads:
    latitude, longitude = work.session.execute(
        select(Technician.home_latitude_micro, Technician.home_longitude_micro).where(
            Technician.id == technician_id
        )
    ).one()
    return Roads(travel_of(work), formats_of(the_company(work)).zone, point_of(latitude, longitude))


def booked_minutes(way: Way | None, span: Span, others: Iterable[Stop], now_booked: int = 0) -> int:
    """As much of the way to a visit as can be booked: what is free before it.

    Over another visit it takes no more than `now_booked`: somebody said why the two meet, and meant no more.
    """
    minutes = way.minutes if way is not None else 0
    for other in others:
        if other.end <= span.start:
            minutes = min(minutes, int((span.start - other.end).total_seconds() // 60))
        elif other.start < span.end:
            minutes = min(minutes, now_booked)
    return minutes


def _minutes(each: PlannedStop, stops: Sequence[PlannedStop], roads: Roads) -> int:
    others = [other.stop for other in stops if other.visit is not each.visit]
    start = each.stop.start
    before = stop_before(start, others, days_around(each.span, roads.zone))
    way = roads.way_in(before, each.stop.point, start)
    return booked_minutes(way, each.span, others, each.visit.travel_minutes)


def _book(wanted: Iterable[tuple[Visit, int]]) -> None:
    for visit, minutes in wanted:
        assign(visit, travel_minutes=minutes)
