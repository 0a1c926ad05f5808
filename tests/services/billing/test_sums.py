"""Whatever the lines, an invoice adds up, its credit note mirrors it, and payments never exceed it."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fsmdesk.core.money import line_net_minor, share_minor
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import BillTo, TaxRounding
from fsmdesk.models import Allocation, Company, Invoice, InvoiceLine, InvoiceTax, WorkOrder
from tests.services.billing.making import credit, draft, issue, pay
from tests.services.shop import COUNTY_TAX, LIBRARY, SALES_TAX, SCHOOL, LineOf, Shop, fresh_shop
from tests.support.databases import SQLITE, OfficesByDatabase

_LINES = st.builds(
    LineOf,
    price_minor=st.integers(0, 10**7),
    done_milli=st.integers(1, 10**6),
    discount_ppm=st.sampled_from([0, 0, 50_000, 333_333, 1_000_000]),
    tax_id=st.sampled_from([None, SALES_TAX, COUNTY_TAX]),
    bill_to=st.sampled_from([BillTo.CUSTOMER, BillTo.CUSTOMER, *BillTo]),
)


@pytest.fixture(scope="module")
def one_shop(offices_by_database: OfficesByDatabase) -> Iterator[Shop]:
    """One shop for all examples: what it has billed before does not matter to the next."""
    with fresh_shop(offices_by_database.on(SQLITE)) as made:
        yield made


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    lines=st.lists(_LINES, min_size=1, max_size=8),
    rounding=st.sampled_from(TaxRounding),
    customer=st.sampled_from([LIBRARY, SCHOOL]),
    parts=st.lists(st.integers(1, 99), max_size=3),
)
def test_invoices_add_up(
    one_shop: Shop, lines: list[LineOf], rounding: TaxRounding, customer: int, parts: list[int]
) -> None:
    shop = one_shop
    shop.change(Company, 1, tax_rounding=rounding)
    job = shop.reviewed_job(*lines, customer_id=customer)
    invoice = issue(shop, draft(shop, job))
    stored = shop.all(InvoiceLine, invoice_id=invoice.id)
    nets = [
        line_net_minor(line.done_milli, line.price_minor, line.discount_ppm)
        if line.bill_to is BillTo.CUSTOMER
        else 0
        for line in lines
    ]
    assert [line.net_minor for line in stored] == nets
    taxes = shop.all(InvoiceTax, invoice_id=invoice.id)
    assert invoice.net_minor == sum(nets)
    assert invoice.tax_minor == sum(tax.tax_minor for tax in taxes)
    assert invoice.total_minor == invoice.net_minor + invoice.tax_minor
    for tax in taxes:
        # Rounded once or for each line, the tax is never further from its rate than half a unit for each.
        assert abs(tax.tax_minor - share_minor(tax.base_minor, tax.rate_ppm)) <= len(lines)
        assert customer == LIBRARY or tax.tax_minor == 0
    _settle(shop, invoice, customer, parts)


def _settle(shop: Shop, invoice: Invoice, customer: int, parts: list[int]) -> None:
    """Some of it is paid, the rest is credited: then nothing is open, and the note says what the invoice said."""
    for part in parts:
        amount = invoice.total_minor * part // 400
        if amount:
            pay(shop, amount, invoice, customer_id=customer)
    note = credit(shop, invoice)
    assert (note.net_minor, note.tax_minor, note.total_minor) == (
        invoice.net_minor,
        invoice.tax_minor,
        invoice.total_minor,
    )
    settled = sum(each.amount_minor for each in shop.all(Allocation, invoice_id=invoice.id))
    assert settled == invoice.total_minor
    [job] = {line.work_order_id for line in shop.all(InvoiceLine, invoice_id=invoice.id)}
    assert shop.get(WorkOrder, job or 0).state is WorkOrderState.REVIEWED
