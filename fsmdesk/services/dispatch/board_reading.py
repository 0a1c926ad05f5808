"""Reading the board: columns, not records, from eight queries however many rows there are.

In plain SQL, since a window shows the board before SQLAlchemy is loaded.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.links import NO_LINKS, Links
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.words import tr
from fsmdesk.db.guards.bookings import LONGEST_DAYS
from fsmdesk.db.plain_sql import PlainReading, instant, instant_or_none
from fsmdesk.planning.travel import point_of
from fsmdesk.services.dispatch.board_jobs import jobs_of, read_job_rows
from fsmdesk.services.dispatch.board_links import read_links
from fsmdesk.services.dispatch.board_rows import Window, read_technicians, window_of
from fsmdesk.services.dispatch.board_rules import read_rules
from fsmdesk.services.dispatch.board_skills import skills_of, skills_sql
from fsmdesk.services.dispatch.messages import BoardDay, BoardFields, BoardView, BoardVisit
from fsmdesk.services.registry import answers
from fsmdesk.services.setup.company_reading import office_hours

MAX_DAYS: Final = 62
_FINISHED: Final = frozenset({VisitState.DONE, VisitState.PARTLY_DONE})
# What was done before its planned time began takes none of it; it is still to be seen and clicked.
_SHORTEST: Final = timedelta(minutes=15)


@answers(BoardDay)
def board_day(work: PlainReading, query: BoardDay) -> BoardView:
    """The board of some days."""
    if not 1 <= query.day_count <= MAX_DAYS:
        words = tr("The board shows between 1 and {days} days.")
        raise RuleBroken(words.format(days=MAX_DAYS), "day_count")
    company = office_hours(work)
    window = window_of(query.day, query.day_count, company)
    rows, job_rows, links = _read_rows(work, window), read_job_rows(work), read_links(work)
    visits = _visits(rows, window, links)
    jobs, job_count = jobs_of(job_rows, links)
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
        rules=read_rules(work),
        fields=BoardFields(company.board_label, company.board_tooltip, company.version),
    )


def _read_rows(work: PlainReading, window: Window) -> list[tuple[Any, ...]]:
    # An index on the start finds them: nothing that touches the window began longer ago.
    earliest = window.start - timedelta(days=LONGEST_DAYS)
    return work.rows(_query(work.is_sqlite), earliest=earliest, start=window.start, end=window.end)


def _visits(
    rows: list[tuple[Any, ...]], window: Window, links: Mapping[int, Links]
) -> tuple[BoardVisit, ...]:
    visits = (_visit(row, links.get(row[2], NO_LINKS)) for row in rows)
    return tuple(visit for visit in visits if visit.end_at > window.start)


def _query(is_sqlite: bool) -> str:
    """The states are asked for by what they are not: a list of states would tempt SQLite to read all visits."""
    return f"""
SELECT visit.id, visit.version, visit.work_order_id, work_order.version, work_order.number,
    coalesce(customer.name, ''), work_order.title, coalesce(site.name, ''), visit.technician_id,
    visit.start_at, visit.end_at, visit.finished_at, visit.state, work_order.priority, work_order.kind,
    {skills_sql(is_sqlite)}, work_order.window_start_at, work_order.window_end_at, work_order.due_at,
    visit.double_booked, work_order.safety_notes <> '',
    (SELECT count(*) FROM visit AS mate
     WHERE mate.crew_key = visit.crew_key AND mate.state <> '{VisitState.CANCELLED.value}') AS crew_size,
    site.latitude_micro, site.longitude_micro, coalesce(site.region, ''), visit.en_route_at, visit.arrived_at,
    visit.travel_minutes, visit.crew_key, visit.series_key, work_order.colour, visit.is_time_pinned,
    visit.is_technician_pinned, visit.is_helper, visit.confirmed_at IS NOT NULL, work_order.is_missing_parts,
    customer.credit_hold,
    CASE WHEN work_order.respond_by_at IS NULL OR EXISTS (
        SELECT 1 FROM visit AS begun WHERE begun.work_order_id = work_order.id AND begun.arrived_at IS NOT NULL
    ) THEN NULL ELSE work_order.respond_by_at END, work_order.customer_id
FROM visit
JOIN work_order ON work_order.id = visit.work_order_id
LEFT JOIN customer ON customer.id = work_order.customer_id
LEFT JOIN site ON site.id = work_order.site_id
WHERE visit.start_at < :end AND visit.start_at > :earliest AND visit.end_at > :start
    AND visit.state NOT IN ('{VisitState.UNPLACED.value}', '{VisitState.CANCELLED.value}')
ORDER BY visit.start_at, visit.id"""  # noqa: S608 - words of our own closed lists


def _visit(row: tuple[Any, ...], links: Links) -> BoardVisit:
    state, start_at, end_at = VisitState(row[12]), instant(row[9]), instant(row[10])
    finished_at = instant_or_none(row[11])
    if state in _FINISHED and finished_at is not None:
        end_at = min(end_at, max(finished_at, start_at + _SHORTEST))
    return BoardVisit(
        id=row[0],
        version=row[1],
        work_order_id=row[2],
        work_order_version=row[3],
        number=row[4],
        customer=row[5],
        title=row[6],
        site=row[7],
        technician_id=row[8],
        start_at=start_at,
        end_at=end_at,
        state=state,
        priority=Priority(row[13]),
        kind=JobKind(row[14]),
        skills=skills_of(row[15]),
        window_start_at=instant_or_none(row[16]),
        window_end_at=instant_or_none(row[17]),
        due_at=instant_or_none(row[18]),
        double_booked=bool(row[19]),
        crew_size=max(1, row[21]),
        is_hazardous=bool(row[20]),
        point=point_of(row[22], row[23]),
        region=row[24],
        en_route_at=instant_or_none(row[25]),
        arrived_at=instant_or_none(row[26]),
        finished_at=finished_at,
        travel_minutes=row[27],
        crew_key=row[28],
        series_key=row[29],
        colour=row[30],
        is_time_pinned=bool(row[31]),
        is_technician_pinned=bool(row[32]),
        is_helper=bool(row[33]),
        is_confirmed=bool(row[34]),
        is_missing_parts=bool(row[35]),
        customer_id=row[38],
        is_on_credit_hold=bool(row[36]),
        links=links,
        respond_by_at=instant_or_none(row[37]),
    )
