"""What jobs depend on, and what depends on them, as far as it is still open; one query."""

from collections import defaultdict
from typing import Final

from fsmdesk.core.links import Link, Links
from fsmdesk.core.states import OPEN_STATES, VisitState
from fsmdesk.db.plain_sql import PlainReading, instant_or_none

_OPEN: Final = ", ".join(f"'{state.value}'" for state in sorted(OPEN_STATES))
_NOT_PLACED: Final = f"'{VisitState.UNPLACED.value}', '{VisitState.CANCELLED.value}'"
# A job of which a part still waits for a place has no end.
_ENDS: Final = f"""(SELECT CASE WHEN min(CASE WHEN visit.state = '{VisitState.UNPLACED.value}' THEN 0 ELSE 1 END) = 1
    THEN max(visit.end_at) END FROM visit
    WHERE visit.work_order_id = earlier.id AND visit.state <> '{VisitState.CANCELLED.value}')"""  # noqa: S608 - our own words
_BEGINS: Final = f"""(SELECT min(visit.start_at) FROM visit
    WHERE visit.work_order_id = later.id AND visit.state NOT IN ({_NOT_PLACED}))"""  # noqa: S608 - our own words
_QUERY: Final = f"""
SELECT earlier.id, earlier.number, {_ENDS}, later.id, later.number, {_BEGINS}
FROM work_order_dependency AS tie
JOIN work_order AS earlier ON earlier.id = tie.needs_id
JOIN work_order AS later ON later.id = tie.work_order_id
WHERE earlier.state IN ({_OPEN}) AND later.state IN ({_OPEN}){{}}
ORDER BY earlier.number, later.number"""  # noqa: S608 - our own words


def read_links(work: PlainReading, work_order_id: int | None = None) -> dict[int, Links]:
    """The open links by job; those of one job if it is named. A job without any is left out."""
    if work_order_id is None:
        rows = work.rows(_QUERY.format(""))
    else:
        rows = work.rows(_QUERY.format(" AND (earlier.id = :job OR later.id = :job)"), job=work_order_id)
    waits: dict[int, list[Link]] = defaultdict(list)
    awaited: dict[int, list[Link]] = defaultdict(list)
    for earlier, earlier_number, ends_at, later, later_number, begins_at in rows:
        waits[later].append(Link(earlier_number, instant_or_none(ends_at)))
        awaited[earlier].append(Link(later_number, instant_or_none(begins_at)))
    return {job: Links(tuple(waits[job]), tuple(awaited[job])) for job in {*waits, *awaited}}
