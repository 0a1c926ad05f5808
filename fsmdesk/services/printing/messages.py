"""Documents as PDF."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import PaperSize


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
