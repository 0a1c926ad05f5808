"""What a technician says about an own job."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import DERIVED
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder
from fsmdesk.services.my_day.messages import ReportJob
from fsmdesk.services.permits import permit_own_job
from fsmdesk.services.records import assign, cleaned, find_seen
from fsmdesk.services.registry import handles


@handles(ReportJob)
def report_job(work: Writing, command: ReportJob) -> None:
    """Cause, fix and notes for the customer are those of the command."""
    permit_own_job(work, command.work_order_id)
    order = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    if order.state not in DERIVED:
        words = tr("Job {number} is {state}: only the office changes it now.")
        raise RuleBroken(words.format(number=order.number, state=order.state.label.lower()), "state")
    assign(order, **cleaned(command, texts=("cause", "fix", "customer_notes")))
