"""Moves of a work order that a person makes by name: cancel, reopen, complete, close."""

from collections.abc import Sequence

from fsmdesk.core.states import WorkOrderState, find_move
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import ChangeLog, WorkOrder
from fsmdesk.services.moves import change_state
from fsmdesk.services.orders.messages import MoveWorkOrder
from fsmdesk.services.permits import permit
from fsmdesk.services.records import find_seen
from fsmdesk.services.registry import handles, rechecks


@handles(MoveWorkOrder)
def move_work_order(work: Writing, command: MoveWorkOrder) -> None:
    """The work order made the move, if it is a declared one and nothing it requires is missing."""
    order = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    change_state(work, order, command.after, command.reason)


@rechecks(MoveWorkOrder)
def permit_taking_back(work: Reading, entries: Sequence[ChangeLog]) -> None:
    """Who takes a move back may make it."""
    for entry in entries:
        before, after = entry.before or {}, entry.after or {}
        if entry.table_name == WorkOrder.__tablename__ and "state" in before and "state" in after:
            move = find_move(WorkOrderState(str(before["state"])), WorkOrderState(str(after["state"])))
            if move is not None:
                permit(work.actor.role, move.needs)
