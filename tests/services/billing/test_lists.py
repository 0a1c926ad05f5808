"""The lists of invoices and payments and the figures above them: what they say, in few queries however long."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from fsmdesk.core.errors import NotAllowed
from fsmdesk.core.lists import FilterTest, ListFilter, ListPage, ListRequest
from fsmdesk.core.states import WorkOrderState
from fsmdesk.models import Invoice
from fsmdesk.services.billing.messages import (
    BillingFigures,
    InvoiceList,
    InvoiceRow,
    InvoiceStanding,
    PaymentList,
    PaymentRow,
    Tile,
)
from tests.services.billing.making import credit, draft, invoice_of, issue, pay
from tests.services.shop import SCHOOL, LineOf, Shop

_S = InvoiceStanding


def _invoices(shop: Shop, **values: Any) -> ListPage[InvoiceRow]:
    return shop.bookkeeper.ask(InvoiceList(request=ListRequest(**values)))


def _payments(shop: Shop, **values: Any) -> ListPage[PaymentRow]:
    return shop.bookkeeper.ask(PaymentList(request=ListRequest(**values)))


def _ids(page: ListPage[InvoiceRow]) -> list[int]:
    return [row.id for row in page.rows]


@contextmanager
def counted(shop: Shop) -> Iterator[list[str]]:
    """The statements that run inside."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(shop.database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(shop.database.engine, "before_cursor_execute", note)


@pytest.fixture
def many(shop: Shop) -> dict[str, Invoice]:
    """An invoice of each standing: issued on the 2nd of March and looked at on the 10th of April."""
    kept = {
        "open": invoice_of(shop, 1_000, customer_id=SCHOOL),
        "overdue": invoice_of(shop, 2_000),
        "late_part": invoice_of(shop, 3_000),
        "paid": invoice_of(shop, 4_000),
        "credited": invoice_of(shop, 5_000),
    }
    pay(shop, 4_240, kept["paid"], reference="Giro 17")
    pay(shop, 180, kept["late_part"])
    kept["note"] = credit(shop, kept["credited"])
    shop.now += timedelta(days=39)
    kept["new_part"] = invoice_of(shop, 6_000)
    pay(shop, 1_000, kept["new_part"], received_on=date(2026, 4, 10))
    kept["draft"] = shop.get(Invoice, draft(shop, shop.reviewed_job(LineOf(price_minor=7_000))))
    return kept


def test_every_standing_is_told(shop: Shop, many: dict[str, Invoice]) -> None:
    standing = {row.id: (row.standing, row.open_minor, row.overdue_days) for row in _invoices(shop).rows}
    assert {name: standing[invoice.id] for name, invoice in many.items()} == {
        "open": (_S.OVERDUE, 1_000, 25),
        "overdue": (_S.OVERDUE, 2_120, 9),
        "late_part": (_S.OVERDUE, 3_000, 9),
        "paid": (_S.PAID, 0, 0),
        "credited": (_S.PAID, 0, 0),
        "note": (_S.CREDIT_NOTE, 0, 0),
        "new_part": (_S.PARTLY_PAID, 5_360, 0),
        "draft": (_S.DRAFT, 0, 0),
    }


def test_an_invoice_is_overdue_the_day_after_it_was_due(shop: Shop) -> None:
    invoice = invoice_of(shop)
    for days, standing in ((30, _S.OPEN), (31, _S.OVERDUE)):
        shop.now = shop.now.replace(month=3, day=2) + timedelta(days=days)
        assert _invoices(shop).rows[0].standing is standing
    assert _invoices(shop).rows[0].id == invoice.id


def test_totals_are_over_all_rows_and_credit_notes_count_against_them(
    shop: Shop, many: dict[str, Invoice]
) -> None:
    page = _invoices(shop, limit=2)
    assert (len(page.rows), page.total_count) == (2, 8)
    net = 1_000 + 2_000 + 3_000 + 4_000 + 5_000 - 5_000 + 6_000 + 7_000
    assert page.totals["net_minor"] == net
    assert page.totals["tax_minor"] == (net - 1_000) * 6 // 100
    assert page.totals["total_minor"] == page.totals["net_minor"] + page.totals["tax_minor"]
    assert page.totals["open_minor"] == 1_000 + 2_120 + 3_000 + 5_360
    [note] = [row for row in _invoices(shop).rows if row.id == many["note"].id]
    assert (note.net_minor, note.tax_minor, note.total_minor) == (-5_000, -300, -5_300)


def test_drafts_come_first_then_the_newest(shop: Shop, many: dict[str, Invoice]) -> None:
    assert _ids(_invoices(shop))[:3] == [many["draft"].id, many["new_part"].id, many["note"].id]


@pytest.mark.parametrize(
    "key",
    [
        *("number", "kind", "state", "standing", "customer", "work_orders", "issued_on", "due_on"),
        *("net_minor", "tax_minor", "total_minor", "open_minor", "overdue_days"),
    ],
)
def test_every_column_sorts_both_ways(sqlite_shop: Shop, key: str) -> None:
    for price in (3_000, 1_000, 2_000):
        invoice_of(sqlite_shop, price)
        sqlite_shop.now += timedelta(days=20)
    draft(sqlite_shop, sqlite_shop.reviewed_job())
    up, down = _invoices(sqlite_shop, sort=key), _invoices(sqlite_shop, sort=key, descending=True)
    assert sorted(_ids(up)) == sorted(_ids(down)) == [1, 2, 3, 4]
    values = [value for row in up.rows if (value := getattr(row, key)) not in (None, "")]
    assert values == sorted(values)
    values = [value for row in down.rows if (value := getattr(row, key)) not in (None, "")]
    assert values == sorted(values, reverse=True)


def test_filters_narrow(shop: Shop, many: dict[str, Invoice]) -> None:
    overdue = ListFilter("standing", values=(_S.OVERDUE,))
    assert _invoices(shop, filters=(overdue,)).total_count == 3
    both = ListFilter("standing", values=("paid", "draft"))
    assert _invoices(shop, filters=(both,)).total_count == 3
    school = ListFilter("customer_id", values=(SCHOOL,))
    assert _ids(_invoices(shop, filters=(school,))) == [many["open"].id]
    april = ListFilter("issued_on", FilterTest.FROM, (date(2026, 4, 1),))
    assert _ids(_invoices(shop, filters=(april,))) == [many["new_part"].id]
    march = ListFilter("issued_on", FilterTest.UNTIL, (date(2026, 3, 31),))
    assert _invoices(shop, filters=(march, overdue)).total_count == 3


def test_any_scrap_of_text_finds(shop: Shop, many: dict[str, Invoice]) -> None:
    for text, name in (
        ("2026-0002", "overdue"),
        ("hill sch", "open"),
        ("63.60", "new_part"),
        ("cn-", "note"),
    ):
        assert _ids(_invoices(shop, text=text)) == [many[name].id], text
    [job] = {row.work_orders for row in _invoices(shop).rows if row.id == many["draft"].id}
    assert many["draft"].id in _ids(_invoices(shop, text=job))
    assert _invoices(shop, text="nothing like it").total_count == 0


def test_small_amounts_are_found_as_they_are_written(sqlite_shop: Shop) -> None:
    job = sqlite_shop.reviewed_job(LineOf(price_minor=5), customer_id=SCHOOL)
    invoice = issue(sqlite_shop, draft(sqlite_shop, job))
    assert _ids(_invoices(sqlite_shop, text="0.05")) == [invoice.id]


def test_a_hundred_rows_need_no_more_queries_than_one(sqlite_shop: Shop) -> None:
    invoice_of(sqlite_shop)
    with counted(sqlite_shop) as few:
        _invoices(sqlite_shop)
    for _ in range(20):
        pay(sqlite_shop, 600, invoice_of(sqlite_shop))
    with counted(sqlite_shop) as many:
        _invoices(sqlite_shop)
    assert len(many) == len(few) <= 6
    with counted(sqlite_shop) as payments:
        _payments(sqlite_shop)
    assert len(payments) <= 5


def test_payments_are_listed_with_what_they_settle(shop: Shop, many: dict[str, Invoice]) -> None:
    pay(shop, 500)
    page = _payments(shop)
    assert [(row.amount_minor, row.unallocated_minor, row.invoices) for row in page.rows] == [
        (1_000, 0, "2026-0006"),
        (500, 500, ""),
        (180, 0, "2026-0003"),
        (4_240, 0, "2026-0004"),
    ]
    assert page.totals == {"amount_minor": 5_920, "unallocated_minor": 500}
    for text in ("giro", "42.40", "2026-0004"):
        assert [row.reference for row in _payments(shop, text=text).rows] == ["Giro 17"]
    smallest = _payments(shop, sort="amount_minor", limit=1)
    assert (smallest.rows[0].amount_minor, smallest.total_count) == (180, 4)


def test_the_figures_are_as_of_today(shop: Shop, many: dict[str, Invoice]) -> None:
    shop.job(WorkOrderState.COMPLETE, (LineOf(),), completed_at=shop.now - timedelta(days=3))
    figures = shop.bookkeeper.ask(BillingFigures())
    assert figures.to_review == Tile(1, 10_000, 3)
    # The job on the draft still waits, and so does the one that was credited.
    assert figures.to_invoice == Tile(2, 12_000, 39)
    assert figures.open == Tile(4, 11_480, 39)
    assert figures.overdue == Tile(3, 6_120, 25)
    assert figures.paid_this_month == Tile(1, 1_000, 0)


def test_an_empty_office_has_empty_lists(shop: Shop) -> None:
    assert _invoices(shop).totals == dict.fromkeys(("net_minor", "tax_minor", "total_minor", "open_minor"), 0)
    assert shop.bookkeeper.ask(BillingFigures()).open == Tile(0, 0, 0)
    assert _payments(shop).total_count == 0


def test_technicians_see_no_invoices(sqlite_shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        sqlite_shop.fays_phone.ask(InvoiceList(request=ListRequest()))


def test_amounts_are_whole_numbers_on_each_database(shop: Shop, many: dict[str, Invoice]) -> None:
    invoices, payments = _invoices(shop), _payments(shop)
    amounts = [
        *(amount for row in invoices.rows for amount in (row.total_minor, row.tax_minor, row.open_minor)),
        *(amount for row in payments.rows for amount in (row.amount_minor, row.unallocated_minor)),
        *(total for page in (invoices, payments) for total in page.totals.values()),
    ]
    assert len(amounts) > 20
    assert {type(amount) for amount in amounts} == {int}
