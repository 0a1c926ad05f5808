"""Invented documents that show how the shop's own would look."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import CheckKind, DocumentKind, InvoiceKind, JobKind, Priority, TaxCategory
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Company
from fsmdesk.reports.documents import (
    DaySheetDocument,
    DayVisit,
    HouseTexts,
    InvoiceDocument,
    InvoiceLine,
    JobTicketDocument,
    Letterhead,
    PastJob,
    PrintSettings,
    TaxRow,
    TicketCheck,
    TicketLine,
    TicketVisit,
)
from fsmdesk.reports.frame import formats_for
from fsmdesk.services.printing.letterheads import company_letterhead, company_settings
from fsmdesk.services.printing.messages import Paper, SamplePaper
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company

_COLOUR: Final = re.compile("#[0-9a-fA-F]{6}")
_NUMBER: Final = "2026-000123"
_MORNING: Final = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
_NET, _RATE = 26_450, 200_000
_CUSTOMER: Final = ("Weaver & Daughters", "14 Abbey Road")


@dataclass(frozen=True, slots=True)
class _Looks:
    """What the sample is about: how it looks."""

    company: Company
    letterhead: Letterhead
    settings: PrintSettings
    texts: HouseTexts


@answers(SamplePaper)
def sample_paper(work: Reading, query: SamplePaper) -> Paper:
    """The sample as PDF. A colour that is not typed to its end yet counts as none.

    Raises:
        RuleBroken: the logo is no picture.
    """
    from fsmdesk.reports.binding import bound_pdf

    company = the_company(work)
    colour = query.colour if _COLOUR.fullmatch(query.colour) else ""
    letterhead = replace(company_letterhead(work, company), colour=colour, logo=query.logo or None)
    settings = company_settings(company, query.paper)
    amount = formats_for(settings).money_with_code(_total())
    intro, closing = (
        text.replace("{number}", _NUMBER).replace("{amount}", amount) for text in (query.intro, query.closing)
    )
    looks = _Looks(
        company, letterhead, settings, HouseTexts(intro=intro, closing=closing, footer=query.footer)
    )
    return Paper(query.document.label, bound_pdf([_MAKE[query.document](looks)], query.document.label))


def _total() -> int:
    return _NET + _NET * _RATE // 1_000_000


def _invoice(looks: _Looks) -> InvoiceDocument:
    registration = " · ".join(
        words.format(number=number)
        for words, number in (
            (tr("Lic. {number}"), looks.company.licence),
            (tr("Tax ID {number}"), looks.company.tax_number),
        )
        if number
    )
    lines = (*looks.letterhead.lines, registration) if registration else looks.letterhead.lines
    return InvoiceDocument(
        number=_NUMBER,
        issued_on=_MORNING.date(),
        due_on=_MORNING.date() + timedelta(days=looks.company.payment_days),
        work_orders=("#4711",),
        letterhead=replace(looks.letterhead, lines=lines),
        bill_to=_CUSTOMER,
        service_at=(tr("Workshop, boiler room"), tr("Boiler 1 · SN 77120")),
        summary=tr("Boiler locked out on ignition. Flame sensor replaced, combustion tested."),
        lines=_bill_lines(),
        subtotal_minor=_NET,
        taxes=(_tax(looks),),
        due_minor=_total(),
        pay_to=looks.company.payment_text.replace("{number}", _NUMBER).replace("{amount}", ""),
        payment_code=looks.company.payment_link.replace("{number}", _NUMBER) or None,
        texts=looks.texts,
        settings=looks.settings,
    )


def _bill_lines() -> tuple[InvoiceLine, ...]:
    rows = (
        (tr("Call-out"), 1_000, "", 7_500),
        (tr("Labour"), 1_500, tr("h"), 8_500),
        (tr("Flame sensor"), 1_000, "", 6_200),
    )
    return tuple(
        InvoiceLine(
            description=words,
            quantity_milli=quantity,
            unit=unit,
            price_minor=price,
            tax_code="S",
            amount_minor=quantity * price // 1000,
        )
        for words, quantity, unit, price in rows
    )


def _tax(looks: _Looks) -> TaxRow:
    rate = formats_for(looks.settings).percent(_RATE)
    return TaxRow(
        category=TaxCategory.STANDARD,
        rate_ppm=_RATE,
        base_minor=_NET,
        tax_minor=_total() - _NET,
        label=f"{tr('Tax')} {rate}",
    )


def _credit_note(looks: _Looks) -> InvoiceDocument:
    return replace(
        _invoice(looks),
        kind=InvoiceKind.CREDIT_NOTE,
        corrects="2026-000119",
        due_on=None,
        summary=tr("The flame sensor was under warranty."),
        payment_code=None,
        pay_to="",
    )


def _ticket(looks: _Looks) -> JobTicketDocument:
    return JobTicketDocument(
        number="#4711",
        title=tr("Boiler locks out"),
        state=WorkOrderState.DISPATCHED,
        priority=Priority.HIGH,
        kind=JobKind.CORRECTIVE,
        letterhead=looks.letterhead,
        due_at=_MORNING + timedelta(hours=8),
        customer=(_CUSTOMER[0],),
        site=(tr("Workshop"), _CUSTOMER[1]),
        contact=("P. Doyle", "+44 20 7946 0018"),
        machine=(tr("Boiler 1"), "SN 77120"),
        scope=tr("Locks out on ignition, twice a day."),
        access_notes=tr("Ring at the side door."),
        safety=tr("Asbestos lagging on the old flue."),
        protective_gear=tr("Gloves, mask FFP3"),
        visits=(_visit(),),
        checks=_checks(),
        lines=(TicketLine(description=tr("Flame sensor"), quantity_milli=1_000, kind=tr("Part")),),
        history=(
            PastJob(
                number="#4102", done_on=(_MORNING - timedelta(days=190)).date(), summary=tr("Yearly service")
            ),
        ),
        texts=looks.texts,
        settings=looks.settings,
    )


def _visit() -> TicketVisit:
    end = _MORNING + timedelta(minutes=90)
    return TicketVisit(technician="Ana Ruiz", state=VisitState.DISPATCHED, starts_at=_MORNING, ends_at=end)


def _checks() -> tuple[TicketCheck, ...]:
    return (
        TicketCheck(label=tr("Gas tightness tested"), is_required=True),
        TicketCheck(label=tr("Pressure"), kind=CheckKind.NUMBER, asks=tr("1.2 to 1.8 bar")),
    )


def _day_sheet(looks: _Looks) -> DaySheetDocument:
    first = DayVisit(
        starts_at=_MORNING,
        ends_at=_MORNING + timedelta(minutes=90),
        number="#4711",
        title=tr("Boiler locks out"),
        priority=Priority.HIGH,
        state=VisitState.DISPATCHED,
        customer=_CUSTOMER[0],
        address=_CUSTOMER[1],
        contact="P. Doyle",
        phone="+44 20 7946 0018",
        problem=tr("Locks out on ignition, twice a day."),
        access_notes=tr("Ring at the side door."),
    )
    second = replace(
        first,
        starts_at=_MORNING + timedelta(hours=3),
        ends_at=_MORNING + timedelta(hours=4),
        number="#4715",
        title=tr("Yearly service"),
        priority=Priority.LOW,
        state=VisitState.PLANNED,
        problem="",
        access_notes="",
    )
    return DaySheetDocument(
        technician="Ana Ruiz",
        day=_MORNING.date(),
        letterhead=looks.letterhead,
        visits=(first, second),
        texts=looks.texts,
        settings=looks.settings,
    )


_MAKE: Final[
    Mapping[DocumentKind, Callable[[_Looks], InvoiceDocument | JobTicketDocument | DaySheetDocument]]
] = {
    DocumentKind.INVOICE: _invoice,
    DocumentKind.CREDIT_NOTE: _credit_note,
    DocumentKind.JOB_TICKET: _ticket,
    DocumentKind.DAY_SHEET: _day_sheet,
}
