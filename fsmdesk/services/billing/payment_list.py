"""The list of payments."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, func, select

from fsmdesk.core.lists import FilterTest, ListFilter, ListPage
from fsmdesk.db.database import Reading
from fsmdesk.db.search import is_short
from fsmdesk.models import Allocation, Customer, Invoice, Payment
from fsmdesk.services.billing.invoice_list import of_amount
from fsmdesk.services.billing.messages import PaymentList, PaymentRow
from fsmdesk.services.listing import ListShape, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.listing_texts import contains, matching
from fsmdesk.services.parties.debts import whole_sum
from fsmdesk.services.registry import answers


@answers(PaymentList)
def payment_list(work: Reading, query: PaymentList) -> ListPage[PaymentRow]:
    """One page of payments; three queries, and the office's currency."""
    page = read_page(work, payment_shape(work), query.request, _to_row)
    numbers = invoice_numbers(work, [row.id for row in page.rows])
    return replace(page, rows=tuple(replace(row, invoices=numbers.get(row.id, "")) for row in page.rows))


def payment_shape(work: Reading) -> ListShape:
    """What the list of payments can do."""
    spread = (
        select(whole_sum(Allocation.amount_minor))
        .where(Allocation.payment_id == Payment.id)
        .correlate(Payment)
        .scalar_subquery()
    )
    unallocated = Payment.amount_minor - func.coalesce(spread, 0)
    columns = (
        Payment.id,
        Payment.version,
        Payment.customer_id,
        Customer.name.label("customer"),
        Payment.received_on,
        Payment.amount_minor,
        unallocated.label("unallocated_minor"),
        Payment.method,
        Payment.reference,
    )
    return ListShape(
        query=select(*columns).outerjoin(Customer, Customer.id == Payment.customer_id),
        key=Payment.id,
        sorts={
            "customer": Customer.name,
            "customer_id": Payment.customer_id,
            "received_on": Payment.received_on,
            "amount_minor": Payment.amount_minor,
            "unallocated_minor": unallocated,
            "method": Payment.method,
            "reference": Payment.reference,
            "invoices": _first_invoice(),
        },
        order=(Payment.received_on.desc(), Payment.id.desc()),
        kind="payment",
        also=lambda word: [*_settling(work, word), *of_amount(work, Payment.id, Payment.amount_minor, word)],
        conditions={"invoices": _invoices_condition},
        totals={"amount_minor": func.sum(Payment.amount_minor), "unallocated_minor": func.sum(unallocated)},
        indexed=frozenset({"received_on"}),
        groups={
            "customer": GroupBy(Payment.customer_id, Customer.id, Customer.name),
            "method": GroupBy(Payment.method),
            "received_on": GroupBy(Payment.received_on, is_by_month=True),
        },
    )


def _first_invoice() -> ColumnElement[Any]:
    first = (
        select(func.min(Allocation.invoice_id))
        .where(Allocation.payment_id == Payment.id)
        .correlate(Payment)
        .scalar_subquery()
    )
    return select(Invoice.number).where(Invoice.id == first).correlate(Payment).scalar_subquery()


def _invoices_condition(wanted: ListFilter) -> ColumnElement[bool]:
    """Payments of invoices with such numbers."""
    settled = (
        select(Allocation.payment_id)
        .join(Invoice, Invoice.id == Allocation.invoice_id)
        .where(Allocation.payment_id.is_not(None))
    )
    if wanted.test is FilterTest.EMPTY:
        return Payment.id.not_in(settled)
    if wanted.test is FilterTest.CONTAINS:
        settled = settled.where(contains(Invoice.number, str(wanted.values[0])))
    return Payment.id.in_(settled)


def _settling(work: Reading, word: str) -> list[Any]:
    """Finds payments of the invoices whose number holds the word."""
    if is_short(word) or not any(letter.isdigit() for letter in word):
        return []
    return [
        select(Allocation.payment_id)
        .join(Invoice, Invoice.id == Allocation.invoice_id)
        .where(
            Invoice.id.in_(matching(work, "invoice", [word])),
            contains(Invoice.number, word),
            Allocation.payment_id.is_not(None),
        )
    ]


def _to_row(row: Any) -> PaymentRow:
    return PaymentRow(**row._mapping, invoices="")


def invoice_numbers(work: Reading, payment_ids: Collection[int]) -> dict[int, str]:
    """For each payment the numbers of the invoices that it settles, in the order in which it did."""
    rows = work.session.execute(
        select(Allocation.payment_id, Invoice.number)
        .join(Invoice, Invoice.id == Allocation.invoice_id)
        .where(Allocation.payment_id.in_(list(payment_ids)))
        .order_by(Allocation.id)
    )
    numbers: dict[int, list[str]] = {}
    for payment_id, number in rows:
        if payment_id is not None and number is not None:
            numbers.setdefault(payment_id, []).append(number)
    return {payment_id: ", ".join(found) for payment_id, found in numbers.items()}
