"""What was done on a job when it is complete: nobody types again what went as planned."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import select

from fsmdesk.core.money import half_up
from fsmdesk.core.terms import LineKind
from fsmdesk.db.database import Writing
from fsmdesk.models import Visit, WorkOrder, WorkOrderLine
from fsmdesk.services.visit_steps import visits_of

# Labour is sold by the quarter of an hour.
_QUARTER_MILLI: Final = 250
_HOURS: Final = frozenset({"h", "hr", "hrs", "hour", "hours"})


def take_as_done(work: Writing, work_order: WorkOrder) -> None:
    """Lines that nobody has reported on are done as planned.

    The one line of labour by the hour that was not planned either, if there is exactly one, is done with
    the time that technicians were on site, to the nearest quarter of an hour, at least one.
    """
    query = select(WorkOrderLine).where(WorkOrderLine.work_order_id == work_order.id)
    lines = list(work.session.scalars(query))
    untouched = [line for line in lines if line.done_milli == 0]
    for line in untouched:
        line.done_milli = line.planned_milli
    unplanned = [line for line in untouched if _is_hours(line) and line.planned_milli == 0]
    if len(unplanned) == 1:
        unplanned[0].done_milli = hours_on_site(visits_of(work, work_order))
    work.session.flush()


def hours_on_site(visits: Iterable[Visit]) -> int:
    """Thousandths of hours between arriving and finishing, in quarters of an hour; 0 if nothing was stamped."""
    seconds = sum(
        int((visit.finished_at - visit.arrived_at).total_seconds())
        for visit in visits
        if visit.arrived_at is not None and visit.finished_at is not None
    )
    if seconds <= 0:
        return 0
    return max(1, half_up(seconds, 900)) * _QUARTER_MILLI


def _is_hours(line: WorkOrderLine) -> bool:
    return line.kind is LineKind.LABOUR and line.unit.strip().rstrip(".").lower() in _HOURS
