"""A scrap finds the same rows in the same order whichever way they are looked for, on each database."""

from collections.abc import Callable
from typing import Any

import pytest

from fsmdesk.core.lists import FilterTest, ListFilter, ListPart, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.terms import Priority
from fsmdesk.models import Customer, Equipment
from fsmdesk.services import listing, listing_texts
from fsmdesk.services.billing.messages import InvoiceList
from fsmdesk.services.intake.messages import TakeCall
from fsmdesk.services.orders.messages import WorkOrderList
from fsmdesk.services.parties.messages import CustomerList, EquipmentList
from tests.services.billing.making import invoice_of
from tests.services.shop import SCHOOL_SITE, Shop

_Make = Callable[..., Query[Any]]
_TITLES = ("Boiler zeta", "Pump", "Fan z", "Leak 5 boilers", "Café boiler", "Überlauf", "Zorn pump 12", "x")
_SCRAPS = (
    "b",
    "z",
    "Z",
    "bo",
    "boi",
    "boiler",
    "boiler z",
    "z boiler",
    "pump 1",
    "ü",
    "é",
    "x",
    "q",
    "5",
    "nowhere",
)
# Of how many rows it is looked at the first ones, and from how many on they count as many.
_WAYS = ((1, 1), (3, 2), (10_000, 2), (1, 10_000))


@pytest.fixture(params=_WAYS, ids=str)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows of a list are looked for in this way."""
    looked_at, many = request.param
    monkeypatch.setattr(listing, "_LOOKED_AT", {"sqlite": looked_at, "postgresql": looked_at})
    monkeypatch.setattr(listing_texts, "_MANY", many)


def _pages(shop: Shop, make: _Make, **values: Any) -> list[int]:
    """The ids, read in pages of three."""
    found: list[int] = []
    while True:
        request = ListRequest(offset=len(found), limit=3, part=ListPart.ROWS, **values)
        rows = shop.owner.ask(make(request=request)).rows
        found += [row.id for row in rows]
        if len(rows) < 3:
            return found


def _check(shop: Shop, make: _Make, key: str, scrap: str, **values: Any) -> int:
    """Rows in the list's order are those that are found in another order, which gathers them all."""
    sorted_otherwise = shop.owner.ask(make(request=ListRequest(text=scrap, sort=key, **values)))
    every = [row.id for row in shop.owner.ask(make(request=ListRequest(**values))).rows]
    wanted = {row.id for row in sorted_otherwise.rows}
    assert _pages(shop, make, text=scrap, **values) == [at for at in every if at in wanted], scrap
    assert sorted_otherwise.total_count == len(wanted)
    return len(wanted)


@pytest.mark.usefixtures("way")
def test_jobs(shop: Shop) -> None:
    for at in range(3 * len(_TITLES)):
        shop.job(title=_TITLES[at % len(_TITLES)], priority=Priority.LOW if at % 3 else Priority.HIGH)
    counts = {scrap: _check(shop, WorkOrderList, "title", scrap) for scrap in _SCRAPS}
    assert counts["boiler"] == 9
    assert counts["z"] == counts["Z"] == 9
    assert counts["boiler z"] == counts["z boiler"] == 3
    assert counts["ü"] == 3
    assert counts["q"] == counts["nowhere"] == 0
    only = (ListFilter("priority", FilterTest.IS, (Priority.LOW,)),)
    assert _check(shop, WorkOrderList, "title", "boiler", filters=only) == 6


@pytest.mark.usefixtures("way")
def test_customers_machines_and_invoices(shop: Shop) -> None:
    shop.add(*(Customer(name=f"{title} {at}") for at, title in enumerate(_TITLES)))
    shop.add(*(Equipment(site_id=SCHOOL_SITE, name=title, category="Heat") for title in _TITLES))
    for at, net in enumerate((500, 512, 51_200, 1_000)):
        invoice_of(shop, net, customer_id=1 + at % 2)
    for scrap in (*_SCRAPS, "51", "hill", "hill b"):
        _check(shop, CustomerList, "city", scrap)
        _check(shop, EquipmentList, "make", scrap)
        _check(shop, InvoiceList, "total_minor", scrap)


def test_a_digit_finds_jobs_by_number_in_either_order(shop: Shop) -> None:
    jobs = [shop.job(customer_id=None, site_id=None, title="x", priority=Priority.LOW) for _job in range(23)]
    shop.job(customer_id=None, site_id=None, title="2 fans")
    wanted = [jobs[1], *jobs[19:23], jobs[22] + 1]
    for descending in (False, True):
        found = _pages(shop, WorkOrderList, text="2", sort="number", descending=descending)
        assert found == sorted(wanted, reverse=descending)
    only = (ListFilter("priority", FilterTest.IS, (Priority.LOW,)),)
    assert _pages(shop, WorkOrderList, text="2", filters=only) == wanted[-2::-1]
    total = shop.owner.ask(WorkOrderList(request=ListRequest(text="2", part=ListPart.TOTALS)))
    assert total.total_count == len(wanted)
    assert _pages(shop, WorkOrderList, text="0") == []
    assert _pages(shop, WorkOrderList, text="2 fans") == wanted[-1:]


def test_characters_that_no_row_holds_are_passed_over(shop: Shop) -> None:
    shop.dispatcher.do(TakeCall(title="Boiler zeta", site_id=SCHOOL_SITE))
    for text in ("boiler\x00zeta", "\x00", "\ud800"):
        page = shop.dispatcher.ask(WorkOrderList(request=ListRequest(text=text)))
        assert [row.title for row in page.rows] == ["Boiler zeta"]
    within = ListFilter("title", FilterTest.CONTAINS, ("zeta\x00",))
    page = shop.dispatcher.ask(WorkOrderList(request=ListRequest(filters=(within,))))
    assert [row.title for row in page.rows] == ["Boiler zeta"]


def test_a_letter_that_was_pasted_is_looked_for_by_its_first_words(shop: Shop) -> None:
    first = "one two three four five six seven eight nine ten eleven twelve more yet again end"
    shop.dispatcher.do(TakeCall(title=first, site_id=SCHOOL_SITE))
    letter = f"{first} " + "boiler " * 3000
    page = shop.dispatcher.ask(WorkOrderList(request=ListRequest(text=letter)))
    assert [row.title for row in page.rows] == [first]
