"""Taking visits off the board: back to a list, or cancelled."""

from collections.abc import Iterable

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import VISIT_MOVES, VisitState
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import WaitingList
from fsmdesk.services.dispatch.deriving import follow_visits, require_open
from fsmdesk.services.dispatch.judging import drop_idle_marks, hold_technicians, planned_span
from fsmdesk.services.dispatch.placing import take_off
from fsmdesk.services.records import assign, find
from fsmdesk.services.registry import handles
from fsmdesk.services.shaping.arranging import Held, ask_all, hold_visits, require_movable
from fsmdesk.services.shaping.messages import CancelVisits, UnplaceVisits
from fsmdesk.services.visit_steps import step_visit


@handles(UnplaceVisits)
def unplace_visits(work: Writing, command: UnplaceVisits) -> None:
    """The visits wait in the list that the command names."""
    if command.waiting_list_id is not None:
        find(work, WaitingList, command.waiting_list_id)
    held = hold_visits(work, command.visits)
    ask_all(work, held, require_movable)
    _hold_rows(work, held)
    for one in held:
        take_off(work, one.visit)
        if not command.keeps_list:
            assign(one.work_order, waiting_list_id=command.waiting_list_id)
        follow_visits(work, one.work_order)


@handles(CancelVisits)
def cancel_visits(work: Writing, command: CancelVisits) -> None:
    """The visits are cancelled, and what they kept free is free."""
    reason = clean_text(command.reason, "reason", multiline=True, label=tr("Reason"))
    held = hold_visits(work, command.visits)
    ask_all(work, held, _require_cancellable)
    _hold_rows(work, held)
    for one in held:
        left = planned_span(one.visit)
        step_visit(work, one.visit, VisitState.CANCELLED, reason)
        drop_idle_marks(work, left)
        follow_visits(work, one.work_order)


def _hold_rows(work: Writing, held: Iterable[Held]) -> None:
    """Visits that stay behind are looked at anew, so nobody else plans in these rows meanwhile."""
    rows = (one.visit.technician_id for one in held)
    hold_technicians(work, [technician_id for technician_id in rows if technician_id is not None])


def _require_cancellable(held: Held) -> None:
    require_open(held.work_order)
    if (held.visit.state, VisitState.CANCELLED) not in VISIT_MOVES:
        words = tr("A visit that is {before} can't become {after}.")
        text = words.format(before=held.visit.state.label.lower(), after=VisitState.CANCELLED.label.lower())
        raise RuleBroken(text, "state")
