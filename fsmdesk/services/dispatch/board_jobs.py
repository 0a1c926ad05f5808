"""The work beside the board that waits for a place."""

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Integer, Select, exists, func, literal, null, select, union_all

from fsmdesk.core.states import DERIVED, VisitState, WorkOrderState
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, Site, Visit, WorkOrder
from fsmdesk.models.columns import BigId
from fsmdesk.services.dispatch.job_skills import skills_column, skills_of
from fsmdesk.services.dispatch.messages import BoardJob

if TYPE_CHECKING:
    _AnySelect = Select[*tuple[Any, ...]]

MAX_JOBS: Final = 500


def read_jobs(work: Reading) -> tuple[tuple[BoardJob, ...], int]:
    """The most urgent unscheduled work, and how much there is in all; one query.

    That is each unplaced visit, and each approved job without one: nobody has planned it yet, or what was
    there left something over.
    """
    waiting = union_all(_unplaced_visits(), _approved_without_visit()).subquery()
    query = (
        select(
            WorkOrder.id.label("work_order_id"),
            WorkOrder.version.label("work_order_version"),
            waiting.c.visit_id,
            waiting.c.visit_version,
            WorkOrder.number,
            func.coalesce(Customer.name, "").label("customer"),
            WorkOrder.title,
            func.coalesce(Site.name, "").label("site"),
            WorkOrder.priority,
            WorkOrder.kind,
            WorkOrder.due_at,
            WorkOrder.window_start_at,
            WorkOrder.window_end_at,
            waiting.c.duration_minutes,
            skills_column().label("skills"),
            (WorkOrder.safety_notes != "").label("is_hazardous"),
            func.count().over().label("job_count"),
        )
        .join(waiting, waiting.c.work_order_id == WorkOrder.id)
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(Site, Site.id == WorkOrder.site_id)
        .order_by(
            WorkOrder.priority,
            WorkOrder.due_at.asc().nulls_last(),
            WorkOrder.requested_at,
            WorkOrder.id,
            waiting.c.visit_id,
        )
        .limit(MAX_JOBS)
    )
    rows = work.session.execute(query).all()
    return tuple(_job(row) for row in rows), rows[0].job_count if rows else 0


def _unplaced_visits() -> "_AnySelect":
    return (
        select(
            Visit.work_order_id,
            Visit.id.label("visit_id"),
            Visit.version.label("visit_version"),
            Visit.duration_minutes,
        )
        .join(WorkOrder, WorkOrder.id == Visit.work_order_id)
        .where(Visit.state == VisitState.UNPLACED, WorkOrder.state.in_(DERIVED))
    )


def _approved_without_visit() -> "_AnySelect":
    has_one = exists().where(Visit.work_order_id == WorkOrder.id, Visit.state == VisitState.UNPLACED)
    return select(
        WorkOrder.id,
        null().cast(BigId),
        literal(0, Integer),
        WorkOrder.duration_minutes,
    ).where(WorkOrder.state == WorkOrderState.APPROVED, ~has_one)


def _job(row: Any) -> BoardJob:
    values = dict(row._mapping)
    del values["job_count"]
    values["skills"] = skills_of(values["skills"])
    return BoardJob(**values)
