"""The queue as a list, with what went out of it."""

from sqlalchemy import func, select

from fsmdesk.core.lists import ListPage
from fsmdesk.core.terms import MailState
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, Invoice, MailAttachment, OutgoingMail, Person, WorkOrder
from fsmdesk.services.listing import ListShape, read_page
from fsmdesk.services.mail.messages import MailBody, MailCounts, MailList, MailRow, MailWaiting
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers


@answers(MailList)
def mail_list(work: Reading, query: MailList) -> ListPage[MailRow]:
    """One page of mails."""
    return read_page(work, mail_shape(), query.request, lambda row: MailRow(**row._mapping))


def mail_shape() -> ListShape:
    """What the list of mails can do."""
    files = (
        select(func.count())
        .where(MailAttachment.mail_id == OutgoingMail.id)
        .correlate(OutgoingMail)
        .scalar_subquery()
    )
    mail = OutgoingMail
    columns = (
        *(mail.id, mail.version, mail.state, mail.event, mail.recipient, mail.subject),
        func.coalesce(Customer.name, "").label("customer"),
        *(mail.work_order_id, WorkOrder.number.label("work_order_number"), mail.invoice_id),
        func.coalesce(Invoice.number, "").label("invoice_number"),
        files.label("files"),
        *(mail.queued_at, func.coalesce(Person.name, "").label("queued_by"), mail.next_try_at),
        *(mail.attempts, mail.last_error, mail.sent_at),
    )
    query = (
        select(*columns)
        .outerjoin(Customer, Customer.id == mail.customer_id)
        .outerjoin(WorkOrder, WorkOrder.id == mail.work_order_id)
        .outerjoin(Invoice, Invoice.id == mail.invoice_id)
        .outerjoin(Person, Person.id == mail.queued_by_id)
    )
    return ListShape(
        query=query,
        key=mail.id,
        sorts={
            "state": mail.state,
            "recipient": func.lower(mail.recipient),
            "subject": func.lower(mail.subject),
            "customer": func.lower(Customer.name),
            "queued_at": mail.queued_at,
            "sent_at": mail.sent_at,
        },
        order=(mail.queued_at.desc(), mail.id.desc()),
        texts=(mail.recipient, mail.subject, mail.body, Customer.name),
        conditions={
            "customer_id": lambda one: mail.customer_id.in_(one.values),
            "work_order_id": lambda one: mail.work_order_id.in_(one.values),
            "invoice_id": lambda one: mail.invoice_id.in_(one.values),
        },
    )


@answers(MailBody)
def mail_body(work: Reading, query: MailBody) -> str:
    """The words of one mail."""
    return find(work, OutgoingMail, query.mail_id).body


@answers(MailCounts)
def mail_counts(work: Reading, query: MailCounts) -> MailWaiting:
    """What waits, and what failed."""
    rows = work.session.execute(
        select(OutgoingMail.state, func.count())
        .where(OutgoingMail.state.in_((MailState.QUEUED, MailState.FAILED)))
        .group_by(OutgoingMail.state)
    )
    counts = {row[0]: row[1] for row in rows}
    return MailWaiting(counts.get(MailState.QUEUED, 0), counts.get(MailState.FAILED, 0))
