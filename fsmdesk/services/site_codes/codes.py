"""Reading and keeping the codes of a site."""

from sqlalchemy import select

from fsmdesk.core.errors import NotAllowed
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import OPEN_STATES, VisitState
from fsmdesk.core.terms import Role
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Site, SiteCode, Visit, WorkOrder
from fsmdesk.services.permits import own_technician, permit
from fsmdesk.services.records import assign, cleaned, find, find_seen, require
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.site_codes.messages import (
    RemoveSiteCode,
    SaveSiteCode,
    SiteCodeRow,
    SiteCodes,
    SiteCodesCard,
)


@answers(SiteCodes)
def site_codes(work: Reading, query: SiteCodes) -> SiteCodesCard:
    """By kind, then by what they open."""
    if work.actor.role is Role.TECHNICIAN:
        _permit_technician(work, query.site_id)
    site = find(work, Site, query.site_id)
    rows = work.session.scalars(
        select(SiteCode)
        .where(SiteCode.site_id == site.id)
        .order_by(SiteCode.kind, SiteCode.label, SiteCode.id)
    )
    codes = tuple(SiteCodeRow(row.id, row.version, row.kind, row.label, row.code) for row in rows)
    return SiteCodesCard(site.id, site.name, codes)


@handles(SaveSiteCode)
def save_site_code(work: Writing, command: SaveSiteCode) -> int:
    """The code is as the command says; it stays at its site."""
    permit(work.actor.role, Permission.SEE_CODES)
    texts = cleaned(command, ("label", "code"))
    require(texts["code"], "code", tr("The code"))
    find(work, Site, command.site_id)
    if command.code_id is None:
        record = SiteCode(site_id=command.site_id)
    else:
        record = find_seen(work, SiteCode, command.code_id, command.seen_version)
    assign(record, kind=command.kind, **texts)
    work.session.add(record)
    work.session.flush()
    return record.id


@handles(RemoveSiteCode)
def remove_site_code(work: Writing, command: RemoveSiteCode) -> None:
    """Nobody reads it any more, not even in the log."""
    permit(work.actor.role, Permission.SEE_CODES)
    work.session.delete(find_seen(work, SiteCode, command.code_id, command.seen_version))


def _permit_technician(work: Reading, site_id: int) -> None:
    his = (
        select(Visit.id)
        .join(WorkOrder, WorkOrder.id == Visit.work_order_id)
        .where(
            WorkOrder.site_id == site_id,
            WorkOrder.state.in_(OPEN_STATES),
            Visit.technician_id == (own_technician(work) or 0),
            Visit.state != VisitState.CANCELLED,
        )
        .limit(1)
    )
    if work.session.scalar(his) is None:
        raise NotAllowed(tr("Codes are shown while you have a job at that site."))
