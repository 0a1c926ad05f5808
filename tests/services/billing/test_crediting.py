"""Taking an invoice back: the credit note mirrors it, settles it, and opens its jobs for another invoice."""

from datetime import date, timedelta

import pytest

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import InvoiceKind
from fsmdesk.models import (
    Allocation,
    InvoiceLine,
    InvoiceTax,
    StateMove,
    WorkOrder,
    WorkOrderLine,
)
from fsmdesk.services.billing.messages import CreditInvoice, Invoice, InvoiceStanding
from tests.services.billing.making import credit, draft, invoice_of, issue, pay
from tests.services.shop import COUNTY_TAX, LineOf, Shop

_W = WorkOrderState


def test_a_credit_note_mirrors_its_invoice(shop: Shop) -> None:
    job = shop.reviewed_job(LineOf(price_minor=333), LineOf(price_minor=1_005, tax_id=COUNTY_TAX))
    invoice = issue(shop, draft(shop, job))
    note = credit(shop, invoice, reason="Billed the wrong\r\ncustomer")
    assert (note.kind, note.number, note.reason) == (
        InvoiceKind.CREDIT_NOTE,
        "CN-0001",
        "Billed the wrong\ncustomer",
    )
    for name in ("net_minor", "tax_minor", "total_minor", "bill_to_name", "service_at", "seller_name"):
        assert getattr(note, name) == getattr(invoice, name)
    assert (note.due_on, note.payment_text, note.payment_link) == (None, "", "")
    for model in (InvoiceLine, InvoiceTax):
        assert len(shop.all(model, invoice_id=note.id)) == len(shop.all(model, invoice_id=invoice.id))


def test_it_settles_the_invoice_and_the_jobs_wait_for_another(shop: Shop) -> None:
    invoice = invoice_of(shop)
    [line] = shop.all(InvoiceLine, invoice_id=invoice.id)
    job = line.work_order_id or 0
    note = credit(shop, invoice)
    [allocation] = shop.all(Allocation)
    assert (allocation.credit_note_id, allocation.invoice_id, allocation.amount_minor) == (
        note.id,
        invoice.id,
        10_600,
    )
    assert shop.get(WorkOrder, job).state is _W.REVIEWED
    assert shop.all(StateMove, work_order_id=job)[-1].reason == "Wrong machine"
    [stored] = shop.all(WorkOrderLine, work_order_id=job)
    shop.change(WorkOrderLine, stored.id, price_minor=8_000)
    again = issue(shop, draft(shop, job))
    assert (again.number, again.net_minor) == ("2026-0002", 8_000)
    card = shop.bookkeeper.ask(Invoice(invoice_id=invoice.id))
    assert (card.row.standing, card.credit_note_ids) == (InvoiceStanding.PAID, (note.id,))
    assert card.settled_by[0].words == "Credit note CN-0001"
    assert shop.bookkeeper.ask(Invoice(invoice_id=note.id)).credits_number == "2026-0001"


def test_what_was_paid_stays_to_the_customers_credit(shop: Shop) -> None:
    invoice = invoice_of(shop)
    pay(shop, 4_000, invoice)
    note = credit(shop, invoice)
    [allocation] = shop.all(Allocation, credit_note_id=note.id)
    assert allocation.amount_minor == 6_600
    card = shop.bookkeeper.ask(Invoice(invoice_id=note.id))
    assert (card.row.total_minor, card.row.open_minor) == (-10_600, -4_000)


def test_a_paid_invoice_is_credited_and_its_closed_job_opens(shop: Shop) -> None:
    invoice = invoice_of(shop)
    pay(shop, 10_600, invoice)
    note = credit(shop, invoice)
    assert shop.all(Allocation, credit_note_id=note.id) == []
    [line] = shop.all(InvoiceLine, invoice_id=invoice.id)
    assert shop.get(WorkOrder, line.work_order_id or 0).state is _W.REVIEWED


def test_an_invoice_over_nothing_is_credited_too(shop: Shop) -> None:
    invoice = invoice_of(shop, 0)
    assert credit(shop, invoice).total_minor == 0


def test_an_invoice_is_credited_once(shop: Shop) -> None:
    invoice = invoice_of(shop)
    note = credit(shop, invoice)
    with pytest.raises(RuleBroken, match="2026-0001 has been credited already, by CN-0001"):
        credit(shop, invoice)
    with pytest.raises(RuleBroken, match="Only an issued invoice"):
        credit(shop, note)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reason": " \n"}, "reason"),
        ({"reason": "a\x00"}, "reason"),
        ({"reason": "x", "issued_on": date(2026, 3, 3)}, "issued_on"),
        ({"reason": "x", "issued_on": date(2026, 3, 1)}, "issued_on"),
    ],
)
def test_reason_and_day_are_checked(sqlite_shop: Shop, values: dict[str, object], field: str) -> None:
    invoice = invoice_of(sqlite_shop)
    with pytest.raises(RuleBroken) as refused:
        sqlite_shop.bookkeeper.do(CreditInvoice(invoice_id=invoice.id, **values))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_draft_is_discarded_not_credited(sqlite_shop: Shop) -> None:
    unissued = draft(sqlite_shop, sqlite_shop.reviewed_job())
    with pytest.raises(RuleBroken, match="Only an issued invoice"):
        sqlite_shop.bookkeeper.do(CreditInvoice(invoice_id=unissued, reason="x"))


def test_credit_notes_have_numbers_of_their_own(shop: Shop) -> None:
    first, second = invoice_of(shop), invoice_of(shop)
    assert [credit(shop, invoice).number for invoice in (second, first)] == ["CN-0001", "CN-0002"]
    shop.now += timedelta(days=400)
    assert invoice_of(shop).number == "2027-0001"


def test_a_dispatcher_credits_nothing(sqlite_shop: Shop) -> None:
    invoice = invoice_of(sqlite_shop)
    with pytest.raises(NotAllowed):
        sqlite_shop.dispatcher.do(CreditInvoice(invoice_id=invoice.id, reason="x"))
