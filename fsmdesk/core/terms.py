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
