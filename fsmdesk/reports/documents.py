"""What is printed, as frozen values: everything a document shows, and nothing that must be looked up.

Money is in minor units of the document's currency, quantities are thousandths, tax rates millionths.
Texts are plain and print as they are; a text of several lines has line feeds.
"""

from dataclasses import dataclass
from datetime import date, datetime

from fsmdesk.core.label_stocks import LabelStock
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import CheckKind, CheckOutcome, InvoiceKind, JobKind, PaperSize, Priority, TaxCategory


@dataclass(frozen=True, kw_only=True, slots=True)
class Letterhead:
    """Who writes. `lines` are address, contact, licence and tax numbers; `logo` a PNG or JPEG file.

    `colour` is the shop's own, as `#rrggbb`; empty for none.
    """

    name: str
    lines: tuple[str, ...] = ()
    logo: bytes | None = None
    colour: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class HouseTexts:
    """The shop's own words on a document: before its body, after it, and at the foot of each page."""

    intro: str = ""
    closing: str = ""
    footer: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintSettings:
    """How values are written, and on what. `zone` is the IANA name of the site's time zone."""

    locale: str = "en_GB"
    currency: str = "USD"
    zone: str = "UTC"
    paper: PaperSize = PaperSize.A4


@dataclass(frozen=True, kw_only=True, slots=True)
class InvoiceLine:
    """One billed line. `note` says in words why the amount is what it is, such as who covers it."""

    description: str
    quantity_milli: int
    price_minor: int
    amount_minor: int
    unit: str = ""
    tax_code: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxRow:
    """Tax of one rate and category. `label` names it: `Sales tax 6%`, `E Exempt (cert. 5519)`."""

    category: TaxCategory
    rate_ppm: int
    base_minor: int
    tax_minor: int
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class InvoiceDocument:
    """An invoice or a credit note. A draft has no number and says so across the page.

    `corrects` is the number of the invoice that a credit note corrects; `terms` the words beside the due
    date; `pay_to` the account in words; `payment_code` what the payment QR code holds; `signed` who signed
    where and when.
    """

    kind: InvoiceKind = InvoiceKind.INVOICE
    is_draft: bool = False
    number: str = ""
    issued_on: date | None = None
    due_on: date | None = None
    terms: str = ""
    work_orders: tuple[str, ...] = ()
    customer_po: str = ""
    corrects: str = ""
    letterhead: Letterhead
    bill_to: tuple[str, ...] = ()
    service_at: tuple[str, ...] = ()
    summary: str = ""
    lines: tuple[InvoiceLine, ...] = ()
    subtotal_minor: int = 0
    taxes: tuple[TaxRow, ...] = ()
    rounding_minor: int = 0
    paid_minor: int = 0
    due_minor: int = 0
    pay_to: str = ""
    payment_code: str | None = None
    signed: str = ""
    texts: HouseTexts = HouseTexts()
    settings: PrintSettings = PrintSettings()


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketVisit:
    """When somebody comes: planned span in aware UTC, None where it has none yet."""

    technician: str
    state: VisitState
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketLine:
    """Labour, part or fee of a job, as the technician needs it: without prices."""

    description: str
    quantity_milli: int
    unit: str = ""
    kind: str = ""
    bill_to: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PastJob:
    """What was done on this machine before."""

    number: str
    done_on: date
    summary: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketCheck:
    """An item of the checklist. `kind` says how it is answered, `asks` in words what is wanted: `4–6 bar`.

    `choices` are what may be chosen; `answer` is what was said already, empty while it is open.
    """

    label: str
    kind: CheckKind = CheckKind.TICK
    asks: str = ""
    choices: tuple[str, ...] = ()
    is_required: bool = False
    answer: str = ""
    outcome: CheckOutcome | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """A signature that was drawn on the spot: a PNG or JPEG file, whose it is, and when, in words."""

    picture: bytes
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class JobTicketDocument:
    """One work order on paper, to take along and to fill in where nothing else works."""

    number: str
    title: str
    state: WorkOrderState
    priority: Priority
    kind: JobKind
    letterhead: Letterhead
    due_at: datetime | None = None
    customer: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    machine: tuple[str, ...] = ()
    agreement: str = ""
    customer_po: str = ""
    scope: str = ""
    access_notes: str = ""
    safety: str = ""
    protective_gear: str = ""
    skills: tuple[str, ...] = ()
    visits: tuple[TicketVisit, ...] = ()
    checks: tuple[TicketCheck, ...] = ()
    lines: tuple[TicketLine, ...] = ()
    history: tuple[PastJob, ...] = ()
    cause: str = ""
    fix: str = ""
    notes: str = ""
    signed: Signed | None = None
    texts: HouseTexts = HouseTexts()
    settings: PrintSettings = PrintSettings()


@dataclass(frozen=True, kw_only=True, slots=True)
class DayVisit:
    """One visit of a technician's day, with what is needed to get there and in."""

    starts_at: datetime
    ends_at: datetime
    number: str
    title: str
    priority: Priority
    state: VisitState
    customer: str = ""
    address: str = ""
    place: str = ""
    contact: str = ""
    phone: str = ""
    machine: str = ""
    problem: str = ""
    access_notes: str = ""
    safety: str = ""
    protective_gear: str = ""
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DaySheetDocument:
    """A technician's day in the order of time. `notes` are for the whole day."""

    technician: str
    day: date
    letterhead: Letterhead
    shift: str = ""
    notes: str = ""
    visits: tuple[DayVisit, ...] = ()
    texts: HouseTexts = HouseTexts()
    settings: PrintSettings = PrintSettings()


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """One label to stick on a machine. `lines` stand below its name, the most important one first.

    `foot` is the same said in more and in fewer words: the first that fits on a line is printed.
    """

    code: str
    name: str
    lines: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelsDocument:
    """Labels on sheets or a roll, from position `first` of the first sheet on; the first is 0."""

    stock: LabelStock
    labels: tuple[Label, ...]
    first: int = 0
    author: str = ""
    colour: str = ""
