"""The closed lists of the trade: kinds, priorities, who pays, roles. Values are what the database stores."""

from enum import IntEnum, StrEnum

from fsmdesk.core.words import tr


class JobKind(StrEnum):
    """What sort of work a work order is."""

    PREVENTIVE = "preventive"
    CORRECTIVE = "corrective"
    EMERGENCY = "emergency"
    INSPECTION = "inspection"
    GENERAL = "general"
    INSTALLATION = "installation"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return tr(self.value.capitalize())


class Priority(IntEnum):
    """How soon; 1 is the most urgent."""

    CRITICAL = 1
    HIGH = 2
    MEDIUM = 3
    LOW = 4

    @property
    def label(self) -> str:
        """The word on the screen, such as `1 Critical`."""
        return f"{self.value} {tr(self.name.capitalize())}"


class RequestSource(StrEnum):
    """How a request reached the office."""

    PHONE = "phone"
    MAIL = "mail"
    PORTAL = "portal"
    TECHNICIAN = "technician"
    AGREEMENT = "agreement"
    IMPORT = "import"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return tr(self.value.capitalize())


class LineKind(StrEnum):
    """What a line on a work order or an item in the price book is."""

    LABOUR = "labour"
    PART = "part"
    FEE = "fee"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return tr(self.value.capitalize())


class BillTo(StrEnum):
    """Who pays for a line."""

    CUSTOMER = "customer"
    AGREEMENT = "agreement"
    WARRANTY = "warranty"
    NOBODY = "nobody"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return tr(self.value.capitalize())


class Role(StrEnum):
    """What a person is in the office; core/permissions.py says what each may do."""

    OWNER = "owner"
    DISPATCHER = "dispatcher"
    BOOKKEEPER = "bookkeeper"
    TECHNICIAN = "technician"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return tr(self.value.capitalize())


class InvoiceKind(StrEnum):
    """An issued document that asks for money, or one that takes an ask back."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class InvoiceState(StrEnum):
    """Stored state of an invoice. Open, overdue and paid are told from its allocations."""

    DRAFT = "draft"
    ISSUED = "issued"


class PaymentMethod(StrEnum):
    """How money came in."""

    TRANSFER = "transfer"
    CASH = "cash"
    CARD = "card"
    CHEQUE = "cheque"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return tr(self.value.capitalize())


class TaxCategory(StrEnum):
    """VAT category codes of EN 16931 (UNTDID 5305) that a small service business meets."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    OUT_OF_SCOPE = "O"


class PaperSize(StrEnum):
    """Paper that documents are laid out for."""

    A4 = "A4"
    LETTER = "Letter"


class TaxRounding(StrEnum):
    """Where tax is rounded to the minor unit, always half away from zero."""

    PER_LINE = "line"
    PER_RATE = "rate"


class CheckKind(StrEnum):
    """How an item of a checklist is answered."""

    TICK = "tick"
    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"
    PHOTO = "photo"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return tr(self.value.capitalize())


class CheckOutcome(StrEnum):
    """What an answered item of a checklist says about the machine."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return tr(self.value.replace("_", " ").capitalize())


class FileMark(StrEnum):
    """What a photo shows: the state before the work, or after it."""

    NONE = "none"
    BEFORE = "before"
    AFTER = "after"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return tr("No mark") if self is FileMark.NONE else tr(self.value.capitalize())


class TimeKind(StrEnum):
    """What a technician's time on a job was spent on."""

    LABOUR = "labour"
    TRAVEL = "travel"
    BREAK = "break"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return tr(self.value.capitalize())


class TimeRounding(StrEnum):
    """How worked time becomes billed time."""

    UP = "up"
    NEAREST = "nearest"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return tr(self.value.capitalize())


class LineApproval(StrEnum):
    """Whether a line that came up during the job may be done and billed."""

    NOT_NEEDED = "not_needed"
    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        """The words on the screen."""
        words = {LineApproval.NOT_NEEDED: tr("Not needed"), LineApproval.WAITING: tr("Needs approval")}
        return words.get(self, tr(self.value.capitalize()))


HELD_BACK: frozenset[LineApproval] = frozenset({LineApproval.WAITING, LineApproval.DECLINED})
"""Lines like these come to nothing: they are neither done, nor counted, nor billed."""


class Origin(StrEnum):
    """How a work order comes from an earlier one."""

    CALL_BACK = "call_back"
    FOLLOW_UP = "follow_up"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return tr("Call-back") if self is Origin.CALL_BACK else tr("Follow-up")


class CodeKind(StrEnum):
    """What opens a site."""

    GATE = "gate"
    ALARM = "alarm"
    KEY = "key"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return tr(self.value.capitalize())


class MessageEvent(StrEnum):
    """What a message to a customer tells."""

    ON_THE_WAY = "on_the_way"
    COMPLETE = "complete"
    MOVED = "moved"
    QUESTION = "question"
    INVOICE = "invoice"
    DOCUMENT = "document"


class MailState(StrEnum):
    """Where a mail in the queue stands."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return tr(self.value.capitalize())


class MailSecurity(StrEnum):
    """How the line to a mail server is kept private."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class DocumentKind(StrEnum):
    """A document that the shop hands out."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    JOB_TICKET = "job_ticket"
    DAY_SHEET = "day_sheet"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return tr(self.value.replace("_", " ").capitalize())
