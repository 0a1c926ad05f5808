"""Numbers of issued documents: the next one of a series, taken in the transaction that issues."""

from datetime import date
from typing import Final

from sqlalchemy import select, text

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.payment_terms import PaymentTerms
from fsmdesk.core.terms import InvoiceState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Company, Invoice, NumberSeries
from fsmdesk.services.records import next_number
from fsmdesk.services.the_company import today_of

_LONGEST_PREFIX: Final = 40


def day_of_issue(work: Reading, wanted: date | None, not_before: date | None = None) -> date:
    """The day that the document carries: the wanted one, else today in the office.

    Raises:
        RuleBroken: it is still to come, or before the document that it corrects.
    """
    today = today_of(work)
    day = wanted or today
    if day > today:
        raise RuleBroken(tr("A document can't be issued on a day that is still to come."), "issued_on")
    if not_before is not None and day < not_before:
        raise RuleBroken(tr("A credit note can't be older than its invoice."), "issued_on")
    return day


def issue(work: Writing, invoice: Invoice, company: Company, pattern: str, day: date) -> None:
    """The draft, complete with its parts, is issued: numbered, dated, and from now on frozen."""
    series = pattern.replace("{year}", f"{day.year:04d}")
    if len(series) > _LONGEST_PREFIX:
        words = tr("The prefix of the number is too long: at most {count} characters fit.")
        raise RuleBroken(words.format(count=_LONGEST_PREFIX), "invoice_prefix")
    work.session.flush()
    _ensure_series(work, series)
    serial = next_number(work, series)
    # One statement: the database checks the sums and takes the number when the state changes.
    with work.session.no_autoflush:
        invoice.series, invoice.serial = series, serial
        invoice.number = f"{series}{serial:0{company.number_digits}d}"
        invoice.state = InvoiceState.ISSUED
        invoice.issued_on, invoice.issued_at = day, work.now
        invoice.issued_by_id = work.actor.person_id


def due_on(invoice: Invoice, day: date) -> date:
    """The day until which an invoice that is issued on `day` is to be paid."""
    return PaymentTerms(invoice.payment_days).due_on(day)


def _ensure_series(work: Writing, name: str) -> None:
    """The series exists. Two seats that begin a year at the same moment don't stumble over each other."""
    if work.session.scalar(select(NumberSeries.id).where(NumberSeries.name == name)) is None:
        work.session.execute(
            text("INSERT INTO number_series (name, last) VALUES (:name, 0) ON CONFLICT DO NOTHING"),
            {"name": name},
        )
