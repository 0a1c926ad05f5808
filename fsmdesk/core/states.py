"""States of work orders and visits, and the moves between them: each table readable in one look."""

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr


class WorkOrderState(StrEnum):
    """Where a job stands, from the first call to the archive."""

    REQUESTED = "requested"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    DISPATCHED = "dispatched"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    WAITING = "waiting"
    COMPLETE = "complete"
    REVIEWED = "reviewed"
    INVOICED = "invoiced"
    CLOSED = "closed"
    DECLINED = "declined"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return tr(self.value.replace("_", " ").capitalize())


class VisitState(StrEnum):
    """Where one technician's visit stands."""

    UNPLACED = "unplaced"
    PLANNED = "planned"
    DISPATCHED = "dispatched"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    WAITING = "waiting"
    DONE = "done"
    PARTLY_DONE = "partly_done"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return tr(self.value.replace("_", " ").capitalize())


class Requirement(StrEnum):
    """What a move asks for; `closeout` and `billing` check these."""

    REASON = "reason"
    CUSTOMER = "customer"
    VISIT_DONE = "visit done"
    KIND = "what its kind of work asks for"
    LINES = "lines"


class Move(NamedTuple):
    """One allowed move: from where, to where, who may make it, and what it requires."""

    before: WorkOrderState
    after: WorkOrderState
    needs: Permission
    requires: tuple[Requirement, ...] = ()


_W = WorkOrderState
_P = Permission
_R = Requirement

# Moves made by a person. Between APPROVED and WAITING the state follows the visits (`derived_state`).
WORK_ORDER_MOVES: tuple[Move, ...] = (
    Move(_W.REQUESTED, _W.APPROVED, _P.APPROVE_REQUESTS),
    Move(_W.REQUESTED, _W.DECLINED, _P.APPROVE_REQUESTS, (_R.REASON,)),
    Move(_W.DECLINED, _W.REQUESTED, _P.APPROVE_REQUESTS),
    Move(_W.REQUESTED, _W.CANCELLED, _P.EDIT_WORK_ORDERS, (_R.REASON,)),
    Move(_W.APPROVED, _W.CANCELLED, _P.EDIT_WORK_ORDERS, (_R.REASON,)),
    Move(_W.SCHEDULED, _W.CANCELLED, _P.EDIT_WORK_ORDERS, (_R.REASON,)),
    Move(_W.DISPATCHED, _W.CANCELLED, _P.EDIT_WORK_ORDERS, (_R.REASON,)),
    Move(_W.WAITING, _W.CANCELLED, _P.EDIT_WORK_ORDERS, (_R.REASON,)),
    Move(_W.CANCELLED, _W.APPROVED, _P.EDIT_WORK_ORDERS, (_R.REASON,)),
    Move(_W.APPROVED, _W.COMPLETE, _P.COMPLETE_WORK, (_R.VISIT_DONE, _R.KIND)),
    Move(_W.SCHEDULED, _W.COMPLETE, _P.COMPLETE_WORK, (_R.VISIT_DONE, _R.KIND)),
    Move(_W.ON_SITE, _W.COMPLETE, _P.COMPLETE_WORK, (_R.VISIT_DONE, _R.KIND)),
    Move(_W.WAITING, _W.COMPLETE, _P.COMPLETE_WORK, (_R.VISIT_DONE, _R.KIND)),
    Move(_W.COMPLETE, _W.REVIEWED, _P.REVIEW_WORK, (_R.CUSTOMER, _R.LINES)),
    Move(_W.COMPLETE, _W.APPROVED, _P.REVIEW_WORK, (_R.REASON,)),
    Move(_W.REVIEWED, _W.COMPLETE, _P.REVIEW_WORK, (_R.REASON,)),
    Move(_W.REVIEWED, _W.INVOICED, _P.ISSUE_INVOICES),
    Move(_W.REVIEWED, _W.CLOSED, _P.ISSUE_INVOICES),
    Move(_W.INVOICED, _W.CLOSED, _P.ISSUE_INVOICES),
    Move(_W.INVOICED, _W.REVIEWED, _P.ISSUE_INVOICES, (_R.REASON,)),
    Move(_W.CLOSED, _W.REVIEWED, _P.ISSUE_INVOICES, (_R.REASON,)),
)

# From these the state follows the visits; a person never sets it against them.
DERIVED: frozenset[WorkOrderState] = frozenset(
    {_W.APPROVED, _W.SCHEDULED, _W.DISPATCHED, _W.EN_ROUTE, _W.ON_SITE, _W.WAITING}
)
OPEN_STATES: frozenset[WorkOrderState] = DERIVED | {_W.REQUESTED}
BILLED_STATES: frozenset[WorkOrderState] = frozenset({_W.INVOICED, _W.CLOSED})
ENDED: frozenset[WorkOrderState] = BILLED_STATES | {_W.DECLINED, _W.CANCELLED}

_V = VisitState

VISIT_MOVES: frozenset[tuple[VisitState, VisitState]] = frozenset(
    {
        (_V.UNPLACED, _V.PLANNED),
        (_V.UNPLACED, _V.CANCELLED),
        (_V.PLANNED, _V.UNPLACED),
        (_V.PLANNED, _V.DISPATCHED),
        (_V.PLANNED, _V.EN_ROUTE),
        (_V.PLANNED, _V.ON_SITE),
        (_V.PLANNED, _V.CANCELLED),
        (_V.DISPATCHED, _V.PLANNED),
        (_V.DISPATCHED, _V.UNPLACED),
        (_V.DISPATCHED, _V.EN_ROUTE),
        (_V.DISPATCHED, _V.ON_SITE),
        (_V.DISPATCHED, _V.CANCELLED),
        (_V.EN_ROUTE, _V.DISPATCHED),
        (_V.EN_ROUTE, _V.ON_SITE),
        (_V.ON_SITE, _V.WAITING),
        (_V.ON_SITE, _V.DONE),
        (_V.ON_SITE, _V.PARTLY_DONE),
        (_V.WAITING, _V.ON_SITE),
        (_V.WAITING, _V.DONE),
        (_V.WAITING, _V.PARTLY_DONE),
        (_V.DONE, _V.ON_SITE),
        (_V.PARTLY_DONE, _V.ON_SITE),
        (_V.CANCELLED, _V.UNPLACED),
    }
)
PLACED: frozenset[VisitState] = frozenset(VisitState) - {_V.UNPLACED, _V.CANCELLED}
MOVABLE: frozenset[VisitState] = frozenset({_V.UNPLACED, _V.PLANNED, _V.DISPATCHED})


def find_move(before: WorkOrderState, after: WorkOrderState) -> Move | None:
    """The declared move between two states, or None where there is none."""
    return next((move for move in WORK_ORDER_MOVES if move[:2] == (before, after)), None)


# The first visit state of this list that any visit has decides; the work order then has the state beside it.
_DERIVATION: tuple[tuple[VisitState, WorkOrderState], ...] = (
    (_V.ON_SITE, _W.ON_SITE),
    (_V.WAITING, _W.WAITING),
    (_V.EN_ROUTE, _W.EN_ROUTE),
    (_V.DISPATCHED, _W.DISPATCHED),
    (_V.PLANNED, _W.SCHEDULED),
)


def derived_state(visits: Collection[VisitState]) -> WorkOrderState:
    """State of an open work order as its visits tell it.

    Work that has begun and has nothing more planned stays ON_SITE when all is done (ready to be
    completed), and falls back to APPROVED (to be scheduled) when something is left over.
    """
    alive = set(visits) - {_V.CANCELLED}
    for visit_state, order_state in _DERIVATION:
        if visit_state in alive:
            return order_state
    if alive and alive == {_V.DONE}:
        return _W.ON_SITE
    return _W.APPROVED
