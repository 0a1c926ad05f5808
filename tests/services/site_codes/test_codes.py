"""Codes and keys: for those who need them, and nowhere else."""

import json

import pytest
from sqlalchemy import select

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.lists import ListRequest
from fsmdesk.core.permissions import ALLOWED, Permission
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import CodeKind, Role
from fsmdesk.db.checks.history import check_history
from fsmdesk.models import ChangeLog, SiteCode, Visit, WorkOrder
from fsmdesk.services.finding.messages import FindRecords
from fsmdesk.services.parties.messages import Site, SiteList
from fsmdesk.services.site_codes.messages import RemoveSiteCode, SaveSiteCode, SiteCodes
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import LIBRARY_SITE, SCHOOL_SITE, Shop, at

SECRET = "4711-hush"


@pytest.fixture
def code(shop: Shop) -> int:
    """A gate code of the library."""
    save = SaveSiteCode(site_id=LIBRARY_SITE, kind=CodeKind.GATE, label="North entrance", code=SECRET)
    return shop.dispatcher.do(save).value


def test_who_needs_it_reads_it(shop: Shop, code: int) -> None:
    (row,) = shop.dispatcher.ask(SiteCodes(site_id=LIBRARY_SITE)).codes
    assert (row.id, row.kind, row.label, row.code) == (code, CodeKind.GATE, "North entrance", SECRET)
    assert SECRET not in repr(row)
    assert {role for role in Role if Permission.SEE_CODES in ALLOWED[role]} == {
        Role.OWNER,
        Role.DISPATCHER,
        Role.TECHNICIAN,
    }


def test_who_does_not_is_refused(shop: Shop, code: int) -> None:
    with pytest.raises(NotAllowed):
        shop.bookkeeper.ask(SiteCodes(site_id=LIBRARY_SITE))
    with pytest.raises(NotAllowed):
        shop.bookkeeper.do(SaveSiteCode(site_id=LIBRARY_SITE, kind=CodeKind.KEY, code="x"))
    with pytest.raises(NotAllowed):
        shop.bookkeeper.do(RemoveSiteCode(code_id=code, seen_version=1))


def test_a_technician_reads_it_while_he_has_a_job_there(shop: Shop, code: int) -> None:
    with pytest.raises(NotAllowed):
        shop.fays_phone.ask(SiteCodes(site_id=LIBRARY_SITE))
    job = shop.job(WorkOrderState.SCHEDULED)
    visit = shop.visit(job, at(10))
    assert shop.fays_phone.ask(SiteCodes(site_id=LIBRARY_SITE)).codes[0].code == SECRET
    with pytest.raises(NotAllowed):
        shop.fays_phone.ask(SiteCodes(site_id=SCHOOL_SITE))
    shop.change(Visit, visit, state=VisitState.CANCELLED)
    with pytest.raises(NotAllowed):
        shop.fays_phone.ask(SiteCodes(site_id=LIBRARY_SITE))
    shop.change(Visit, visit, state=VisitState.DONE)
    shop.change(WorkOrder, job, state=WorkOrderState.CLOSED)
    with pytest.raises(NotAllowed):
        shop.fays_phone.ask(SiteCodes(site_id=LIBRARY_SITE))


def test_it_is_nowhere_else(shop: Shop, code: int) -> None:
    row = shop.get(SiteCode, code)
    change = SaveSiteCode(
        code_id=code, seen_version=row.version, site_id=LIBRARY_SITE, kind=CodeKind.ALARM, code=SECRET + "-2"
    )
    shop.dispatcher.do(change)
    shop.dispatcher.do(RemoveSiteCode(code_id=code, seen_version=row.version + 1))
    with shop.reading() as work:
        entries = work.session.scalars(select(ChangeLog).where(ChangeLog.table_name == "site_code")).all()
        told = json.dumps([[entry.before, entry.after] for entry in entries])
        assert [entry.operation for entry in entries] == ["I", "U", "D"]
        assert "North entrance" in told
        assert SECRET not in told
        assert list(check_history(work.session.connection())) == []
    with pytest.raises(RuleBroken):
        shop.dispatcher.do(Undo(undone_key=change.key))
    assert shop.owner.ask(FindRecords(text=SECRET)) == ()
    assert SECRET not in repr(shop.owner.ask(Site(site_id=LIBRARY_SITE)))
    assert SECRET not in repr(shop.owner.ask(SiteList(request=ListRequest())))
    assert SECRET not in repr(change)


def test_a_code_is_needed(sqlite_shop: Shop) -> None:
    with pytest.raises(RuleBroken) as caught:
        sqlite_shop.dispatcher.do(
            SaveSiteCode(site_id=LIBRARY_SITE, kind=CodeKind.KEY, label="Box", code=" ")
        )
    assert caught.value.field == "code"
