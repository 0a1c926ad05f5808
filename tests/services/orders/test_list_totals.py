"""What the jobs of a list come to, to the cent."""

import pytest

from fsmdesk.core.lists import ListFilter, ListRequest
from fsmdesk.core.money import line_net_minor
from fsmdesk.core.terms import BillTo, Priority
from fsmdesk.services.orders import order_list
from fsmdesk.services.orders.messages import WorkOrderList
from tests.services.shop import LineOf, Shop

# Halves of a cent on every line: added up before rounding they would come to something else.
_HALF = LineOf(price_minor=1_001, done_milli=500)
_PLANNED = LineOf(price_minor=333, done_milli=0, planned_milli=1_500, discount_ppm=333_333)
_REFUND = LineOf(price_minor=-1_001, done_milli=1_500)
_FREE = LineOf(price_minor=9_900, bill_to=BillTo.WARRANTY)
_NET = 501 + line_net_minor(1_500, 333, 333_333) - 1_502


def _jobs(shop: Shop) -> None:
    for _job in range(3):
        shop.job(lines=(_HALF, _PLANNED, _REFUND, _FREE), priority=Priority.HIGH)
    shop.job(lines=(LineOf(price_minor=70_000),))


def test_each_line_is_rounded_and_all_are_added_up(shop: Shop) -> None:
    _jobs(shop)
    page = shop.owner.ask(WorkOrderList(request=ListRequest()))
    assert page.totals == {"net_minor": 3 * _NET + 70_000}
    assert sum(row.net_minor for row in page.rows) == page.totals["net_minor"]


def test_the_total_is_of_all_that_is_selected_and_not_of_the_page(shop: Shop) -> None:
    _jobs(shop)
    high = ListFilter("priority", values=(Priority.HIGH,))
    for offset in (0, 2):
        request = ListRequest(sort="title", filters=(high,), text="library", offset=offset, limit=2)
        page = shop.owner.ask(WorkOrderList(request=request))
        assert (page.total_count, page.totals) == (3, {"net_minor": 3 * _NET})


def test_a_list_that_is_too_long_has_none(sqlite_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    _jobs(sqlite_shop)
    monkeypatch.setattr(order_list, "MOST_TOTALLED", 3)
    page = sqlite_shop.owner.ask(WorkOrderList(request=ListRequest(limit=2)))
    assert (page.total_count, page.totals) == (4, {})
    narrow = ListRequest(limit=2, filters=(ListFilter("priority", values=(Priority.HIGH,)),))
    assert sqlite_shop.owner.ask(WorkOrderList(request=narrow)).totals == {"net_minor": 3 * _NET}
