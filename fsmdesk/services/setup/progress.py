"""How far a new shop is set up: told from what is there, and from what was left for later."""

from typing import Any, Final

from sqlalchemy import ColumnElement, exists, select

from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import BusinessHours, Company, Customer, Item, Technician
from fsmdesk.services.records import assign, find
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.setup.messages import (
    DismissSetup,
    LeaveSetupStep,
    SetupProgress,
    SetupState,
    SetupStep,
)

# Beside the names of steps, in the same column of the company.
_DISMISSED: Final = "dismissed"


@answers(SetupProgress)
def setup_progress(work: Reading, _query: SetupProgress) -> SetupState:
    """One look at each kind of record that a shop begins with."""
    there: dict[SetupStep, ColumnElement[Any]] = {
        SetupStep.HOURS: exists(select(BusinessHours.id)),
        SetupStep.TECHNICIANS: exists(select(Technician.id)),
        SetupStep.PRICES: exists(select(Item.id)),
        SetupStep.CUSTOMERS: exists(select(Customer.id)),
    }
    found = work.session.execute(select(*there.values())).one()
    done = {step for step, is_there in zip(there, found, strict=True) if is_there}
    company = find(work, Company, 1)
    if company.address and (company.phone or company.email):
        done.add(SetupStep.COMPANY)
    marks = _marks(company)
    left = frozenset(step for step in SetupStep if step.value in marks)
    return SetupState(frozenset(done), left - done, _DISMISSED in marks, company.is_demo)


@handles(LeaveSetupStep)
def leave_setup_step(work: Writing, command: LeaveSetupStep) -> None:
    """The company remembers that this step was left for later."""
    _mark(work, command.step.value, True)


@handles(DismissSetup)
def dismiss_setup(work: Writing, command: DismissSetup) -> None:
    """The company remembers that nobody wants to be reminded."""
    _mark(work, _DISMISSED, command.is_dismissed)


def _marks(company: Company) -> set[str]:
    return set(company.setup_left.split(",")) - {""}


def _mark(work: Writing, mark: str, is_set: bool) -> None:
    company = find(work, Company, 1)
    marks = _marks(company) | {mark} if is_set else _marks(company) - {mark}
    assign(company, setup_left=",".join(sorted(marks)))
