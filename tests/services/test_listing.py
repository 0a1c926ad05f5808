"""What every list can do, on each database: groups with sums, months on the shop's wall, any scrap of text."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from fsmdesk.core.lists import (
    UNCOUNTED,
    FilterTest,
    ListFilter,
    ListGroup,
    ListPage,
    ListPart,
    ListRequest,
    month_number,
    year_and_month,
)
from fsmdesk.core.messages import Query
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import Priority
from fsmdesk.models import Agreement, Company, Customer, Equipment, Item, Site
from fsmdesk.services.billing.invoice_list import invoice_shape
from fsmdesk.services.billing.messages import InvoiceList, PaymentList
from fsmdesk.services.billing.payment_list import payment_shape
from fsmdesk.services.listing import ListShape
from fsmdesk.services.orders.messages import WorkOrderList
from fsmdesk.services.orders.order_list import order_shape
from fsmdesk.services.parties.agreements import AGREEMENT_SHAPE
from fsmdesk.services.parties.customer_list import customer_shape
from fsmdesk.services.parties.equipment import equipment_shape
from fsmdesk.services.parties.messages import AgreementList, CustomerList, EquipmentList, SiteList
from fsmdesk.services.parties.sites import SHAPE as SITES
from fsmdesk.services.prices.items import item_shape
from fsmdesk.services.prices.messages import ItemList
from tests.services.billing.making import invoice_of, pay
from tests.services.shop import BEN, FAY, LIBRARY, SCHOOL, SCHOOL_SITE, LineOf, Shop, at

_Make = Callable[..., Query[Any]]
_SHAPES: dict[Any, Any] = {
    WorkOrderList: order_shape,
    InvoiceList: invoice_shape,
    PaymentList: payment_shape,
    CustomerList: customer_shape,
    SiteList: lambda _work: SITES,
    EquipmentList: equipment_shape,
    AgreementList: lambda _work: AGREEMENT_SHAPE,
    ItemList: item_shape,
}


def _ask(shop: Shop, make: _Make, **values: Any) -> ListPage[Any]:
    return shop.owner.ask(make(request=ListRequest(**values)))


def _groups(shop: Shop, make: _Make, key: str, **values: Any) -> list[ListGroup]:
    return list(_ask(shop, make, part=ListPart.GROUPS, group_by=key, **values).groups)


def _shape(shop: Shop, make: Any) -> ListShape:
    with shop.reading() as work:
        found: ListShape = _SHAPES[make](work)
        return found


def _some_of_everything(shop: Shop) -> None:
    job = shop.job(lines=(LineOf(),), due_at=at(12), completed_at=at(13))
    shop.visit(job, at(9))
    pay(shop, 500, invoice_of(shop, 1_000, customer_id=SCHOOL), customer_id=SCHOOL)
    shop.add(Agreement(customer_id=LIBRARY, name="Gold", starts_on=date(2026, 1, 1)))


@pytest.mark.parametrize("make", _SHAPES, ids=lambda make: make.__name__)
def test_every_list_sorts_filters_and_groups_by_all_it_says(shop: Shop, make: Any) -> None:
    _some_of_everything(shop)
    shape = _shape(shop, make)
    count = _ask(shop, make).total_count
    assert count > 0
    for key in shape.sorts:
        up, down = (_ask(shop, make, sort=key, descending=way) for way in (False, True))
        assert {row.id for row in up.rows} == {row.id for row in down.rows}
        assert len(up.rows) == count
        for test in (FilterTest.EMPTY, FilterTest.FILLED):
            narrow = _ask(shop, make, filters=(ListFilter(key, test),))
            assert narrow.total_count == len(narrow.rows) <= count
    for key in shape.groups:
        groups = _groups(shop, make, key)
        assert sum(group.count for group in groups) == count
        every = tuple(group.value for group in groups)
        page = _ask(shop, make, part=ListPart.ROWS, group_by=key, in_groups=every)
        wanted = [group.value for group in groups for _row in range(group.count)]
        assert list(page.row_groups) == wanted
        for group in groups:
            inside = _ask(shop, make, group_by=key, in_groups=(group.value,))
            assert (inside.total_count, dict(inside.totals)) == (group.count, dict(group.totals))


def test_the_parts_of_a_list_are_asked_for_apart(shop: Shop) -> None:
    for price in (100, 200, 300):
        shop.job(lines=(LineOf(price_minor=price),))
    rows = _ask(shop, WorkOrderList, part=ListPart.ROWS, limit=2)
    assert (len(rows.rows), rows.total_count, rows.totals) == (2, UNCOUNTED, {})
    totals = _ask(shop, WorkOrderList, part=ListPart.TOTALS, limit=2)
    assert (totals.rows, totals.total_count, totals.totals) == ((), 3, {"net_minor": 600})


def test_groups_have_names_counts_and_sums_in_order(shop: Shop) -> None:
    shop.change(Customer, SCHOOL, name="City Library")  # two of the same name stay two
    shop.job(lines=(LineOf(price_minor=100),))
    shop.job(lines=(LineOf(price_minor=200),), customer_id=SCHOOL, site_id=SCHOOL_SITE)
    shop.job(lines=(LineOf(price_minor=400),), customer_id=SCHOOL, site_id=SCHOOL_SITE)
    shop.job(customer_id=None, site_id=None, equipment_id=None)
    assert _groups(shop, WorkOrderList, "customer") == [
        ListGroup(LIBRARY, "City Library", 1, {"net_minor": 100}),
        ListGroup(SCHOOL, "City Library", 2, {"net_minor": 600}),
        ListGroup(None, "", 1, {"net_minor": 0}),
    ]
    backwards = _groups(shop, WorkOrderList, "customer", sort="customer", descending=True)
    assert [group.value for group in backwards] == [SCHOOL, LIBRARY, None]


def test_states_come_in_the_order_of_the_work_and_not_of_the_alphabet(shop: Shop) -> None:
    for state in (WorkOrderState.COMPLETE, WorkOrderState.REQUESTED, WorkOrderState.APPROVED):
        shop.job(state)
    assert [group.value for group in _groups(shop, WorkOrderList, "state")] == [
        WorkOrderState.REQUESTED,
        WorkOrderState.APPROVED,
        WorkOrderState.COMPLETE,
    ]


def test_a_job_counts_with_the_technician_who_goes_first(shop: Shop) -> None:
    job = shop.job()
    shop.visit(job, at(14), technician_id=FAY)
    shop.visit(job, at(10), technician_id=BEN)
    shop.job()
    names = [(group.value, group.label, group.count) for group in _groups(shop, WorkOrderList, "technicians")]
    assert names == [(BEN, "Ben Ito", 1), (None, "", 1)]


@pytest.mark.parametrize("zone", ["America/New_York", "UTC", "Pacific/Auckland"])
def test_months_are_those_on_the_shops_wall(shop: Shop, zone: str) -> None:
    shop.change(Company, 1, timezone=zone)
    instants = [
        datetime(2026, 1, 31, 23, 30, tzinfo=UTC),
        datetime(2026, 2, 1, 4, 59, 59, tzinfo=UTC),
        datetime(2026, 2, 1, 5, 0, tzinfo=UTC),
        datetime(2026, 3, 31, 10, 59, tzinfo=UTC),
        datetime(2026, 3, 31, 11, 0, tzinfo=UTC),
        datetime(1950, 6, 15, tzinfo=UTC),
        datetime(2199, 6, 15, tzinfo=UTC),
    ]
    wanted: dict[int, int] = {}
    for instant in instants:
        shop.job(requested_at=instant)
        there = instant.astimezone(ZoneInfo(zone))
        number = month_number(there.year, there.month)
        wanted[number] = wanted.get(number, 0) + 1
    groups = _groups(shop, WorkOrderList, "requested_at")
    assert {group.value: group.count for group in groups} == wanted
    assert [group.value for group in groups] == sorted(wanted, reverse=True)
    for number, count in wanted.items():
        inside = _ask(shop, WorkOrderList, group_by="requested_at", in_groups=(number,))
        assert inside.total_count == count


def test_numbers_of_months_go_there_and_back() -> None:
    assert [year_and_month(month_number(2025, month)) for month in (1, 12)] == [(2025, 1), (2025, 12)]
    assert month_number(2026, 1) == month_number(2025, 12) + 1


def _found(shop: Shop, make: _Make, text: str) -> set[int]:
    rows = _ask(shop, make, text=text).rows
    first = _ask(shop, make, text=text, part=ListPart.ROWS, limit=max(len(rows), 1)).rows
    assert {row.id for row in rows} == {row.id for row in first}  # looked through from the start, the same
    return {row.id for row in rows}


def test_any_scrap_finds_in_every_list(shop: Shop) -> None:
    job = shop.job(title="Größe prüfen 50%_off", purchase_order="PO-77")
    (agreement,) = shop.add(Agreement(customer_id=SCHOOL, name="Gold", starts_on=date(2026, 1, 1)))
    (item,) = shop.add(Item(code="ZX-9", name="Flame rod", category="Ignition", kind="part"))
    machine = shop.add(Equipment(site_id=SCHOOL_SITE, name="Chiller", category="Cooling"))[0]
    payment = pay(shop, 1_234, customer_id=SCHOOL, reference="Giro 17")
    invoice = invoice_of(shop, 1_000, customer_id=SCHOOL)
    shop.change(Site, SCHOOL_SITE, address="1 Long Lane")
    for make, text, wanted in (
        (WorkOrderList, "größe", job),
        (WorkOrderList, "50%_", job),
        (WorkOrderList, "library po-77 gr", job),
        (WorkOrderList, "g", job),
        (CustomerList, "hill s", SCHOOL),
        (SiteList, "hill sch long", SCHOOL_SITE),
        (EquipmentList, "chil hill lane", machine),
        (EquipmentList, "cooling", machine),
        (AgreementList, "gold hill", agreement),
        (ItemList, "ignition zx", item),
        (PaymentList, "hill giro", payment),
        (InvoiceList, "hill", invoice.id),
    ):
        assert _found(shop, make, text) == {wanted}, (make, text)
        assert _found(shop, make, f"{text} zzzq") == set(), (make, text)


def test_amounts_are_found_by_how_they_begin(shop: Shop) -> None:
    ids = [invoice_of(shop, net).id for net in (1_200, 12_345, 123_456, 99)]
    totals = {row.id: row.total_minor for row in _ask(shop, InvoiceList).rows}
    for text in ("12", "12.", "13", "13.0", "130.8", "1.", "0.9", "1308"):
        wanted = {at for at in ids if f"{totals[at] / 100:.2f}".startswith(text)}
        found = {row.id for row in _ask(shop, InvoiceList, text=text).rows} if wanted else set()
        assert found >= wanted, text


def test_the_first_digit_finds_jobs_by_number(shop: Shop) -> None:
    jobs = [shop.job(customer_id=None, site_id=None, title="x") for _job in range(12)]
    assert _found(shop, WorkOrderList, "1") == {jobs[0], jobs[9], jobs[10], jobs[11]}


def test_a_number_with_its_sign_is_one_job(shop: Shop) -> None:
    jobs = [shop.job(customer_id=None, site_id=None, title="x") for _job in range(12)]
    signed = shop.job(customer_id=None, site_id=None, title="Fan #2 rattles")
    assert _found(shop, WorkOrderList, "#1") == {jobs[0]}
    assert _found(shop, WorkOrderList, "#12") == {jobs[11]}
    assert _found(shop, WorkOrderList, "#2") == {jobs[1], signed}
    assert _found(shop, WorkOrderList, "fan #2") == {signed}
    assert _found(shop, WorkOrderList, "#99") == set()


def test_capitals_do_not_matter_in_a_filter(shop: Shop) -> None:
    shop.change(Customer, SCHOOL, name="Ärzte am Öhrberg")
    for typed in ("ärzte", "ÖHRBERG", "am"):
        only = ListFilter("name", FilterTest.CONTAINS, (typed,))
        assert [row.id for row in _ask(shop, CustomerList, filters=(only,)).rows] == [SCHOOL], typed


def test_jobs_are_filtered_by_any_of_their_technicians(shop: Shop) -> None:
    job, alone = shop.job(), shop.job()
    shop.visit(job, at(9), technician_id=FAY)
    shop.visit(job, at(12), technician_id=BEN)

    def found(test: FilterTest, *values: str) -> list[int]:
        only = ListFilter("technicians", test, values)
        return [row.id for row in _ask(shop, WorkOrderList, filters=(only,)).rows]

    assert found(FilterTest.CONTAINS, "be") == [job]
    assert found(FilterTest.IS, "Fay Brooks") == [job]
    assert found(FilterTest.EMPTY) == [alone]
    assert found(FilterTest.FILLED) == [job]


def test_what_is_common_is_found_in_order_however_much_there_is(shop: Shop) -> None:
    jobs = [shop.job(title=f"Boiler {number}", priority=Priority.LOW) for number in range(12)]
    page = _ask(shop, WorkOrderList, text="boiler", part=ListPart.ROWS, limit=5)
    assert [row.id for row in page.rows] == jobs[:-6:-1]
    upwards = _ask(shop, WorkOrderList, text="boiler", sort="number", part=ListPart.ROWS, limit=5)
    assert [row.id for row in upwards.rows] == jobs[:5]
    rest = _ask(shop, WorkOrderList, text="boiler", part=ListPart.ROWS, limit=5, offset=10)
    assert [row.id for row in rest.rows] == jobs[1::-1]
