"""Money that comes in: spread over invoices in order, never twice, and what it closes."""

from datetime import date

import pytest

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.models import Allocation, InvoiceLine, Payment, WorkOrder
from fsmdesk.services.billing.messages import Invoice, InvoiceStanding
from tests.services.billing.making import credit, draft, invoice_of, issue, pay, payment
from tests.services.shop import SCHOOL, LineOf, Shop

_W = WorkOrderState


def _job_of(shop: Shop, invoice_id: int) -> WorkOrder:
    [job] = {line.work_order_id for line in shop.all(InvoiceLine, invoice_id=invoice_id)}
    return shop.get(WorkOrder, job or 0)


def _allocated(shop: Shop, payment_id: int) -> list[tuple[int, int]]:
    found = shop.all(Allocation, payment_id=payment_id)
    return [(allocation.invoice_id, allocation.amount_minor) for allocation in found]


def test_a_payment_in_full_closes_the_job(shop: Shop) -> None:
    invoice = invoice_of(shop)
    received = pay(shop, 10_600, invoice)
    assert _allocated(shop, received) == [(invoice.id, 10_600)]
    assert _job_of(shop, invoice.id).state is _W.CLOSED
    card = shop.bookkeeper.ask(Invoice(invoice_id=invoice.id))
    assert (card.row.standing, card.row.open_minor) == (InvoiceStanding.PAID, 0)
    assert [(each.words, each.amount_minor) for each in card.settled_by] == [("Transfer", 10_600)]


def test_a_part_leaves_the_rest_open(shop: Shop) -> None:
    invoice = invoice_of(shop)
    pay(shop, 600, invoice, reference="Statement 7")
    card = shop.bookkeeper.ask(Invoice(invoice_id=invoice.id))
    assert (card.row.standing, card.row.open_minor) == (InvoiceStanding.PARTLY_PAID, 10_000)
    assert card.settled_by[0].words == "Transfer, Statement 7"
    assert _job_of(shop, invoice.id).state is _W.INVOICED
    pay(shop, 10_000, invoice)
    assert _job_of(shop, invoice.id).state is _W.CLOSED


def test_a_payment_is_spread_in_the_order_named_and_the_rest_stays_on_account(shop: Shop) -> None:
    first, second, third = (invoice_of(shop, minor) for minor in (100, 200, 300))
    assert _allocated(shop, pay(shop, 300, third, first)) == [(third.id, 300)]
    received = pay(shop, 1_000, second, first, second, third)
    assert _allocated(shop, received) == [(second.id, 212), (first.id, 106), (third.id, 18)]
    assert shop.get(Payment, received).amount_minor == 1_000


def test_money_without_an_invoice_stays_on_account(shop: Shop) -> None:
    assert _allocated(shop, pay(shop, 5_000)) == []


def test_an_invoice_over_several_jobs_closes_all_of_them(shop: Shop) -> None:
    jobs = [shop.reviewed_job(LineOf(price_minor=1_000)) for _ in range(2)]
    pay(shop, 2_120, issue(shop, draft(shop, *jobs)))
    assert {shop.get(WorkOrder, job).state for job in jobs} == {_W.CLOSED}


def test_the_same_payment_sent_twice_counts_once(shop: Shop) -> None:
    command = payment(600, invoice_of(shop))
    assert shop.bookkeeper.do(command).value == shop.bookkeeper.do(command).value
    assert len(shop.all(Payment)) == 1


def test_what_is_settled_is_not_paid_again(shop: Shop) -> None:
    paid, credited = invoice_of(shop), invoice_of(shop)
    pay(shop, 10_600, paid)
    credit(shop, credited)
    for invoice in (paid, credited):
        with pytest.raises(RuleBroken, match=f"{invoice.number} is settled already") as refused:
            pay(shop, 100, invoice)
        assert refused.value.field == "invoice_ids"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount_minor": 0}, "amount_minor"),
        ({"amount_minor": -5}, "amount_minor"),
        ({"amount_minor": 10**15 + 1}, "amount_minor"),
        ({"received_on": date(2026, 3, 3)}, "received_on"),
        ({"reference": "a\x1b"}, "reference"),
        ({"invoice_ids": (999,)}, "invoice_ids"),
        ({"customer_id": SCHOOL}, "invoice_ids"),
        ({"customer_id": 999}, ""),
    ],
)
def test_what_can_not_be_is_refused(sqlite_shop: Shop, values: dict[str, object], field: str) -> None:
    invoice = invoice_of(sqlite_shop)
    with pytest.raises(RuleBroken) as refused:
        pay(sqlite_shop, **({"amount_minor": 100, "invoice_ids": (invoice.id,)} | values))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert sqlite_shop.all(Payment) == []


def test_only_issued_invoices_are_paid(sqlite_shop: Shop) -> None:
    unissued = draft(sqlite_shop, sqlite_shop.reviewed_job())
    note = credit(sqlite_shop, invoice_of(sqlite_shop))
    for wanted in (unissued, note.id):
        with pytest.raises(RuleBroken, match="Only issued invoices"):
            pay(sqlite_shop, 100, invoice_ids=(wanted,))


def test_a_dispatcher_records_no_money(sqlite_shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        sqlite_shop.dispatcher.do(payment(100))
