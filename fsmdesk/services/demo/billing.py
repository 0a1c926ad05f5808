"""Issued invoices, credit notes, drafts and payments, in order of their days and numbers."""

from collections import defaultdict
from datetime import date
from typing import Final, NamedTuple

from fsmdesk.core.money import half_up
from fsmdesk.core.tax import TaxedLine, TaxRate, TaxTotals, tax_totals
from fsmdesk.core.terms import InvoiceKind, InvoiceState, PaperSize, TaxRounding
from fsmdesk.services.demo.chance import Chance
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.jobs import DemoJob, DemoLine
from fsmdesk.services.demo.office_rows import DemoOffice
from fsmdesk.services.demo.papers import Papers
from fsmdesk.services.demo.parties import DemoCustomer
from fsmdesk.services.demo.rows import Rows
from fsmdesk.services.demo.settling import Settlement, Settling

CREDIT_SERIES: Final = "CN-"
_INVOICE, _CREDIT_NOTE = InvoiceKind.INVOICE.value, InvoiceKind.CREDIT_NOTE.value


class _Issue(NamedTuple):
    """What differs between a draft, an invoice and a credit note of the same jobs."""

    kind: str
    day: date
    at: int | None
    due_on: date
    credits: int | None = None
    reason: str = ""


class Billing:
    """Writes what the bookkeeper did on one day after the other."""

    def __init__(
        self, rows: Rows, office: DemoOffice, calendar: Calendar, settling: Settling, chance: Chance
    ) -> None:
        self._office = office
        self._calendar = calendar
        self._settling = settling
        self._chance = chance
        self._add_invoice = rows.adder("invoice")
        self._add_line = rows.adder("invoice_line")
        self._add_line_tax = rows.adder("invoice_line_tax")
        self._add_tax = rows.adder("invoice_tax")
        self._add_payment = rows.adder("payment")
        self._add_allocation = rows.adder("allocation")
        self._credits: dict[date, list[tuple[Settlement, int, int]]] = defaultdict(list)
        self._payments: dict[date, dict[int, tuple[DemoCustomer, list[tuple[int, int]]]]] = defaultdict(dict)
        self.series: dict[str, int] = {}
        self._papers = Papers(office, calendar)

    def day(self, day: date) -> None:
        """Everything of that day is written: invoices, credit notes, payments."""
        for settlement in self._settling.issued_on(day):
            self._issue(settlement)
        for settlement, invoice_id, total in self._credits.pop(day, ()):
            self._take_back(settlement, invoice_id, total)
        for customer, paid in self._payments.pop(day, {}).values():
            self._pay(customer, day, paid)

    def draft(self, customer: DemoCustomer, jobs: list[DemoJob]) -> None:
        """A draft for these reviewed jobs of the customer stands."""
        today = self._calendar.today
        self._write(customer, jobs, _Issue(_INVOICE, today, None, today))

    def _issue(self, settlement: Settlement) -> None:
        issue = _Issue(_INVOICE, settlement.issued_on, settlement.issued, settlement.due_on)
        invoice_id, total = self._write(settlement.customer, settlement.jobs, issue)
        if settlement.credited is None or settlement.credited > self._calendar.now:
            self._await(settlement, invoice_id, total)
        else:
            assert settlement.credited_on is not None
            self._credits[settlement.credited_on].append((settlement, invoice_id, total))

    def _take_back(self, settlement: Settlement, invoice_id: int, total: int) -> None:
        """A credit note settles the invoice, and the jobs are billed again."""
        assert settlement.credited is not None and settlement.credited_on is not None
        day, customer = settlement.credited_on, settlement.customer
        credit = _Issue(_CREDIT_NOTE, day, settlement.credited, day, invoice_id, settlement.credit_reason)
        credit_id, _ = self._write(customer, settlement.jobs, credit)
        self._add_allocation((None, credit_id, invoice_id, total))
        if settlement.billed_again > self._calendar.now:
            return
        due_on = day + (settlement.due_on - settlement.issued_on)
        again = _Issue(_INVOICE, day, settlement.billed_again, due_on)
        self._await(settlement, *self._write(customer, settlement.jobs, again))

    def _await(self, settlement: Settlement, invoice_id: int, total: int) -> None:
        """The shares that have come in by now are expected on their days."""
        paid_before = 0
        for day, at, per_mille in settlement.shares:
            paid = half_up(total * per_mille, 1000)
            if at <= self._calendar.now and paid > paid_before:
                of_day = self._payments[day]
                customer = settlement.customer
                of_day.setdefault(customer.id, (customer, []))[1].append((invoice_id, paid - paid_before))
            paid_before = paid

    def _pay(self, customer: DemoCustomer, day: date, paid: list[tuple[int, int]]) -> None:
        reference = {
            "cheque": f"Check {self._chance.between(1001, 9899)}",
            "transfer": f"ACH {day:%y%m%d}-{self._chance.between(100, 999)}",
            "card": f"Card ending {self._chance.between(1000, 9999)}",
        }[customer.method]
        total = sum(amount for _, amount in paid)
        payment_id = self._add_payment(
            (
                customer.id,
                day.isoformat(),
                total,
                self._office.company["currency"],
                customer.method,
                reference,
                "",
            )
        )
        for invoice_id, amount in paid:
            self._add_allocation((payment_id, None, invoice_id, amount))

    def _write(self, customer: DemoCustomer, jobs: list[DemoJob], issue: _Issue) -> tuple[int, int]:
        """One document of these jobs; its key and its total."""
        billed = [(job, line) for job in jobs for line in job.lines if line.done_milli > 0]
        rates = [self._rates(job, line) for job, line in billed]
        totals = tax_totals(
            [TaxedLine(line.net_minor, taxes) for (_, line), taxes in zip(billed, rates, strict=True)],
            TaxRounding.PER_RATE,
        )
        invoice_id = self._add_invoice(self._invoice_row(customer, jobs, issue, totals))
        for position, (job, line) in enumerate(billed):
            line_id = self._write_line(invoice_id, position + 1, job, line)
            for rate in rates[position]:
                self._add_line_tax((line_id, rate.name, rate.category.value, rate.rate_ppm))
        for row in totals.rows:
            self._add_tax(
                (invoice_id, row.name, row.category.value, row.rate_ppm, row.base_minor, row.tax_minor)
            )
        return invoice_id, totals.gross_minor

    def _rates(self, job: DemoJob, line: DemoLine) -> tuple[TaxRate, ...]:
        """The rates of the day on which the job was complete, whenever it is billed."""
        assert job.completed is not None
        return self._office.taxes[line.tax_code].rates_on(self._calendar.day_of(job.completed))

    def _write_line(self, invoice_id: int, position: int, job: DemoJob, line: DemoLine) -> int:
        note = self._papers.note(job, line)
        return self._add_line(
            (
                *(invoice_id, job.number, line.id, position, line.kind, line.description, note, line.unit),
                *(line.done_milli, line.price_minor, line.tax_code, line.bill_to, line.net_minor),
            )
        )

    def _invoice_row(
        self, customer: DemoCustomer, jobs: list[DemoJob], issue: _Issue, totals: TaxTotals
    ) -> tuple[object, ...]:
        company, papers = self._office.company, self._papers
        is_draft, is_credit = issue.at is None, issue.kind == _CREDIT_NOTE
        number, series, serial = ("", None, None) if is_draft else self._next_number(issue)
        return (
            *(issue.kind, _state(issue), number or None, series, serial, customer.id, issue.credits),
            None if is_draft else issue.day.isoformat(),
            self._calendar.text_or_none(issue.at),
            None if is_draft else self._office.bookkeeper_id,
            None if is_draft or is_credit else issue.due_on.isoformat(),
            *(0 if is_credit else customer.payment_days, company["currency"], TaxRounding.PER_RATE.value),
            *(totals.net_minor, totals.tax_minor, totals.gross_minor),
            ", ".join(dict.fromkeys(job.purchase_order for job in jobs if job.purchase_order)),
            "" if is_credit else papers.summary(jobs),
            *(issue.reason, customer.name, customer.address, customer.tax_number, customer.certificate),
            *(papers.service_at(jobs), *papers.seller()),
            *(("", "") if is_credit else papers.payment(number)),
            *(self._office.logo_id, company["locale"], PaperSize.LETTER.value),
        )

    def _next_number(self, issue: _Issue) -> tuple[str, str, int]:
        """Number, series and serial: invoices are counted in each year, credit notes for good."""
        series = CREDIT_SERIES if issue.kind == _CREDIT_NOTE else f"{issue.day.year}-"
        serial = self.series[series] = self.series.get(series, 0) + 1
        return f"{series}{serial:06d}", series, serial


def _state(issue: _Issue) -> str:
    return (InvoiceState.DRAFT if issue.at is None else InvoiceState.ISSUED).value
