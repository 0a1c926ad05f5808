"""The list of invoices: sorted, filtered, searched and totalled by the database."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, String, cast, func, or_, select

from fsmdesk.core.formats import currency_digits
from fsmdesk.core.lists import FilterTest, ListFilter, ListPage
from fsmdesk.db.database import Reading
from fsmdesk.models import Company, Customer, Invoice, InvoiceLine, WorkOrder
from fsmdesk.services.billing.messages import InvoiceList, InvoiceRow, InvoiceStanding
from fsmdesk.services.billing.standing import Standing, standing_columns
from fsmdesk.services.listing import ListShape, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.listing_texts import contains
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import today_of

_LONGEST_NUMBER: Final = 18
_LONGEST_AMOUNT: Final = 12  # digits before the point


@answers(InvoiceList)
def invoice_list(work: Reading, query: InvoiceList) -> ListPage[InvoiceRow]:
    """One page of invoices; four queries, and the two values of the office that they need."""
    page = read_page(work, invoice_shape(work), query.request, to_row)
    numbers = job_numbers(work, [row.id for row in page.rows])
    return replace(page, rows=tuple(replace(row, work_orders=numbers.get(row.id, "")) for row in page.rows))


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
        key=Invoice.id,
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
        kind="invoice",
        also=lambda word: [*_of_job(word), *of_amount(work, Invoice.id, Invoice.total_minor, word)],
        conditions={"standing": _standing_condition(standing.standing), "work_orders": _jobs_condition},
        totals={name: func.sum(column) for name, column in money.items()},
        indexed=frozenset({"issued_on"}),
        groups={
            "customer": GroupBy(Invoice.customer_id, Customer.id, Customer.name),
            "standing": GroupBy(standing.standing),
            "kind": GroupBy(Invoice.kind),
            "issued_on": GroupBy(Invoice.issued_on, is_by_month=True),
            "due_on": GroupBy(Invoice.due_on, is_by_month=True),
        },
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


def of_amount(work: Reading, key: Any, minor: Any, word: str) -> list[Any]:
    """Finds the ids of records whose amount, as it is written with a point, begins with the word.

    One digit alone would be that of every tenth amount; it finds words that begin with it.
    """
    if len(word) < 2:
        return []
    whole, point, part = word.partition(".")
    digits = currency_digits(work.session.scalar(select(Company.currency)) or "USD")
    if not _is_number(whole) or len(part) > digits or (point and part and not _is_number(part)):
        return []
    spans = _amounts_beginning(int(whole), part, digits) if point else _amounts_from(int(whole), digits)
    return [select(key).where(or_(*(minor.between(low, high) for low, high in spans)))]


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= _LONGEST_AMOUNT


def _amounts_beginning(whole: int, part: str, digits: int) -> list[tuple[int, int]]:
    open_ = 10 ** (digits - len(part))
    low = (whole * 10 ** len(part) + int(part or 0)) * open_
    return [(low, low + open_ - 1)]


def _amounts_from(whole: int, digits: int) -> list[tuple[int, int]]:
    """12 is the beginning of 12.00, of 120.00 and of 1234.56."""
    more = range(_LONGEST_AMOUNT - len(str(whole)) + 1) if whole else range(1)
    return [((whole * 10**n) * 10**digits, ((whole + 1) * 10**n) * 10**digits - 1) for n in more]


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
    first = (
        select(func.min(InvoiceLine.work_order_id))
        .where(InvoiceLine.invoice_id == Invoice.id)
        .correlate(Invoice)
        .scalar_subquery()
    )
    return select(WorkOrder.number).where(WorkOrder.id == first).correlate(Invoice).scalar_subquery()


def _of_job(word: str) -> list[Any]:
    """Finds invoices of the job whose number the word is, with or without the sign before it."""
    number = word.removeprefix("#")
    if not (number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER):
        return []
    bills = (
        select(InvoiceLine.invoice_id)
        .join(WorkOrder, WorkOrder.id == InvoiceLine.work_order_id)
        .where(WorkOrder.number == int(number))
    )
    return [bills]


def _jobs_condition(wanted: ListFilter) -> ColumnElement[bool]:
    """Invoices of jobs with such numbers."""
    bills = select(InvoiceLine.invoice_id).where(InvoiceLine.work_order_id.is_not(None))
    if wanted.test is FilterTest.EMPTY:
        return Invoice.id.not_in(bills)
    if wanted.test is FilterTest.CONTAINS:
        number = cast(WorkOrder.number, String)
        jobs = select(WorkOrder.id).where(contains(number, str(wanted.values[0]).removeprefix("#")))
        bills = bills.where(InvoiceLine.work_order_id.in_(jobs))
    return Invoice.id.in_(bills)


def _standing_condition(column: ColumnElement[str]) -> Any:
    def condition(wanted: ListFilter) -> ColumnElement[bool]:
        return column.in_([str(value) for value in wanted.values])

    return condition
