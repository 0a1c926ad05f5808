"""Archiving: a record leaves the lists and keeps its history."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import MOVABLE, OPEN_STATES, VisitState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import (
    Agreement,
    Base,
    ChangeLog,
    Contact,
    Customer,
    Equipment,
    Item,
    Site,
    Technician,
    Visit,
    WorkOrder,
    WorkTemplate,
)
from fsmdesk.services.parties.messages import ArchiveRecord
from fsmdesk.services.permits import permit
from fsmdesk.services.records import assign, find_seen
from fsmdesk.services.registry import handles, rechecks

_KINDS: dict[str, tuple[type[Base], Permission]] = {
    "customer": (Customer, Permission.EDIT_CUSTOMERS),
    "contact": (Contact, Permission.EDIT_CUSTOMERS),
    "site": (Site, Permission.EDIT_CUSTOMERS),
    "equipment": (Equipment, Permission.EDIT_CUSTOMERS),
    "agreement": (Agreement, Permission.EDIT_CUSTOMERS),
    "item": (Item, Permission.EDIT_PRICES),
    "technician": (Technician, Permission.EDIT_TECHNICIANS),
    "work_template": (WorkTemplate, Permission.EDIT_WORK_ORDERS),
}


@handles(ArchiveRecord)
def archive_record(work: Writing, command: ArchiveRecord) -> None:
    """The record is archived, or back.

    Raises:
        RuleBroken: open work still needs it, or it became part of another record.
    """
    model, needed = _KINDS[command.kind]
    permit(work.actor.role, needed)
    record = find_seen(work, model, command.record_id, command.seen_version)
    if command.archived:
        _refuse_in_use(work, command.kind, command.record_id)
    elif getattr(record, "merged_into_id", None) is not None:
        raise RuleBroken(tr("This was merged into another record, which has all that belonged to it."))
    assign(record, archived_at=work.now if command.archived else None)


@rechecks(ArchiveRecord)
def permit_taking_back(work: Reading, entries: Sequence[ChangeLog]) -> None:
    """Who takes it back may archive such records."""
    for entry in entries:
        if entry.table_name in _KINDS:
            permit(work.actor.role, _KINDS[entry.table_name][1])


def _refuse_in_use(work: Writing, kind: str, record_id: int) -> None:
    holding: dict[str, ColumnElement[bool]] = {
        "customer": WorkOrder.customer_id == record_id,
        "site": WorkOrder.site_id == record_id,
        "equipment": WorkOrder.equipment_id == record_id,
    }
    if kind in holding:
        count = work.session.scalar(
            select(func.count()).where(holding[kind], WorkOrder.state.in_(OPEN_STATES))
        )
        if count:
            raise RuleBroken(tr("There are {count} open jobs here. Close them first.").format(count=count))
    if kind == "technician":
        states = [*(MOVABLE - {VisitState.UNPLACED}), VisitState.EN_ROUTE, VisitState.ON_SITE]
        count = work.session.scalar(
            select(func.count()).where(Visit.technician_id == record_id, Visit.state.in_(states))
        )
        if count:
            raise RuleBroken(
                tr("There are {count} visits planned for this technician. Move them first.").format(
                    count=count
                )
            )
