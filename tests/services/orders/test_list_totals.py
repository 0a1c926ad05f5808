"""What the jobs of a list come to, to the cent."""

from fsmdesk.core.lists import ListFilter, ListRequest
from fsmdesk.core.money import line_net_minor
from fsmdesk.core.terms import BillTo, Priority
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


def test_the_largest_line_there_can_be_is_added_up(shop: Shop) -> None:
    line = LineOf(price_minor=10**11, done_milli=1_234_567, discount_ppm=123_457)
    shop.job(lines=(line, LineOf(price_minor=-(10**11), done_milli=1_234_566, discount_ppm=123_457)))
    exact = line_net_minor(1_234_567, 10**11, 123_457) - line_net_minor(1_234_566, 10**11, 123_457)
    page = shop.owner.ask(WorkOrderList(request=ListRequest()))
    assert page.totals == {"net_minor": exact}


def test_jobs_are_sorted_by_what_they_come_to(shop: Shop) -> None:
    _jobs(shop)
    page = shop.owner.ask(WorkOrderList(request=ListRequest(sort="net_minor", descending=True)))
    assert [row.net_minor for row in page.rows] == [70_000, *[_NET] * 3]
