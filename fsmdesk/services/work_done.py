"""What was done on a job when it is complete: nobody types again what went as planned."""

from sqlalchemy import select

from fsmdesk.core.terms import HELD_BACK
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder, WorkOrderLine
from fsmdesk.services.time_sheets.labour_lines import awaits_time, bill_labour, follow_time


def take_as_done(work: Writing, work_order: WorkOrder) -> None:
    """Labour is the time that was worked where it is plain on which line; other lines that nobody has reported
    on are done as planned.
    """
    if awaits_time(work, work_order):
        bill_labour(work, work_order)
    else:
        follow_time(work, work_order)
    query = select(WorkOrderLine).where(
        WorkOrderLine.work_order_id == work_order.id,
        WorkOrderLine.done_milli == 0,
        ~WorkOrderLine.follows_time,
        WorkOrderLine.approval.not_in(HELD_BACK),
    )
    for line in work.session.scalars(query):
        line.done_milli = line.planned_milli
    work.session.flush()
