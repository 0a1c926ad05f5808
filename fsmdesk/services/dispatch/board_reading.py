"""Reading the board: columns, not records, from six queries however many rows there are."""

from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import VisitState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.db.guards.bookings import LONGEST_DAYS
from fsmdesk.models import Customer, Site, Visit, WorkOrder
from fsmdesk.services.dispatch.board_jobs import read_jobs
from fsmdesk.services.dispatch.board_rows import Window, read_technicians, window_of
from fsmdesk.services.dispatch.job_skills import skills_column, skills_of
from fsmdesk.services.dispatch.messages import BoardDay, BoardView, BoardVisit
from fsmdesk.services.registry import answers
from fsmdesk.services.setup.company import the_company
from fsmdesk.services.visit_steps import NOT_PLACED

MAX_DAYS: Final = 62
_FINISHED: Final = frozenset({VisitState.DONE, VisitState.PARTLY_DONE})
# What was done before its planned time began takes none of it; it is still to be seen and clicked.
_SHORTEST: Final = timedelta(minutes=1)


@answers(BoardDay)
def board_day(work: Reading, query: BoardDay) -> BoardView:
    """The board of some days."""
    if not 1 <= query.day_count <= MAX_DAYS:
        words = tr("The board shows between 1 and {days} days.")
        raise RuleBroken(words.format(days=MAX_DAYS), "day_count")
    company = the_company(work)
    window = window_of(query.day, query.day_count, ZoneInfo(company.timezone))
    visits = _read_visits(work, window)
    jobs, job_count = read_jobs(work)
    return BoardView(
        first_day=query.day,
        day_count=query.day_count,
        timezone=company.timezone,
        day_start_minute=company.day_start_minute,
        day_end_minute=company.day_end_minute,
        technicians=read_technicians(work, window, {visit.technician_id for visit in visits}),
        visits=visits,
        jobs=jobs,
        job_count=job_count,
    )


def _crew_size() -> ColumnElement[int]:
    mate = aliased(Visit)
    return (
        select(func.count())
        .where(mate.crew_key == Visit.crew_key, mate.state != VisitState.CANCELLED)
        .correlate(Visit)
        .scalar_subquery()
    )


def _read_visits(work: Reading, window: Window) -> tuple[BoardVisit, ...]:
    query = (
        select(
            Visit.id,
            Visit.version,
            Visit.work_order_id,
            WorkOrder.version.label("work_order_version"),
            WorkOrder.number,
            func.coalesce(Customer.name, "").label("customer"),
            WorkOrder.title,
            func.coalesce(Site.name, "").label("site"),
            Visit.technician_id,
            Visit.start_at,
            Visit.end_at,
            Visit.finished_at,
            Visit.state,
            WorkOrder.priority,
            WorkOrder.kind,
            skills_column().label("skills"),
            WorkOrder.window_start_at,
            WorkOrder.window_end_at,
            WorkOrder.due_at,
            Visit.double_booked,
            _crew_size().label("crew_size"),
            (WorkOrder.safety_notes != "").label("is_hazardous"),
        )
        .join(WorkOrder, WorkOrder.id == Visit.work_order_id)
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(Site, Site.id == WorkOrder.site_id)
        # An index on the start finds them: nothing that touches the window began longer ago.
        .where(Visit.start_at < window.end, Visit.start_at > window.start - timedelta(days=LONGEST_DAYS))
        .where(Visit.end_at > window.start, Visit.state.not_in(NOT_PLACED))
        .order_by(Visit.start_at, Visit.id)
    )
    visits = (_visit(row) for row in work.session.execute(query))
    return tuple(visit for visit in visits if visit.end_at > window.start)


def _visit(row: Any) -> BoardVisit:
    values = dict(row._mapping)
    finished = values.pop("finished_at")
    if values["state"] in _FINISHED and finished is not None:
        values["end_at"] = min(values["end_at"], max(finished, values["start_at"] + _SHORTEST))
    values["skills"] = skills_of(values["skills"])
    values["crew_size"] = max(1, values["crew_size"])
    return BoardVisit(**values)
