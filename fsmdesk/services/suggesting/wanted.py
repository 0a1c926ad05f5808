"""The job that somebody is looked for, read for the planning."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.links import NO_LINKS
from fsmdesk.core.states import MOVABLE, OPEN_STATES, VisitState, WorkOrderState
from fsmdesk.core.terms import Priority
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.db.plain_sql import instant_or_none
from fsmdesk.planning.people import PlannedJob
from fsmdesk.planning.travel import Point, point_of
from fsmdesk.services.dispatch.board_links import read_links
from fsmdesk.services.dispatch.board_skills import skills_of, skills_sql
from fsmdesk.services.promises.promising import promise_for, with_typed
from fsmdesk.services.suggesting.messages import JobInMind

_JOB: Final = """
SELECT work_order.number, work_order.title, work_order.state, work_order.priority, work_order.duration_minutes,
    work_order.window_start_at, work_order.window_end_at,
    coalesce(work_order.respond_by_at, work_order.due_at), work_order.customer_id, work_order.equipment_id,
    customer.name, customer.credit_hold, site.latitude_micro, site.longitude_micro, {skills},
    visit.id, visit.state, visit.duration_minutes, visit.start_at, visit.technician_id, visit.is_time_pinned,
    visit.is_technician_pinned
FROM work_order
LEFT JOIN visit ON visit.id = :visit AND visit.work_order_id = work_order.id
LEFT JOIN customer ON customer.id = work_order.customer_id
LEFT JOIN site ON site.id = work_order.site_id
WHERE work_order.id = :job"""
_CUSTOMER: Final = "SELECT name, credit_hold FROM customer WHERE id = :customer"
_SITE: Final = "SELECT latitude_micro, longitude_micro FROM site WHERE id = :site"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The job for the planning, and what screens and further queries want to know of it."""

    job: PlannedJob
    number: int | None = None
    title: str = ""
    customer: str = ""
    customer_id: int | None = None
    equipment_id: int | None = None
    work_order_id: int | None = None


def wanted_of(work: Reading, work_order_id: int, visit_id: int | None) -> Wanted:
    """A job that is stored, or one visit of it; two queries.

    Raises:
        RuleBroken: it is gone, over, or somebody is on the way.
    """
    skills = skills_sql(work.is_sqlite)
    found = work.rows(_JOB.format(skills=skills), job=work_order_id, visit=visit_id or 0)
    if not found or (visit_id is not None and found[0][15] is None):
        raise RuleBroken(tr("This record is gone."))
    row = found[0]
    _require_open(WorkOrderState(row[2]), None if row[16] is None else VisitState(row[16]))
    has_place = row[18] is not None
    job = PlannedJob(
        duration_minutes=row[4] if row[17] is None else row[17],
        priority=Priority(row[3]),
        point=point_of(row[12], row[13]),
        skills=skills_of(row[14]),
        window=_window(instant_or_none(row[5]), instant_or_none(row[6])),
        due_at=instant_or_none(row[7]),
        only_technician_id=row[19] if has_place and row[21] else None,
        only_start_at=instant_or_none(row[18]) if has_place and row[20] else None,
        moved=row[15],
        links=read_links(work, work_order_id).get(work_order_id, NO_LINKS),
        on_hold=row[10] if row[11] else "",
    )
    return Wanted(job, row[0], row[1], row[10] or "", row[8], row[9], work_order_id)


def wanted_in_mind(work: Reading, mind: JobInMind) -> Wanted:
    """A job that is only spoken about, with what would be promised for it if it were taken now."""
    customer: tuple[Any, ...] = ("", False)
    if mind.customer_id is not None:
        customer = next(iter(work.rows(_CUSTOMER, customer=mind.customer_id)), customer)
    promise = with_typed(promise_for(work, mind.priority, mind.customer_id, work.now), mind.due_at)
    job = PlannedJob(
        duration_minutes=mind.duration_minutes,
        priority=mind.priority,
        point=_site_point(work, mind.site_id),
        skills=mind.skills,
        window=_window(mind.window_start_at, mind.window_end_at),
        due_at=promise.respond_by_at or promise.finish_by_at,
        on_hold=customer[0] if customer[1] else "",
    )
    return Wanted(job, None, "", customer[0], mind.customer_id, mind.equipment_id)


def _site_point(work: Reading, site_id: int | None) -> Point | None:
    found = work.rows(_SITE, site=site_id) if site_id is not None else []
    return point_of(*found[0]) if found else None


def _require_open(state: WorkOrderState, visit_state: VisitState | None) -> None:
    if state not in OPEN_STATES:
        words = tr("A job that is {state} needs nobody any more.")
        raise RuleBroken(words.format(state=state.label.lower()), "state")
    if visit_state is not None and visit_state not in MOVABLE:
        words = tr("A visit that is {state} can't be moved.")
        raise RuleBroken(words.format(state=visit_state.label.lower()), "state")


def _window(start: datetime | None, end: datetime | None) -> Span | None:
    return Span(start, end) if start is not None and end is not None and start < end else None
