"""The work beside the board: what waits for a place, and what has one and would like an earlier one."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from fsmdesk.core.links import NO_LINKS, Links
from fsmdesk.core.states import DERIVED, VisitState, WorkOrderState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.db.plain_sql import PlainReading, instant_or_none
from fsmdesk.planning.travel import point_of
from fsmdesk.services.dispatch.board_skills import skills_of, skills_sql
from fsmdesk.services.dispatch.messages import BoardJob

MAX_JOBS: Final = 500

_ON_ITS_WAY: Final = ", ".join(f"'{state.value}'" for state in sorted(DERIVED))
_STILL_TO_COME: Final = f"'{VisitState.PLANNED.value}', '{VisitState.DISPATCHED.value}'"
# Each unplaced visit, and each approved job without one: nobody has planned it yet, or what was there left
# something over. Jobs in a list that keeps their place are there with the visits that are still to come.
_WAITING: Final = f"""
SELECT visit.work_order_id, visit.id AS visit_id, visit.version AS visit_version, visit.duration_minutes,
    visit.start_at AS placed_at, visit.technician_id
FROM visit JOIN work_order ON work_order.id = visit.work_order_id
WHERE visit.state = '{VisitState.UNPLACED.value}' AND work_order.state IN ({_ON_ITS_WAY})
UNION ALL
SELECT work_order.id, CAST(NULL AS BIGINT), 0, work_order.duration_minutes, NULL, CAST(NULL AS BIGINT)
FROM work_order
WHERE work_order.state = '{WorkOrderState.APPROVED.value}' AND NOT EXISTS (
    SELECT 1 FROM visit
    WHERE visit.work_order_id = work_order.id AND visit.state = '{VisitState.UNPLACED.value}')
UNION ALL
SELECT visit.work_order_id, visit.id, visit.version, visit.duration_minutes, visit.start_at, visit.technician_id
FROM waiting_list
JOIN work_order ON work_order.waiting_list_id = waiting_list.id
JOIN visit ON visit.work_order_id = work_order.id
WHERE waiting_list.keeps_place AND visit.state IN ({_STILL_TO_COME})
"""  # noqa: S608 - words of our own closed lists


JobRow = tuple[Any, ...]


def read_job_rows(work: PlainReading) -> list[JobRow]:
    """The most urgent unscheduled work; one query."""
    return work.rows(_query(work.is_sqlite), most=MAX_JOBS)


def jobs_of(rows: Collection[JobRow], links: Mapping[int, Links]) -> tuple[tuple[BoardJob, ...], int]:
    """The jobs of such rows, and how many there are in all. `links` are by job."""
    jobs = tuple(_job(row, links.get(row[0], NO_LINKS)) for row in rows)
    return jobs, next((row[-1] for row in rows), 0)


def _query(is_sqlite: bool) -> str:
    return f"""
SELECT work_order.id, work_order.version, waiting.visit_id, waiting.visit_version, work_order.number,
    coalesce(customer.name, ''), work_order.title, coalesce(site.name, ''), work_order.priority,
    work_order.kind, work_order.due_at, work_order.window_start_at, work_order.window_end_at,
    waiting.duration_minutes, {skills_sql(is_sqlite)}, work_order.safety_notes <> '',
    site.latitude_micro, site.longitude_micro, coalesce(site.region, ''), work_order.colour,
    work_order.is_missing_parts, customer.credit_hold, work_order.waiting_list_id, waiting.placed_at,
    waiting.technician_id, work_order.customer_id, work_order.is_urgent, count(*) OVER ()
FROM work_order
JOIN ({_WAITING}) AS waiting ON waiting.work_order_id = work_order.id
LEFT JOIN customer ON customer.id = work_order.customer_id
LEFT JOIN site ON site.id = work_order.site_id
ORDER BY work_order.priority, work_order.is_urgent DESC, work_order.due_at ASC NULLS LAST, work_order.requested_at,
    work_order.id, waiting.visit_id
LIMIT :most"""  # noqa: S608 - nothing in it comes from outside


def _job(row: JobRow, links: Links) -> BoardJob:
    return BoardJob(
        work_order_id=row[0],
        work_order_version=row[1],
        visit_id=row[2],
        visit_version=row[3],
        number=row[4],
        customer=row[5],
        title=row[6],
        site=row[7],
        priority=Priority(row[8]),
        kind=JobKind(row[9]),
        due_at=instant_or_none(row[10]),
        window_start_at=instant_or_none(row[11]),
        window_end_at=instant_or_none(row[12]),
        duration_minutes=row[13],
        skills=skills_of(row[14]),
        is_hazardous=bool(row[15]),
        point=point_of(row[16], row[17]),
        region=row[18],
        colour=row[19],
        is_missing_parts=bool(row[20]),
        customer_id=row[25],
        is_urgent=bool(row[26]),
        is_on_credit_hold=bool(row[21]),
        waiting_list_id=row[22],
        placed_at=instant_or_none(row[23]),
        technician_id=row[24],
        links=links,
    )
