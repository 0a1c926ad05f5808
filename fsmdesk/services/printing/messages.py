"""Documents as PDF."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from fsmdesk.core.messages import Query, Tell, say_nothing
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import DocumentKind, PaperSize


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished document: a name for its file (without ending), and the PDF."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class InvoicePaper(Query[Paper]):
    """An invoice, credit note or draft. `paper` None is the size it was issued for."""

    invoice_id: int
    paper: PaperSize | None = None


@dataclass(frozen=True, kw_only=True)
class JobTicketPaper(Query[Paper]):
    """The job ticket of a work order."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    work_order_id: int
    paper: PaperSize | None = None


@dataclass(frozen=True, kw_only=True)
class DaySheetPaper(Query[Paper]):
    """A technician's day on paper."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    technician_id: int
    day: date
    paper: PaperSize | None = None


OnePaper = InvoicePaper | JobTicketPaper | DaySheetPaper


@dataclass(frozen=True, kw_only=True)
class BoundPapers(Query[Paper]):
    """Several documents as one, in this order, with bookmarks. `title` is that of the whole."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    papers: tuple[OnePaper, ...]
    title: str
    tell: Tell = field(default=say_nothing, compare=False)


@dataclass(frozen=True, kw_only=True)
class SeparatePapers(Query[tuple[Paper, ...]]):
    """Several documents, each by itself, read together."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    papers: tuple[OnePaper, ...]


@dataclass(frozen=True, kw_only=True)
class DaySheetsOfDay(Query[tuple[int, ...]]):
    """The technicians who have visits on that day, in the order of the board."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    day: date


@dataclass(frozen=True, kw_only=True)
class SamplePaper(Query[Paper]):
    """An invented document of this kind as it would look with this colour, logo and these texts.

    Letterhead, language and money are the shop's own. `logo` None or empty is no logo.
    """

    document: DocumentKind
    paper: PaperSize | None = None
    colour: str = ""
    logo: bytes | None = None
    intro: str = ""
    closing: str = ""
    footer: str = ""


@dataclass(frozen=True, kw_only=True)
class EquipmentLabels(Query[Paper]):
    """Labels of these machines, each `copies` times, from position `first` of the first sheet on (0 is the first).

    `stock` is a key of `core.label_stocks`; `has_shop` puts the shop's name and telephone number on them.
    """

    equipment_ids: tuple[int, ...]
    stock: str
    first: int = 0
    copies: int = 1
    has_shop: bool = True
