"""What the rail counts."""

from fsmdesk.core.states import WorkOrderState
from fsmdesk.services.counts.messages import RailCounts, Waiting
from fsmdesk.services.intake.messages import ApproveRequest
from tests.services.shop import Shop


def test_requests_and_complete_jobs_are_counted_and_nothing_else(shop: Shop) -> None:
    assert shop.dispatcher.ask(RailCounts()) == Waiting(0, 0)
    request = shop.job(WorkOrderState.REQUESTED)
    shop.job(WorkOrderState.REQUESTED)
    shop.job(WorkOrderState.APPROVED)
    shop.job(WorkOrderState.COMPLETE)
    shop.reviewed_job()
    assert shop.dispatcher.ask(RailCounts()) == Waiting(2, 1)
    shop.dispatcher.do(ApproveRequest(work_order_id=request, seen_version=1))
    assert shop.dispatcher.ask(RailCounts()) == Waiting(1, 1)
