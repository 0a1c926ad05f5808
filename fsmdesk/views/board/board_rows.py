"""Turns what the office answers into what stands on the board."""

from collections.abc import Collection

from fsmdesk.services.dispatch.messages import BoardJob, BoardTechnician, BoardVisit
from fsmdesk.views.board.visits import Absence, Job, Technician, Visit, minute_of


def technician_from(row: BoardTechnician) -> Technician:
    """The row of a technician."""
    return Technician(
        id=row.id,
        name=row.name,
        initials=row.initials,
        colour=row.colour,
        skills_text=row.skills_text,
        shifts=tuple((minute_of(start), minute_of(end)) for start, end in row.shifts),
        absences=tuple(Absence(minute_of(start), minute_of(end), why) for start, end, why in row.absences),
        certified_until=dict(row.skills),
        home=row.home,
        region=row.region,
        has_left=row.has_left,
        team=row.team,
    )


def visit_from(row: BoardVisit, debtors: Collection[int] = ()) -> Visit:
    """A visit on the board; `debtors` are customers who owe money that is overdue."""
    return Visit(
        id=row.id,
        version=row.version,
        technician_id=row.technician_id,
        start_minute=minute_of(row.start_at),
        end_minute=minute_of(row.end_at),
        work_order_id=row.work_order_id,
        work_order_version=row.work_order_version,
        number=str(row.number),
        customer=row.customer,
        title=row.title,
        site=row.site,
        state=row.state,
        priority=row.priority,
        kind=row.kind,
        skills=row.skills,
        is_double_booked=row.double_booked,
        crew_size=row.crew_size,
        has_hazard=row.is_hazardous,
        due_minute=minute_of(row.due_at) if row.due_at else None,
        respond_minute=minute_of(row.respond_by_at) if row.respond_by_at else None,
        window_start_minute=minute_of(row.window_start_at) if row.window_start_at else None,
        window_end_minute=minute_of(row.window_end_at) if row.window_end_at else None,
        point=row.point,
        region=row.region,
        en_route_minute=minute_of(row.en_route_at) if row.en_route_at else None,
        arrived_minute=minute_of(row.arrived_at) if row.arrived_at else None,
        finished_minute=minute_of(row.finished_at) if row.finished_at else None,
        travel_minutes=row.travel_minutes,
        crew_key=row.crew_key,
        series_key=row.series_key,
        colour=row.colour,
        is_time_pinned=row.is_time_pinned,
        is_technician_pinned=row.is_technician_pinned,
        is_helper=row.is_helper,
        is_confirmed=row.is_confirmed,
        is_missing_parts=row.is_missing_parts,
        is_unpaid=row.customer_id in debtors,
        is_on_credit_hold=row.is_on_credit_hold,
        links=row.links,
    )


def job_from(row: BoardJob, debtors: Collection[int] = ()) -> Job:
    """A job in the list beside the board; `debtors` as for visits."""
    return Job(
        work_order_id=row.work_order_id,
        work_order_version=row.work_order_version,
        visit_id=row.visit_id,
        visit_version=row.visit_version,
        number=str(row.number),
        customer=row.customer,
        title=row.title,
        priority=row.priority,
        due_minute=minute_of(row.due_at) if row.due_at else None,
        duration_minutes=row.duration_minutes,
        skills=row.skills,
        kind=row.kind,
        site=row.site,
        has_hazard=row.is_hazardous,
        window_start_minute=minute_of(row.window_start_at) if row.window_start_at else None,
        window_end_minute=minute_of(row.window_end_at) if row.window_end_at else None,
        point=row.point,
        region=row.region,
        colour=row.colour,
        is_missing_parts=row.is_missing_parts,
        is_unpaid=row.customer_id in debtors,
        is_on_credit_hold=row.is_on_credit_hold,
        is_urgent=row.is_urgent,
        links=row.links,
        waiting_list_id=row.waiting_list_id,
        placed_minute=minute_of(row.placed_at) if row.placed_at else None,
        technician_id=row.technician_id,
    )
