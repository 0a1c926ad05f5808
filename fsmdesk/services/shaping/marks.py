"""Marks of visits and jobs on the board: pinned, confirmed, coloured, parts missing."""

import re
from typing import Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder
from fsmdesk.services.dispatch.deriving import require_open
from fsmdesk.services.records import assign, find_seen
from fsmdesk.services.registry import handles
from fsmdesk.services.shaping.arranging import ask_all, hold_visits, require_movable
from fsmdesk.services.shaping.messages import ConfirmVisits, MarkJob, PinVisits

_COLOUR: Final = re.compile(r"(#[0-9a-f]{6})?")


@handles(PinVisits)
def pin_visits(work: Writing, command: PinVisits) -> None:
    """Exactly what the command says is pinned."""
    held = hold_visits(work, command.visits)
    ask_all(work, held, require_movable)
    for one in held:
        assign(one.visit, is_time_pinned=command.time, is_technician_pinned=command.technician)


@handles(ConfirmVisits)
def confirm_visits(work: Writing, command: ConfirmVisits) -> None:
    """The visits are confirmed from now on, or not any more; who was confirmed before keeps the first time."""
    held = hold_visits(work, command.visits)
    ask_all(work, held, require_movable)
    for one in held:
        if (one.visit.confirmed_at is not None) is not command.is_confirmed:
            one.visit.confirmed_at = work.now if command.is_confirmed else None


@handles(MarkJob)
def mark_job(work: Writing, command: MarkJob) -> None:
    """The job is marked as the command says."""
    work_order = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    require_open(work_order)
    colour = command.colour.lower()
    if not _COLOUR.fullmatch(colour):
        raise RuleBroken(tr("A colour is # and six digits or letters from a to f."), "colour")
    assign(work_order, colour=colour, is_missing_parts=command.is_missing_parts)
