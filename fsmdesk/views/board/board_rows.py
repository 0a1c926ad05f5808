"""Turns what the office answers into what stands on the board."""

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
    )


def visit_from(row: BoardVisit) -> Visit:
    """A visit on the board."""
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
        window_start_minute=minute_of(row.window_start_at) if row.window_start_at else None,
        window_end_minute=minute_of(row.window_end_at) if row.window_end_at else None,
    )


def job_from(row: BoardJob) -> Job:
    """A job in the list beside the board."""
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
    )
