"""Who has been at a machine or a customer before."""

from datetime import timedelta
from typing import Any, Final

from fsmdesk.core.states import VisitState
from fsmdesk.core.times import wall_minute
from fsmdesk.db.database import Reading
from fsmdesk.db.plain_sql import instant_or_none
from fsmdesk.planning.people import Acquaintance
from fsmdesk.services.suggesting.wanted import Wanted
from fsmdesk.services.the_company import formats_of, the_company

# Further back somebody remembers little, and large customers have tens of thousands of jobs.
_REMEMBERED: Final = timedelta(days=2 * 365)
_QUERY: Final = f"""
SELECT visit.technician_id, count(*), max(visit.start_at),
    sum(CASE WHEN work_order.equipment_id = :machine THEN 1 ELSE 0 END),
    max(CASE WHEN work_order.equipment_id = :machine THEN visit.start_at END)
FROM work_order JOIN visit ON visit.work_order_id = work_order.id
WHERE {{}} AND work_order.requested_at > :since AND work_order.id <> :job
    AND visit.state IN ('{VisitState.DONE.value}', '{VisitState.PARTLY_DONE.value}')
GROUP BY visit.technician_id"""  # noqa: S608 - words of our own


def acquaintances(work: Reading, wanted: Wanted) -> dict[int, Acquaintance]:
    """Technicians who were there in the last two years, by id; one query."""
    values: dict[str, Any] = {
        "machine": wanted.equipment_id or 0,
        "since": work.now - _REMEMBERED,
        "job": wanted.work_order_id or 0,
    }
    if wanted.customer_id is not None:
        rows = work.rows(
            _QUERY.format("work_order.customer_id = :customer"), **values, customer=wanted.customer_id
        )
    elif wanted.equipment_id is not None:
        rows = work.rows(_QUERY.format("work_order.equipment_id = :machine"), **values)
    else:
        return {}
    zone = formats_of(the_company(work)).zone
    known = {}
    for technician_id, visits, last_at, machine_visits, machine_last_at in rows:
        last = instant_or_none(machine_last_at if machine_visits else last_at)
        last_on = wall_minute(last, zone)[0] if last is not None else None
        known[technician_id] = Acquaintance(int(machine_visits), visits, last_on)
    return known
