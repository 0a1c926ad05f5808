"""The list of invoices: sorted, filtered, searched and totalled by the database."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, String, case, cast, func, literal, select

from fsmdesk.core.formats import currency_digits
from fsmdesk.core.lists import ListFilter, ListPage
from fsmdesk.db.database import Reading
from fsmdesk.models import Company, Customer, Invoice, InvoiceLine, WorkOrder
from fsmdesk.services.billing.messages import InvoiceList, InvoiceRow, InvoiceStanding
from fsmdesk.services.billing.standing import Standing, standing_columns
from fsmdesk.services.listing import ListShape, contains, read_page
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import today_of

_LONGEST_NUMBER: Final = 18


@answers(InvoiceList)
def invoice_list(work: Reading, query: InvoiceList) -> ListPage[InvoiceRow]:
    """One page of invoices; four queries, and the two values of the office that they need."""
    shape = invoice_shape(work)
    # First which rows, then all about them: else a sort would look everything up for every row there is.
    keys = replace(shape, query=shape.query.with_only_columns(Invoice.id, maintain_column_froms=True))
    page = read_page(work, keys, query.request, lambda row: int(row.id))
    numbers = job_numbers(work, page.rows)
    found = {
        row.id: replace(to_row(row), work_orders=numbers.get(row.id, ""))
        for row in work.session.execute(shape.query.where(Invoice.id.in_(list(page.rows))))
    }
    return ListPage(tuple(found[key] for key in page.rows), page.total_count, page.totals)


def invoice_shape(work: Reading) -> ListShape:
    """What the list of invoices can do, as of today."""
    standing = standing_columns(work, today_of(work))
    money = {
        "net_minor": standing.sign * Invoice.net_minor,
        "tax_minor": standing.sign * Invoice.tax_minor,
        "total_minor": standing.sign * Invoice.total_minor,
        "open_minor": standing.open_minor,
    }
    return ListShape(
        query=_query(standing, money),
        sorts={
            "number": Invoice.number,
            "kind": Invoice.kind,
            "state": Invoice.state,
            "standing": standing.standing,
            "customer": Customer.name,
            "work_orders": _first_job(),
            "issued_on": Invoice.issued_on,
            "due_on": Invoice.due_on,
            "overdue_days": standing.overdue_days,
            "customer_id": Invoice.customer_id,
            **money,
        },
        order=(Invoice.issued_on.desc().nulls_first(), Invoice.id.desc()),
        texts=(
            Invoice.number,
            Customer.name,
            Invoice.bill_to_name,
            Invoice.purchase_order,
        ),
        more_texts=lambda word: [*_of_job(word), *of_amount(work, Invoice.total_minor, word)],
        conditions={"standing": _standing_condition(standing.standing)},
        totals={name: func.sum(column) for name, column in money.items()},
    )


def to_row(row: Any) -> InvoiceRow:
    """The row for the screen; the numbers of its jobs come later, for the whole page at once."""
    values = dict(row._mapping)
    values["standing"] = InvoiceStanding(values["standing"])
    return InvoiceRow(**values, work_orders="")


def job_numbers(work: Reading, invoice_ids: Collection[int]) -> dict[int, str]:
    """For each invoice the numbers of its jobs: `1042, 1043`."""
    rows = work.session.execute(
        select(InvoiceLine.invoice_id, WorkOrder.number)
        .join(WorkOrder, WorkOrder.id == InvoiceLine.work_order_id)
        .where(InvoiceLine.invoice_id.in_(list(invoice_ids)))
        .distinct()
        .order_by(WorkOrder.number)
    )
    numbers: dict[int, list[str]] = {}
    for invoice_id, number in rows:
        numbers.setdefault(invoice_id, []).append(str(number))
    return {invoice_id: ", ".join(found) for invoice_id, found in numbers.items()}


def of_amount(work: Reading, minor: Any, word: str) -> list[ColumnElement[bool]]:
    """True where the word is a scrap of the amount as it is written, such as `84.5` of 184.50."""
    if not any(c.isdigit() for c in word):
        return []
    return [contains(_amount_text(work, minor), word)]


def _amount_text(work: Reading, minor: Any) -> ColumnElement[str]:
    digits = currency_digits(work.session.scalar(select(Company.currency)) or "USD")
    text = cast(func.abs(minor), String)
    if not digits:
        return text
    padded = case((func.length(text) > digits, text), else_=_zeros(digits).concat(text))
    cut = func.length(padded) - digits
    return func.substr(padded, 1, cut).concat(".").concat(func.substr(padded, cut + 1))


def _zeros(count: int) -> ColumnElement[str]:
    return literal("0" * count, String)


def _query(standing: Standing, money: dict[str, ColumnElement[int]]) -> Any:
    return (
        select(
            Invoice.id,
            Invoice.version,
            Invoice.kind,
            Invoice.state,
            standing.standing.label("standing"),
            func.coalesce(Invoice.number, "").label("number"),
            Invoice.customer_id,
            Customer.name.label("customer"),
            Invoice.issued_on,
            Invoice.due_on,
            *(column.label(name) for name, column in money.items()),
            standing.overdue_days.label("overdue_days"),
        )
        # Every invoice has its customer; an outer join is left away where only the invoices are counted.
        .outerjoin(Customer, Customer.id == Invoice.customer_id)
    )


def _first_job() -> ColumnElement[Any]:
    return (
        select(func.min(WorkOrder.number))
        .select_from(InvoiceLine)
        .join(WorkOrder, WorkOrder.id == InvoiceLine.work_order_id)
        .where(InvoiceLine.invoice_id == Invoice.id)
        .correlate(Invoice)
        .scalar_subquery()
    )


def _of_job(word: str) -> list[ColumnElement[bool]]:
    """True for invoices of the job whose number the word is, with or without the sign before it."""
    number = word.removeprefix("#")
    if not (number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER):
        return []
    bills = (
        select(InvoiceLine.invoice_id)
        .join(WorkOrder, WorkOrder.id == InvoiceLine.work_order_id)
        .where(WorkOrder.number == int(number))
    )
    return [Invoice.id.in_(bills)]


def _standing_condition(column: ColumnElement[str]) -> Any:
    def condition(wanted: ListFilter) -> ColumnElement[bool]:
        return column.in_([str(value) for value in wanted.values])

    return condition
