"""What a kind of work requires holds in the database as well."""

from typing import Any

import pytest
from sqlalchemy import text

from fsmdesk.core.errors import FsmError
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import CheckKind, CheckOutcome, FileMark, JobKind, LineKind
from fsmdesk.models import (
    Attachment,
    FileContent,
    Signature,
    WorkKind,
    WorkOrder,
    WorkOrderCheck,
    WorkOrderLine,
)
from tests.services.shop import PROGRAM, LineOf, Shop, at, fresh_shop
from tests.support.offices import Offices


@pytest.fixture
def shop(offices: Offices) -> Any:
    """A shop on each database."""
    with fresh_shop(offices) as made:
        yield made


def _complete(shop: Shop, job: int) -> None:
    """Say so past the services."""
    with shop.database.write(PROGRAM) as work:
        work.session.execute(
            text("UPDATE work_order SET state = 'complete', version = version + 1 WHERE id = :id"),
            {"id": job},
        )


def _refused(shop: Shop, job: int) -> bool:
    try:
        _complete(shop, job)
    except FsmError as error:
        assert "requires before completion" in str(error)
        return True
    return False


def test_without_a_rule_cause_and_fix_are_asked_for(shop: Shop) -> None:
    bare = shop.job(WorkOrderState.ON_SITE)
    assert _refused(shop, bare)
    shop.change(WorkOrder, bare, cause="Old", fix="New")
    assert not _refused(shop, bare)


def test_each_requirement_is_asked_for_where_the_kind_says_so(shop: Shop) -> None:
    shop.add(
        WorkKind(
            kind=JobKind.CORRECTIVE,
            requires_labour=True,
            requires_checklist=True,
            requires_lines=True,
            requires_before_photo=True,
            requires_after_photo=True,
            requires_signature=True,
        )
    )
    job = shop.job(WorkOrderState.ON_SITE)
    other = shop.job(WorkOrderState.ON_SITE, kind=JobKind.GENERAL, cause="Old", fix="New")
    [content] = shop.add(FileContent(sha256="0" * 64, media_type="image/png", size_bytes=1, content=b"x"))
    [check] = shop.add(WorkOrderCheck(work_order_id=job, kind=CheckKind.TICK, label="Purge"))

    def photo(mark: FileMark) -> Attachment:
        return Attachment(content_id=content, work_order_id=job, name="a.png", mark=mark, added_at=shop.now)

    shop.add(photo(FileMark.NONE))
    assert _refused(shop, job)
    shop.visit(job, at(6), state=VisitState.ON_SITE, arrived_at=at(6))
    for record in (
        photo(FileMark.BEFORE),
        photo(FileMark.AFTER),
        Signature(work_order_id=job, content_id=content, signer="P. Doyle", signed_at=shop.now),
    ):
        assert _refused(shop, job)
        shop.add(record)
    assert _refused(shop, job)
    shop.change(WorkOrderCheck, check, outcome=CheckOutcome.PASSED, answered_at=shop.now)
    assert _refused(shop, job)
    fee = {"kind": LineKind.FEE, "description": "Call-out", "planned_milli": 1_000}
    shop.add(WorkOrderLine(work_order_id=job, **fee))
    assert not _refused(shop, job)
    assert not _refused(shop, other)


def test_a_required_item_is_asked_for_in_every_kind(shop: Shop) -> None:
    job = shop.job(WorkOrderState.WAITING, (LineOf(),), cause="Old", fix="New")
    shop.add(WorkOrderCheck(work_order_id=job, kind=CheckKind.TICK, label="Purge", is_required=True))
    assert _refused(shop, job)


def test_a_job_that_was_reviewed_goes_back_to_complete_whatever_the_rule(shop: Shop) -> None:
    job = shop.job(WorkOrderState.REVIEWED)
    assert not _refused(shop, job)
