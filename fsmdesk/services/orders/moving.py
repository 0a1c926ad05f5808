"""Moves of a work order that a person makes by name: cancel, reopen, complete, close."""

from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder
from fsmdesk.services.moves import change_state
from fsmdesk.services.orders.messages import MoveWorkOrder
from fsmdesk.services.records import find_seen
from fsmdesk.services.registry import handles


@handles(MoveWorkOrder)
def move_work_order(work: Writing, command: MoveWorkOrder) -> None:
    """The work order made the move, if it is a declared one and nothing it requires is missing."""
    order = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    change_state(work, order, command.after, command.reason)
