"""Putting a job's time on its lines."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder
from fsmdesk.services.records import hold
from fsmdesk.services.registry import handles
from fsmdesk.services.the_company import the_company
from fsmdesk.services.time_sheets.editing import require_open_time, tell_screens
from fsmdesk.services.time_sheets.labour_lines import bill_labour, shares_of
from fsmdesk.services.time_sheets.messages import BillTime
from fsmdesk.services.time_sheets.sums import day_sums, spent_on


@handles(BillTime)
def bill_time(work: Writing, command: BillTime) -> list[int]:
    """Each technician's time is on a line of labour that follows it."""
    order = hold(work, WorkOrder, command.work_order_id)
    require_open_time(work, order)
    if not shares_of(the_company(work), day_sums(work, spent_on(work, order.id))):
        raise RuleBroken(tr("Nobody has worked on this job yet: there is no time to put on lines."), "time")
    lines = bill_labour(work, order)
    if not lines:
        words = tr(
            "The price book has no labour that is sold by the hour. Add it there first, with the unit h."
        )
        raise RuleBroken(words, "lines")
    tell_screens(work, order)
    return [line.id for line in lines]
