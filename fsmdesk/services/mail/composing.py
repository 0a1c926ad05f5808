"""A draft of a mail: the shop's words, filled in, to be read before it is sent."""

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import InvoiceState, MessageEvent
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Invoice, RequestQuestion, Visit, WorkOrder
from fsmdesk.services.mail.arrival import arrival_words
from fsmdesk.services.mail.facts import facts_of_job, fields_of_invoice, spoken_day, summary_of
from fsmdesk.services.mail.messages import ComposeMail, MailDraft
from fsmdesk.services.mail.texts import filled, text_of
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers


@answers(ComposeMail)
def compose_mail(work: Reading, query: ComposeMail) -> MailDraft:
    """The draft; its recipient is empty where no address is known.

    Raises:
        RuleBroken: what it is about is gone, or it is about nothing.
    """
    text = text_of(work, query.event)
    if query.invoice_id is not None:
        invoice = find(work, Invoice, query.invoice_id)
        if invoice.state is not InvoiceState.ISSUED:
            raise RuleBroken(tr("Issue the invoice first. A draft is not sent."))
        recipient, fields = fields_of_invoice(work, invoice)
        return MailDraft(
            query.event,
            recipient,
            filled(text.subject, fields),
            filled(text.body, fields),
            customer_id=invoice.customer_id,
            invoice_id=invoice.id,
        )
    visit = find(work, Visit, query.visit_id) if query.visit_id is not None else None
    work_order_id = visit.work_order_id if visit else query.work_order_id
    if work_order_id is None:
        raise RuleBroken(tr("A mail is about a job or an invoice."))
    work_order = find(work, WorkOrder, work_order_id)
    facts = facts_of_job(work, work_order, visit)
    fields = facts.fields | _of_event(work, query.event, work_order, visit)
    return MailDraft(
        query.event,
        facts.recipient,
        filled(text.subject, fields),
        filled(text.body, fields),
        customer_id=facts.customer_id,
        work_order_id=work_order.id,
        visit_id=visit.id if visit else None,
    )


def _of_event(
    work: Reading, event: MessageEvent, work_order: WorkOrder, visit: Visit | None
) -> dict[str, str]:
    """The fields that only this sort of message has; what is not known yet stays empty, to be typed."""
    formats = facts_of_job(work, work_order, visit).formats
    if event is MessageEvent.COMPLETE:
        return {"summary": summary_of(work_order)}
    if event is MessageEvent.ON_THE_WAY and visit is not None:
        return {"arrival": arrival_words(work, visit, formats)}
    if event is MessageEvent.MOVED and visit is not None and visit.start_at is not None:
        return {
            "date": spoken_day(formats, visit.start_at),
            "time": formats.time(visit.start_at),
            "earlier_date": "",
            "earlier_time": "",
        }
    return {"question": _open_question(work, work_order)} if event is MessageEvent.QUESTION else {}


def _open_question(work: Reading, work_order: WorkOrder) -> str:
    """What was asked last and is not answered."""
    query = (
        select(RequestQuestion.question)
        .where(RequestQuestion.work_order_id == work_order.id, RequestQuestion.answered_at.is_(None))
        .order_by(RequestQuestion.asked_at.desc(), RequestQuestion.id.desc())
        .limit(1)
    )
    return work.session.scalar(query) or ""
