"""The records that files are at: which column names them, and who may change what is there."""

from typing import Any, Final

from sqlalchemy import select

from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import Role
from fsmdesk.db.database import Reading
from fsmdesk.models import Attachment, Base, Customer, Equipment, Site, Visit, WorkOrder
from fsmdesk.services.files.messages import FileOwner
from fsmdesk.services.permits import own_technician, permit, permit_own_job
from fsmdesk.services.records import find

_MODELS: Final[dict[FileOwner, type[Base]]] = {
    FileOwner.WORK_ORDER: WorkOrder,
    FileOwner.EQUIPMENT: Equipment,
    FileOwner.CUSTOMER: Customer,
    FileOwner.SITE: Site,
}


def column_of(owner: FileOwner) -> Any:
    """The column of `attachment` that names such a record."""
    return getattr(Attachment, f"{owner.value}_id")


def owner_of(file: Attachment) -> tuple[FileOwner, int]:
    """The record that the file is at."""
    for owner in FileOwner:
        owner_id = getattr(file, f"{owner.value}_id")
        if owner_id is not None:
            return owner, int(owner_id)
    raise LookupError("a file is at one record, the database insists on it")


def permit_reading(work: Reading, owner: FileOwner, owner_id: int) -> None:
    """Nothing happens if the person may see the files there: a technician those of own jobs and their machines.

    Raises:
        NotAllowed: it is not for this person to see.
    """
    if owner is FileOwner.WORK_ORDER:
        permit_own_job(work, owner_id)
    elif work.actor.role is Role.TECHNICIAN:
        _permit_machine(work, owner, owner_id)


def permit_changing(work: Reading, owner: FileOwner, owner_id: int) -> None:
    """Nothing happens if the person may add, change and remove files there.

    Raises:
        NotAllowed: that is not for this person to do.
        RuleBroken: the record is gone.
    """
    role = work.actor.role
    if owner is FileOwner.WORK_ORDER:
        if not may(role, Permission.EDIT_WORK_ORDERS):
            permit(role, Permission.REPORT_WORK)
        permit_own_job(work, owner_id)
    else:
        permit(role, Permission.EDIT_CUSTOMERS)
    find(work, _MODELS[owner], owner_id)


def _permit_machine(work: Reading, owner: FileOwner, owner_id: int) -> None:
    """A technician reads the manual of a machine, and what is kept of a site, that an own job is about."""
    if owner in (FileOwner.EQUIPMENT, FileOwner.SITE):
        jobs = work.session.scalars(
            select(WorkOrder.id)
            .join(Visit, Visit.work_order_id == WorkOrder.id)
            .where(
                getattr(WorkOrder, f"{owner.value}_id") == owner_id,
                Visit.technician_id == (own_technician(work) or 0),
                Visit.state != VisitState.CANCELLED,
            )
            .limit(1)
        )
        if jobs.first() is not None:
            return
    permit(work.actor.role, Permission.SEE_OFFICE)
