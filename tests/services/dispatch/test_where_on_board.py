"""Where a job is found on the board."""

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.services.dispatch.messages import BoardSpot, WhereOnBoard
from tests.services.shop import Shop, at


def _spot(shop: Shop, job: int) -> BoardSpot | None:
    return shop.dispatcher.ask(WhereOnBoard(work_order_id=job))


def test_the_next_visit_comes_before_what_waits_and_what_is_over(shop: Shop) -> None:
    job = shop.job(WorkOrderState.SCHEDULED)
    shop.visit(job, at(6), state=VisitState.DONE)
    shop.visit(job, at(7), state=VisitState.CANCELLED)
    shop.visit(job)
    second = shop.visit(job, at(11))
    first = shop.visit(job, at(9))
    assert second > 0
    assert _spot(shop, job) == BoardSpot(job, first, at(9))


def test_what_waits_comes_before_what_is_over(shop: Shop) -> None:
    job = shop.job(WorkOrderState.SCHEDULED)
    shop.visit(job, at(6), state=VisitState.PARTLY_DONE)
    unplaced = shop.visit(job)
    assert _spot(shop, job) == BoardSpot(job, unplaced, None)


def test_an_approved_job_waits_without_a_visit(shop: Shop) -> None:
    job = shop.job()
    assert _spot(shop, job) == BoardSpot(job, None, None)


def test_of_a_job_that_is_over_the_last_visit_is_shown(shop: Shop) -> None:
    job = shop.reviewed_job()
    shop.visit(job, at(6, day=9), state=VisitState.DONE)
    last = shop.visit(job, at(6, day=12), state=VisitState.DONE)
    assert _spot(shop, job) == BoardSpot(job, last, at(6, day=12))


def test_a_request_is_not_on_the_board(shop: Shop) -> None:
    assert _spot(shop, shop.job(WorkOrderState.REQUESTED)) is None
