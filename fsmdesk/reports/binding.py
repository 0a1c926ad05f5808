"""Several documents as one PDF, each with a bookmark and page numbers of its own."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.reports.day_sheet import draw_day_sheet
from fsmdesk.reports.documents import DaySheetDocument, InvoiceDocument, JobTicketDocument
from fsmdesk.reports.invoice import draw_invoice
from fsmdesk.reports.job_ticket import draw_job_ticket
from fsmdesk.reports.volume import Volume

Document = InvoiceDocument | JobTicketDocument | DaySheetDocument
_DRAW: Final[Mapping[type, Callable[[Volume, Any], None]]] = {
    InvoiceDocument: draw_invoice,
    JobTicketDocument: draw_job_ticket,
    DaySheetDocument: draw_day_sheet,
}


def bound_pdf(documents: Iterable[Document], title: str) -> bytes:
    """All of them in this order. They may be made one by one while the file grows.

    Raises:
        RuleBroken: there is none, or one of them can't be printed.
    """
    volume: Volume | None = None
    for document in documents:
        volume = volume or Volume(title, document.letterhead.name)
        _DRAW[type(document)](volume, document)
    if volume is None:
        raise RuleBroken(tr("There is nothing to print."))
    return volume.finish()
