"""When a technician who has set out will be there."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Site, Technician, Visit, WorkOrder
from fsmdesk.planning.travel import Point, point_of
from fsmdesk.services.the_company import formats_of, the_company
from fsmdesk.services.ways import travel_of

_ROUNDED_MINUTES: Final = 5


def arrival_words(work: Reading, visit: Visit, formats: Formats) -> str:
    """Such as `at about 9:40`; `shortly` where neither the plan nor the way tells."""
    at = arrival_of(work, visit)
    return tr("shortly") if at is None else tr("at about {time}").format(time=formats.time(at))


def arrival_of(work: Reading, visit: Visit) -> datetime | None:
    """The later of the plan and the way from where the technician was; None where neither lies ahead."""
    set_out = visit.en_route_at or work.now
    minutes = _minutes_of_way(work, visit)
    known = [set_out + timedelta(minutes=minutes)] if minutes is not None else []
    if visit.start_at is not None and visit.start_at > work.now:
        known.append(visit.start_at)
    return _rounded(max(known)) if known else None


def _minutes_of_way(work: Reading, visit: Visit) -> int | None:
    here, there = _left_from(work, visit), _site_of(work, visit)
    if here is None or there is None:
        return None
    _, minute = wall_minute(visit.en_route_at or work.now, formats_of(the_company(work)).zone)
    return travel_of(work).minutes(here, there, minute)


def _left_from(work: Reading, visit: Visit) -> Point | None:
    """The site of the technician's visit before this one on the same day, else home."""
    if visit.technician_id is None or visit.start_at is None:
        return None
    earlier = work.session.scalar(
        select(Visit)
        .where(
            Visit.technician_id == visit.technician_id,
            Visit.id != visit.id,
            Visit.start_at < visit.start_at,
            Visit.start_at >= visit.start_at - timedelta(hours=16),
        )
        .order_by(Visit.start_at.desc())
        .limit(1)
    )
    if earlier is not None and (point := _site_of(work, earlier)) is not None:
        return point
    technician = work.session.get(Technician, visit.technician_id)
    if technician is None:
        return None
    return point_of(technician.home_latitude_micro, technician.home_longitude_micro)


def _site_of(work: Reading, visit: Visit) -> Point | None:
    row = work.session.execute(
        select(Site.latitude_micro, Site.longitude_micro)
        .join(WorkOrder, WorkOrder.site_id == Site.id)
        .where(WorkOrder.id == visit.work_order_id)
    ).first()
    return None if row is None else point_of(row[0], row[1])


def _rounded(at: datetime) -> datetime:
    """Up to the next five minutes: nobody arrives to the minute."""
    spare = timedelta(minutes=at.minute % _ROUNDED_MINUTES, seconds=at.second, microseconds=at.microsecond)
    return at if not spare else at - spare + timedelta(minutes=_ROUNDED_MINUTES)
