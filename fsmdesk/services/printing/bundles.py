"""Several documents at once: read together, drawn one after the other."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Invoice, Technician, WorkOrder
from fsmdesk.reports.documents import DaySheetDocument, InvoiceDocument, JobTicketDocument
from fsmdesk.services.permits import permit, permit_own_job
from fsmdesk.services.printing.day_sheet_paper import day_sheet_document, day_sheet_name, require_own_day
from fsmdesk.services.printing.invoice_paper import document_of, invoice_name
from fsmdesk.services.printing.invoice_parts import read_parts
from fsmdesk.services.printing.letterheads import file_name
from fsmdesk.services.printing.messages import (
    BoundPapers,
    DaySheetPaper,
    InvoicePaper,
    JobTicketPaper,
    OnePaper,
    Paper,
    SeparatePapers,
)
from fsmdesk.services.printing.ticket_paper import ticket_document, ticket_name
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers

# So many are read at a time: few queries, and the work can be stopped soon.
_AT_ONCE: Final = 50

Named = tuple[str, InvoiceDocument | JobTicketDocument | DaySheetDocument]


@answers(BoundPapers)
def bound_papers(work: Reading, query: BoundPapers) -> Paper:
    """All of them as one PDF."""
    from fsmdesk.reports.binding import bound_pdf

    total = len(query.papers)

    def told() -> Iterator[InvoiceDocument | JobTicketDocument | DaySheetDocument]:
        for done, (_, document) in enumerate(_documents(work, query.papers)):
            query.tell(done, total)
            yield document
        query.tell(total, total)

    return Paper(file_name(query.title), bound_pdf(told(), query.title))


@answers(SeparatePapers)
def separate_papers(work: Reading, query: SeparatePapers) -> tuple[Paper, ...]:
    """Each as a PDF of its own."""
    from fsmdesk.reports.binding import bound_pdf

    return tuple(
        Paper(name, bound_pdf([document], name)) for name, document in _documents(work, query.papers)
    )


def _documents(work: Reading, papers: Sequence[OnePaper]) -> Iterator[Named]:
    """The documents with the names of their files, in the order they are asked for."""
    for _, alike in groupby(papers, type):
        waiting = list(alike)
        permit(work.actor.role, waiting[0].needs)
        for at in range(0, len(waiting), _AT_ONCE):
            yield from _some(work, waiting[at : at + _AT_ONCE])
            work.session.expunge_all()  # what is drawn is not needed again


def _some(work: Reading, papers: Sequence[OnePaper]) -> Iterator[Named]:
    invoices = _invoices(work, [paper for paper in papers if isinstance(paper, InvoicePaper)])
    parts = read_parts(work, list(invoices.values())) if invoices else None
    for paper in papers:
        match paper:
            case InvoicePaper() if parts is not None:
                invoice = invoices[paper.invoice_id]
                yield invoice_name(invoice), document_of(invoice, parts, paper.paper)
            case JobTicketPaper():
                order = find(work, WorkOrder, paper.work_order_id)
                permit_own_job(work, order.id)
                yield ticket_name(order), ticket_document(work, order, paper.paper)
            case DaySheetPaper():
                require_own_day(work, paper.technician_id)
                technician = find(work, Technician, paper.technician_id)
                document = day_sheet_document(work, technician, paper.day, paper.paper)
                yield day_sheet_name(technician, paper.day), document


def _invoices(work: Reading, papers: Sequence[InvoicePaper]) -> dict[int, Invoice]:
    """The invoices by id.

    Raises:
        RuleBroken: one of them is gone.
    """
    ids = {paper.invoice_id for paper in papers}
    found = {one.id: one for one in work.session.scalars(select(Invoice).where(Invoice.id.in_(ids)))}
    if len(found) < len(ids):
        raise RuleBroken(tr("This record is gone."))
    return found
