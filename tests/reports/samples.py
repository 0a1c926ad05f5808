"""Documents as an office prints them, and ways to read a printed one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO

from PIL import Image
from pypdf import PdfReader

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import JobKind, PaperSize, Priority, TaxCategory
from fsmdesk.reports.documents import (
    DaySheetDocument,
    DayVisit,
    InvoiceDocument,
    InvoiceLine,
    JobTicketDocument,
    Letterhead,
    PastJob,
    PrintSettings,
    TaxRow,
    TicketLine,
    TicketVisit,
)


def logo() -> bytes:
    """A small picture with a transparent corner."""
    picture = Image.new("RGBA", (40, 40), (22, 32, 46, 255))
    picture.putpixel((0, 0), (0, 0, 0, 0))
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


LETTERHEAD = Letterhead(name="Hill & Sons Plumbing", lines=("5 Kiln Lane, Ripon", "Tax ID 11-223344"))
LETTER = PrintSettings(locale="en_US", currency="USD", zone="America/New_York", paper=PaperSize.LETTER)


def at(hour: int, minute: int = 0) -> datetime:
    """That time of the sample day, UTC."""
    return datetime(2026, 3, 9, hour, minute, tzinfo=UTC)


def invoice_line(description: str, amount_minor: int = 4250, note: str = "") -> InvoiceLine:
    return InvoiceLine(
        description=description,
        note=note,
        quantity_milli=1500,
        unit="h",
        price_minor=2833,
        tax_code="S",
        amount_minor=amount_minor,
    )


def invoice(
    lines: Sequence[InvoiceLine] = (), settings: PrintSettings = LETTER, **changes: object
) -> InvoiceDocument:
    """An issued invoice; any field may be given another value."""
    values: dict[str, object] = {
        "number": "INV-0042",
        "issued_on": date(2026, 3, 9),
        "due_on": date(2026, 4, 8),
        "terms": "net 30",
        "work_orders": ("#771", "#772"),
        "customer_po": "PO-9",
        "letterhead": LETTERHEAD,
        "bill_to": ("Dr. A. Brown", "1 High Street", "Ripon"),
        "service_at": ("Practice, cellar", "Boiler A1 · SN 55"),
        "summary": "Pump replaced.",
        "lines": tuple(lines) or (invoice_line("Pump", note="Covered by agreement BASIC"),),
        "subtotal_minor": 123450,
        "taxes": (
            TaxRow(category=TaxCategory.STANDARD, rate_ppm=190_000, base_minor=123450, tax_minor=23456),
        ),
        "paid_minor": 10000,
        "due_minor": 136906,
        "pay_to": "Dales Bank · 1234",
        "payment_code": "pay:INV-0042",
        "signed": "Signed on site by B. Brown",
        "settings": settings,
    }
    return InvoiceDocument(**(values | changes))  # type: ignore[arg-type]


def job_ticket(**changes: object) -> JobTicketDocument:
    """A ticket with everything on it; any field may be given another value."""
    values: dict[str, object] = {
        "number": "#771",
        "title": "Pump hums",
        "state": WorkOrderState.DISPATCHED,
        "priority": Priority.HIGH,
        "kind": JobKind.CORRECTIVE,
        "letterhead": LETTERHEAD,
        "due_at": at(20),
        "customer": ("Dr. A. Brown",),
        "site": ("Practice", "1 High Street"),
        "contact": ("B. Brown", "555-0100"),
        "machine": ("Boiler A1", "SN 55"),
        "agreement": "BASIC",
        "scope": "Find out why it hums.",
        "access_notes": "Key at the chemist's",
        "safety": "Asbestos in the ceiling",
        "skills": ("Heating", "Gas"),
        "visits": (
            TicketVisit(
                technician="Cem Yıldız", state=VisitState.DISPATCHED, starts_at=at(13), ends_at=at(15, 30)
            ),
            TicketVisit(technician="Ola Nowak", state=VisitState.UNPLACED),
        ),
        "lines": (TicketLine(description="Pump seal", quantity_milli=2000, kind="Part", bill_to="Customer"),),
        "history": (PastJob(number="#650", done_on=date(2025, 2, 1), summary="Bearing greased"),),
        "settings": LETTER,
    }
    return JobTicketDocument(**(values | changes))  # type: ignore[arg-type]


def day_visit(**changes: object) -> DayVisit:
    values: dict[str, object] = {
        "starts_at": at(13),
        "ends_at": at(14, 30),
        "number": "#771",
        "title": "Pump hums",
        "priority": Priority.HIGH,
        "state": VisitState.PLANNED,
        "customer": "Dr. A. Brown",
        "address": "1 High Street, Ripon",
        "contact": "B. Brown",
        "phone": "555-0100",
        "problem": "It hums.",
        "access_notes": "Key at the chemist's",
        "safety": "Asbestos",
        "skills": ("Gas",),
    }
    return DayVisit(**(values | changes))  # type: ignore[arg-type]


def day_sheet(*visits: DayVisit, **changes: object) -> DaySheetDocument:
    """A sheet of these visits; any field may be given another value."""
    values: dict[str, object] = {
        "technician": "Cem Yıldız",
        "day": date(2026, 3, 9),
        "letterhead": LETTERHEAD,
        "visits": visits,
        "settings": LETTER,
    }
    return DaySheetDocument(**(values | changes))  # type: ignore[arg-type]


def pages(pdf: bytes) -> list[str]:
    """The text of each page, all white space as single blanks."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def everything(pdf: bytes) -> str:
    """The text of all pages without any white space, so that line breaks don't matter."""
    return "".join("".join(pages(pdf)).split())
