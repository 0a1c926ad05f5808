"""The lines of an invoice, told from the jobs: nothing is typed again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import Select, case, func, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.money import line_net_minor
from fsmdesk.core.tax import TaxedLine, TaxRate, TaxTotals, tax_totals
from fsmdesk.core.terms import HELD_BACK, BillTo, InvoiceKind, InvoiceState, LineKind, TaxRounding
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import (
    Agreement,
    Company,
    Customer,
    Invoice,
    InvoiceLine,
    WorkOrder,
    WorkOrderLine,
)
from fsmdesk.services.billing.tax_book import TaxBook


@dataclass(frozen=True, slots=True)
class BillLine:
    """One line as it would stand on the invoice. Rates are compared by what they are, not by their order."""

    work_order_id: int | None
    work_order_line_id: int | None
    kind: LineKind
    description: str
    note: str
    unit: str
    quantity_milli: int
    price_minor: int
    discount_ppm: int
    tax_code: str
    bill_to: BillTo
    net_minor: int
    rates: tuple[TaxRate, ...]


@dataclass(frozen=True, slots=True)
class _Billed:
    """What issued invoices asked for so far, less what credit notes took back."""

    quantity_milli: int = 0
    net_minor: int = 0


def bill_lines(
    work: Reading, orders: Sequence[WorkOrder], customer: Customer, company: Company
) -> list[BillLine]:
    """What is left to bill of these jobs, in their order.

    Raises:
        RuleBroken: there is nothing left to bill on one of them.
    """
    book, billed = TaxBook(work), _billed_so_far(work, [order.id for order in orders])
    agreements = _agreement_names(work, orders)
    lines: dict[int, list[BillLine]] = {order.id: [] for order in orders}
    by_id = {order.id: order for order in orders}
    for line in work.session.scalars(_done_lines(list(by_id))):
        order = by_id[line.work_order_id]
        so_far = billed.get(line.id, _Billed())
        if line.done_milli <= so_far.quantity_milli:
            continue
        tax = book.tax_of(line.tax_id, service_day(order, work, company), customer.tax_exempt)
        agreement = agreements.get(order.agreement_id or 0, "")
        lines[order.id].append(_bill_line(line, so_far, tax.code, tax.rates, agreement))
    for order in orders:
        if not lines[order.id]:
            words = tr("There is nothing left to bill on job {number}.")
            raise RuleBroken(words.format(number=order.number), "lines")
    return [line for order in orders for line in lines[order.id]]


def totals_of(lines: Sequence[BillLine], rounding: TaxRounding) -> TaxTotals:
    """Net, taxes and gross of the lines."""
    return tax_totals([TaxedLine(line.net_minor, line.rates) for line in lines], rounding)


def service_day(order: WorkOrder, work: Reading, company: Company) -> date:
    """The day on which the job was complete on the office's wall; today if it is not."""
    return wall_minute(order.completed_at or work.now, ZoneInfo(company.timezone))[0]


def _done_lines(work_order_ids: list[int]) -> Select[WorkOrderLine]:
    return (
        select(WorkOrderLine)
        .where(WorkOrderLine.work_order_id.in_(work_order_ids), WorkOrderLine.done_milli > 0)
        .where(WorkOrderLine.approval.not_in(HELD_BACK))
        .order_by(WorkOrderLine.position, WorkOrderLine.id)
    )


def _bill_line(
    line: WorkOrderLine, so_far: _Billed, code: str, rates: tuple[TaxRate, ...], agreement: str
) -> BillLine:
    # Cumulative to date less what was billed, so that the last part takes the remainder.
    net_minor = line_net_minor(line.done_milli, line.price_minor, line.discount_ppm) - so_far.net_minor
    return BillLine(
        work_order_id=line.work_order_id,
        work_order_line_id=line.id,
        kind=line.kind,
        description=line.description,
        note=_note(line, agreement),
        unit=line.unit,
        quantity_milli=line.done_milli - so_far.quantity_milli,
        price_minor=line.price_minor,
        discount_ppm=line.discount_ppm,
        tax_code=code,
        bill_to=line.bill_to,
        net_minor=net_minor if line.bill_to is BillTo.CUSTOMER else 0,
        rates=rates,
    )


def _note(line: WorkOrderLine, agreement: str) -> str:
    """Why the amount is what it is, and what somebody noted on the line."""
    words = ""
    if line.bill_to is BillTo.AGREEMENT:
        words = tr("Covered by agreement {name}").format(name=agreement)
        words = words if agreement else tr("Covered by your agreement")
    elif line.bill_to is BillTo.WARRANTY:
        words = tr("Manufacturer's warranty")
    elif line.bill_to is BillTo.NOBODY:
        words = tr("Free of charge")
    return ", ".join(part for part in (words, line.note) if part)


def _billed_so_far(work: Reading, work_order_ids: list[int]) -> dict[int, _Billed]:
    sign = case((Invoice.kind == InvoiceKind.INVOICE, 1), else_=-1)
    query = (
        select(
            InvoiceLine.work_order_line_id,
            func.sum(InvoiceLine.quantity_milli * sign),
            func.sum(InvoiceLine.net_minor * sign),
        )
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(InvoiceLine.work_order_id.in_(work_order_ids), Invoice.state == InvoiceState.ISSUED)
        .group_by(InvoiceLine.work_order_line_id)
    )
    return {
        key: _Billed(int(quantity), int(net))
        for key, quantity, net in work.session.execute(query)
        if key is not None
    }


def _agreement_names(work: Reading, orders: Sequence[WorkOrder]) -> dict[int, str]:
    ids = {order.agreement_id for order in orders if order.agreement_id is not None}
    names: dict[int, str] = {}
    if ids:
        rows = work.session.execute(select(Agreement.id, Agreement.name).where(Agreement.id.in_(ids)))
        names.update((agreement_id, name) for agreement_id, name in rows)
    return names
