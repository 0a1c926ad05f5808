"""Small tickets pass review by themselves, and their history says why; what is doubtful does not."""

import pytest

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import BillTo, CheckKind, CheckOutcome
from fsmdesk.models import Company, StateMove, WorkOrder, WorkOrderCheck
from fsmdesk.services.closeout.messages import CompleteWorkOrder, SendBack
from fsmdesk.services.orders.messages import MoveWorkOrder
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import LineOf, Shop, at

_W = WorkOrderState


def _on_site(shop: Shop, *lines: LineOf, below: int = 15_000, **values: object) -> int:
    shop.change(Company, 1, review_free_below_minor=below)
    job = shop.job(_W.ON_SITE, lines or (LineOf(),), **values)
    shop.visit(job, at(6), at(8), state=VisitState.ON_SITE, arrived_at=at(6, 5))
    return job


def _complete(shop: Shop, job: int) -> CompleteWorkOrder:
    seen = shop.version(WorkOrder, job)
    command = CompleteWorkOrder(work_order_id=job, seen_version=seen, cause="Worn", fix="Replaced")
    shop.dispatcher.do(command)
    return command


def test_a_small_ticket_is_reviewed_at_once_and_says_why(shop: Shop) -> None:
    job = _on_site(shop)
    _complete(shop, job)
    assert shop.get(WorkOrder, job).state is _W.REVIEWED
    told = [(move.after, move.reason) for move in shop.all(StateMove, work_order_id=job)]
    assert told[-2:] == [
        ("complete", ""),
        ("reviewed", "Below USD 150.00: passes the review by itself"),
    ]


def test_it_passes_whichever_way_it_is_completed(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    job = _on_site(shop, cause="Worn", fix="Replaced")
    shop.dispatcher.do(MoveWorkOrder(work_order_id=job, seen_version=1, after=_W.COMPLETE))
    assert shop.get(WorkOrder, job).state is _W.REVIEWED


@pytest.mark.parametrize(
    ("line", "below"),
    [
        (LineOf(price_minor=15_000), 15_000),
        (LineOf(price_minor=14_999), 0),
        (LineOf(bill_to=BillTo.WARRANTY), 15_000),
        (LineOf(price_minor=-100), 15_000),
    ],
    ids=["as much as the limit", "no limit set", "nothing billed", "less than nothing"],
)
def test_all_else_is_looked_over(sqlite_shop: Shop, line: LineOf, below: int) -> None:
    job = _on_site(sqlite_shop, line, below=below)
    _complete(sqlite_shop, job)
    assert sqlite_shop.get(WorkOrder, job).state is _W.COMPLETE


def test_without_a_customer_nothing_passes(sqlite_shop: Shop) -> None:
    job = _on_site(sqlite_shop, customer_id=None)
    _complete(sqlite_shop, job)
    assert sqlite_shop.get(WorkOrder, job).state is _W.COMPLETE


def test_a_failed_check_is_looked_over(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    job = _on_site(shop)
    failed = {"outcome": CheckOutcome.FAILED, "answered_at": shop.now}
    shop.add(WorkOrderCheck(work_order_id=job, kind=CheckKind.TICK, label="Gas tight", **failed))
    _complete(shop, job)
    assert shop.get(WorkOrder, job).state is _W.COMPLETE


def test_what_was_sent_back_is_looked_over_the_next_time(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    job = _on_site(shop, below=0)
    _complete(shop, job)
    seen = shop.version(WorkOrder, job)
    shop.bookkeeper.do(SendBack(work_order_id=job, seen_version=seen, reason="Leaks"))
    shop.change(Company, 1, review_free_below_minor=15_000)
    _complete(shop, job)
    assert shop.get(WorkOrder, job).state is _W.COMPLETE


def test_taken_back_it_is_on_site_again(shop: Shop) -> None:
    job = _on_site(shop)
    command = _complete(shop, job)
    shop.dispatcher.do(Undo(undone_key=command.key))
    assert shop.get(WorkOrder, job).state is _W.ON_SITE
