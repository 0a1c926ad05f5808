"""From when on what was recorded on a job is kept as it is."""

from typing import Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import BILLED_STATES, WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder
from fsmdesk.services.records import hold

_LOCKED: Final = BILLED_STATES | {WorkOrderState.CANCELLED, WorkOrderState.DECLINED}


def lock_words(order: WorkOrder) -> str:
    """Why nothing can be changed; empty while it can."""
    if order.state in _LOCKED:
        return tr("This job is {state}: it is kept as it is.").format(state=order.state.label.lower())
    return ""


def refuse_locked(work: Writing, work_order_id: int) -> None:
    """The job is held; nothing else happens while it can be changed.

    Raises:
        RuleBroken: it is billed, closed, cancelled or declined, or gone.
    """
    words = lock_words(hold(work, WorkOrder, work_order_id))
    if words:
        raise RuleBroken(words)
