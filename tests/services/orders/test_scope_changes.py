"""What comes up during a job is marked, and above an amount held back until somebody approved it."""

from dataclasses import replace
from typing import Any

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import BillTo, LineApproval, LineKind
from fsmdesk.models import Company, Invoice, WorkOrder, WorkOrderLine
from fsmdesk.services.billing.messages import DraftInvoice, IssueInvoice
from fsmdesk.services.closeout.messages import CompleteWorkOrder, ReviewWorkOrder
from fsmdesk.services.orders.messages import DecideChange, LineValue, MoveWorkOrder
from fsmdesk.services.undoing.messages import Undo
from tests.services.orders.test_editing import LINE, read, saving
from tests.services.shop import LineOf, Shop, at

VALVE = replace(
    LINE,
    kind=LineKind.PART,
    description="Gas valve",
    unit="",
    planned_milli=0,
    done_milli=1_000,
    price_minor=41_000,
)


def ask_from(shop: Shop, limit_minor: int | None) -> None:
    shop.change(Company, 1, scope_approval_minor=limit_minor)


def save(shop: Shop, job: int, *lines: LineValue) -> None:
    shop.dispatcher.do(saving(read(shop, job), lines=lines))


def deciding(
    shop: Shop, job: int, line: int, is_approved: bool = True, who: str = "P. Doyle"
) -> DecideChange:
    version = shop.version(WorkOrder, job)
    return DecideChange(
        work_order_id=job, seen_version=version, line_id=line, is_approved=is_approved, decided_by=who
    )


def on_site_with_valve(shop: Shop) -> tuple[int, int]:
    ask_from(shop, 20_000)
    job = shop.job(WorkOrderState.ON_SITE, lines=[LineOf()])
    save(shop, job, *(row.value for row in read(shop, job).lines), VALVE)
    return job, shop.all(WorkOrderLine, work_order_id=job)[-1].id


def test_a_large_line_added_on_site_waits_and_comes_to_nothing(shop: Shop) -> None:
    job, valve = on_site_with_valve(shop)
    card = read(shop, job)
    assert [row.value.is_change for row in card.lines] == [False, True]
    assert card.lines[1].value.approval is LineApproval.WAITING
    assert (card.lines[1].net_minor, card.lines[1].billed_minor) == (41_000, 0)
    assert card.billed_minor == 10_000
    assert shop.get(WorkOrderLine, valve).approved_at is None


@pytest.mark.parametrize(
    ("limit", "values"),
    [
        (None, {}),
        (41_001, {}),
        (20_000, {"bill_to": BillTo.WARRANTY}),
    ],
)
def test_small_lines_and_those_the_customer_does_not_pay_are_marked_only(
    shop: Shop, limit: int | None, values: dict[str, Any]
) -> None:
    ask_from(shop, limit)
    job = shop.job(WorkOrderState.ON_SITE)
    save(shop, job, replace(VALVE, **values))
    (row,) = read(shop, job).lines
    assert row.value.is_change
    assert row.value.approval is LineApproval.NOT_NEEDED


def test_before_the_work_begins_nothing_is_a_change(shop: Shop) -> None:
    ask_from(shop, 1)
    job = shop.job(WorkOrderState.SCHEDULED)
    shop.visit(job, at(9))
    save(shop, job, VALVE)
    assert not read(shop, job).lines[0].value.is_change


def test_once_somebody_was_there_all_that_is_added_is_a_change(shop: Shop) -> None:
    ask_from(shop, 1)
    job = shop.job(WorkOrderState.APPROVED)
    shop.visit(job, at(9), arrived_at=at(9))
    save(shop, job, VALVE)
    assert read(shop, job).lines[0].value.approval is LineApproval.WAITING


def test_an_approved_change_counts_with_who_said_so_and_when(shop: Shop) -> None:
    job, valve = on_site_with_valve(shop)
    done = shop.dispatcher.do(deciding(shop, job, valve))
    value = read(shop, job).lines[1].value
    assert (value.approval, value.approved_by, value.approved_at) == (
        LineApproval.APPROVED,
        "P. Doyle",
        shop.now,
    )
    assert read(shop, job).billed_minor == 51_000
    assert done.changes.touches("work_order")


def test_a_decision_is_taken_back(shop: Shop) -> None:
    job, valve = on_site_with_valve(shop)
    command = deciding(shop, job, valve)
    shop.dispatcher.do(command)
    shop.dispatcher.do(Undo(undone_key=command.key))
    assert read(shop, job).lines[1].value.approval is LineApproval.WAITING


def test_a_declined_change_is_not_done(shop: Shop) -> None:
    job, valve = on_site_with_valve(shop)
    shop.dispatcher.do(deciding(shop, job, valve, is_approved=False))
    line = shop.get(WorkOrderLine, valve)
    assert (line.approval, line.planned_milli, line.done_milli) == (LineApproval.DECLINED, 1_000, 0)
    assert read(shop, job).billed_minor == 10_000


def test_an_approved_change_that_becomes_dearer_waits_again(shop: Shop) -> None:
    job, valve = on_site_with_valve(shop)
    shop.dispatcher.do(deciding(shop, job, valve))
    first, second = (row.value for row in read(shop, job).lines)
    save(shop, job, first, replace(second, note="brass"))
    assert read(shop, job).lines[1].value.approval is LineApproval.APPROVED
    first, second = (row.value for row in read(shop, job).lines)
    save(shop, job, first, replace(second, done_milli=2_000))
    value = read(shop, job).lines[1].value
    assert (value.approval, value.approved_by, value.approved_at) == (LineApproval.WAITING, "", None)


def test_a_planned_part_that_grows_by_as_much_becomes_a_change(shop: Shop) -> None:
    ask_from(shop, 20_000)
    part = LineOf(kind=LineKind.PART, description="Valve", done_milli=0)
    job = shop.job(WorkOrderState.ON_SITE, lines=[part])
    (value,) = (row.value for row in read(shop, job).lines)
    save(shop, job, replace(value, done_milli=2_999))
    assert not read(shop, job).lines[0].value.is_change
    (value,) = (row.value for row in read(shop, job).lines)
    save(shop, job, replace(value, done_milli=5_000))
    assert read(shop, job).lines[0].value.approval is LineApproval.WAITING


def test_who_may_not_approve_and_who_is_not_named(shop: Shop) -> None:
    job, valve = on_site_with_valve(shop)
    with pytest.raises(NotAllowed):
        shop.bookkeeper.do(deciding(shop, job, valve))
    with pytest.raises(RuleBroken) as caught:
        shop.dispatcher.do(deciding(shop, job, valve, who=" "))
    assert caught.value.field == "decided_by"
    stale = deciding(shop, job, valve)
    shop.dispatcher.do(deciding(shop, job, valve))
    with pytest.raises(ConflictError):
        shop.owner.do(stale)


def test_a_line_that_needs_no_approval_or_is_of_another_job_is_refused(shop: Shop) -> None:
    job, valve = on_site_with_valve(shop)
    labour = shop.all(WorkOrderLine, work_order_id=job)[0].id
    other = shop.job(WorkOrderState.ON_SITE)
    with pytest.raises(RuleBroken, match="needs no approval"):
        shop.owner.do(deciding(shop, job, labour))
    with pytest.raises(RuleBroken, match="another job"):
        shop.owner.do(deciding(shop, other, valve))


def test_undecided_changes_hold_up_the_review_and_are_not_done_by_completing(shop: Shop) -> None:
    job, valve = on_site_with_valve(shop)
    shop.visit(job, at(7), arrived_at=at(7), state=VisitState.ON_SITE)
    shop.dispatcher.do(
        CompleteWorkOrder(
            work_order_id=job, seen_version=shop.version(WorkOrder, job), cause="Worn", fix="Replaced"
        )
    )
    assert [row.text for row in read(shop, job).requirements if not row.is_met] == [
        "Changes of the scope decided"
    ]
    review = ReviewWorkOrder(work_order_id=job, seen_version=shop.version(WorkOrder, job))
    with pytest.raises(RuleBroken, match="1 change of the scope"):
        shop.owner.do(review)
    shop.owner.do(deciding(shop, job, valve, is_approved=False))
    shop.owner.do(ReviewWorkOrder(work_order_id=job, seen_version=shop.version(WorkOrder, job)))
    invoice = shop.owner.do(DraftInvoice(work_order_ids=(job,))).value
    assert shop.get(Invoice, invoice).net_minor == 10_000


def reviewed_with_change(shop: Shop, approval: LineApproval) -> tuple[int, int]:
    job = shop.reviewed_job(LineOf(), LineOf(description="Gas valve", price_minor=41_000))
    line = shop.all(WorkOrderLine, work_order_id=job)[1].id
    decided = {} if approval is LineApproval.WAITING else {"approved_by": "P. Doyle", "approved_at": shop.now}
    shop.change(WorkOrderLine, line, is_change=True, approval=approval, **decided)
    return job, line


def test_the_database_bills_no_change_that_is_not_approved(shop: Shop) -> None:
    job, line = reviewed_with_change(shop, LineApproval.APPROVED)
    invoice = shop.owner.do(DraftInvoice(work_order_ids=(job,))).value
    assert shop.get(Invoice, invoice).net_minor == 51_000
    shop.change(WorkOrderLine, line, approval=LineApproval.WAITING)
    with pytest.raises(ConflictError):
        shop.owner.do(IssueInvoice(invoice_id=invoice, seen_version=shop.version(Invoice, invoice)))
    with pytest.raises(RuleBroken, match="waits for approval"):
        shop.change(
            Invoice, invoice, state="issued", number="2026-0001", sequence=1, issued_on=shop.now.date()
        )
    shop.change(WorkOrderLine, line, approval=LineApproval.APPROVED)
    shop.owner.do(IssueInvoice(invoice_id=invoice, seen_version=shop.version(Invoice, invoice)))
    with pytest.raises(RuleBroken, match="billed"):
        shop.change(WorkOrderLine, line, approval=LineApproval.DECLINED)


def test_the_database_keeps_who_decided_and_asks_about_changes_only(shop: Shop) -> None:
    job = shop.job(WorkOrderState.ON_SITE, lines=[LineOf()])
    (line,) = shop.all(WorkOrderLine, work_order_id=job)
    with pytest.raises(RuleBroken, match="Only changes"):
        shop.change(WorkOrderLine, line.id, approval=LineApproval.WAITING)
    with pytest.raises(RuleBroken, match="Say who"):
        shop.change(
            WorkOrderLine, line.id, is_change=True, approval=LineApproval.APPROVED, approved_at=shop.now
        )


def test_the_database_reviews_nothing_undecided(shop: Shop) -> None:
    job, _line = reviewed_with_change(shop, LineApproval.WAITING)
    version = shop.version(WorkOrder, job)
    back = MoveWorkOrder(
        work_order_id=job, seen_version=version, after=WorkOrderState.COMPLETE, reason="Wrong"
    )
    shop.owner.do(back)
    with pytest.raises(RuleBroken, match="waits for approval"):
        shop.change(WorkOrder, job, state=WorkOrderState.REVIEWED)
