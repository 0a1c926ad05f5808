"""Urgent jobs wait before the others of their priority, and after those of a higher one."""

from fsmdesk.core.terms import Priority
from fsmdesk.services.dispatch.messages import BoardDay
from tests.services.shop import Shop, at


def test_urgent_ones_come_first_among_their_priority(shop: Shop) -> None:
    usual = shop.job(due_at=at(10))
    urgent = shop.job(due_at=at(18), is_urgent=True)
    critical = shop.job(priority=Priority.CRITICAL)
    view = shop.dispatcher.ask(BoardDay(day=at(8).date()))
    assert [job.work_order_id for job in view.jobs] == [critical, urgent, usual]
    assert [job.is_urgent for job in view.jobs] == [False, True, False]
