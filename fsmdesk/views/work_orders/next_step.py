"""What the main button of a work order does in each state. No Qt."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState, find_move
from fsmdesk.core.words import tr

_S = WorkOrderState


class MainStep(Enum):
    """The one thing that brings the job further."""

    APPROVE = "approve"
    SCHEDULE = "schedule"
    START = "start"
    COMPLETE = "complete"
    REVIEW = "review"
    INVOICE = "invoice"
    SHOW_INVOICE = "show_invoice"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class MainButton:
    """What the button says and whom it takes."""

    step: MainStep
    text: str
    needs: Permission


_BUTTONS: Final[dict[WorkOrderState, MainButton]] = {
    _S.REQUESTED: MainButton(MainStep.APPROVE, tr("Approve"), Permission.APPROVE_REQUESTS),
    _S.APPROVED: MainButton(MainStep.SCHEDULE, tr("Schedule"), Permission.SCHEDULE),
    _S.SCHEDULED: MainButton(MainStep.START, tr("Start"), Permission.REPORT_WORK),
    _S.DISPATCHED: MainButton(MainStep.START, tr("Start"), Permission.REPORT_WORK),
    _S.EN_ROUTE: MainButton(MainStep.START, tr("Start"), Permission.REPORT_WORK),
    _S.ON_SITE: MainButton(MainStep.COMPLETE, tr("Complete…"), Permission.COMPLETE_WORK),
    _S.WAITING: MainButton(MainStep.COMPLETE, tr("Complete…"), Permission.COMPLETE_WORK),
    _S.COMPLETE: MainButton(MainStep.REVIEW, tr("Review"), Permission.REVIEW_WORK),
    _S.REVIEWED: MainButton(MainStep.INVOICE, tr("Invoice…"), Permission.ISSUE_INVOICES),
    _S.INVOICED: MainButton(MainStep.SHOW_INVOICE, tr("Show invoice"), Permission.SEE_OFFICE),
    _S.CLOSED: MainButton(MainStep.SHOW_INVOICE, tr("Show invoice"), Permission.SEE_OFFICE),
    _S.DECLINED: MainButton(MainStep.REOPEN, tr("Reopen"), Permission.APPROVE_REQUESTS),
    _S.CANCELLED: MainButton(MainStep.REOPEN, tr("Reopen…"), Permission.EDIT_WORK_ORDERS),
}


def main_button(state: WorkOrderState) -> MainButton:
    """The main button of a job in this state."""
    return _BUTTONS[state]


def may_cancel(state: WorkOrderState) -> bool:
    """True if a job in this state can be called off."""
    return find_move(state, _S.CANCELLED) is not None


def reopened(state: WorkOrderState) -> WorkOrderState | None:
    """The state in which a job that ended, or was looked over, is open again; None if it is open."""
    return {
        _S.CANCELLED: _S.APPROVED,
        _S.DECLINED: _S.REQUESTED,
        _S.REVIEWED: _S.COMPLETE,
        _S.INVOICED: _S.REVIEWED,
        _S.CLOSED: _S.REVIEWED,
    }.get(state)
