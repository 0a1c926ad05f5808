"""What happened with a customer: for each kind a query with the same columns."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Select, String, cast, func, literal, null, select

from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import InvoiceKind, InvoiceState, MailState
from fsmdesk.models import (
    Attachment,
    Feedback,
    Invoice,
    OutgoingMail,
    Payment,
    RequestQuestion,
    Technician,
    Visit,
    WorkOrder,
)
from fsmdesk.models.columns import BigId, Instant
from fsmdesk.services.happenings.messages import HappeningKind

# Kind and record share one number, so that rows of all kinds have ids of one list.
_KIND_STEP: Final = 1 << 40
_KINDS: Final = tuple(HappeningKind)
_K = HappeningKind


def sources(customer_id: int) -> Sequence[Select[Any]]:
    """One query for each kind."""
    return (
        _call(customer_id),
        _visit(customer_id),
        _complete(customer_id),
        _invoice(customer_id, InvoiceKind.INVOICE, _K.INVOICE),
        _invoice(customer_id, InvoiceKind.CREDIT_NOTE, _K.CREDIT_NOTE),
        _payment(customer_id),
        _mail(customer_id),
        _feedback(customer_id),
        _question(customer_id),
        _file(customer_id),
    )


def _row(
    kind: HappeningKind, own_id: Any, at: Any, record: str, record_id: Any, name: Any, about: Any, amount: Any
) -> Any:
    number = _KINDS.index(kind) * _KIND_STEP
    return select(
        (cast(literal(number), BigId) + own_id).label("id"),
        cast(literal(kind.value), String).label("kind"),
        at.label("at"),
        cast(literal(record), String).label("record"),
        record_id.label("record_id"),
        name.label("name"),
        about.label("about"),
        cast(amount, BigId).label("amount_minor"),
    )


def _job() -> Any:
    return literal("#").concat(cast(WorkOrder.number, String)).concat(" · ").concat(WorkOrder.title)


def _call(customer_id: int) -> Any:
    query = _row(
        *(_K.CALL, WorkOrder.id, WorkOrder.requested_at, "work_order", WorkOrder.id),
        *(_job(), WorkOrder.problem, null()),
    )
    return query.where(WorkOrder.customer_id == customer_id)


def _visit(customer_id: int) -> Any:
    query = _row(
        *(_K.VISIT, Visit.id, Visit.start_at, "work_order", WorkOrder.id),
        *(_job(), Technician.name, null()),
    )
    return (
        query.select_from(Visit)
        .join(WorkOrder, WorkOrder.id == Visit.work_order_id)
        .join(Technician, Technician.id == Visit.technician_id)
        .where(
            WorkOrder.customer_id == customer_id,
            Visit.state != VisitState.CANCELLED,
            Visit.start_at.is_not(None),
        )
    )


def _complete(customer_id: int) -> Any:
    query = _row(
        *(_K.COMPLETE, WorkOrder.id, WorkOrder.completed_at, "work_order", WorkOrder.id),
        *(_job(), WorkOrder.fix, null()),
    )
    return query.where(WorkOrder.customer_id == customer_id, WorkOrder.completed_at.is_not(None))


def _invoice(customer_id: int, kind: InvoiceKind, happening: HappeningKind) -> Any:
    query = _row(
        *(happening, Invoice.id, Invoice.issued_at, "invoice", Invoice.id),
        *(Invoice.number, Invoice.summary, Invoice.total_minor),
    )
    return query.where(
        Invoice.customer_id == customer_id, Invoice.kind == kind, Invoice.state == InvoiceState.ISSUED
    )


def _payment(customer_id: int) -> Any:
    """A payment is of a day; noon of UTC is on that day nearly everywhere."""
    noon = cast(cast(Payment.received_on, String).concat("T12:00:00.000000+00:00"), Instant)
    query = _row(
        *(_K.PAYMENT, Payment.id, noon, "customer", Payment.customer_id),
        *(Payment.reference, cast(Payment.method, String), Payment.amount_minor),
    )
    return query.where(Payment.customer_id == customer_id)


def _mail(customer_id: int) -> Any:
    query = _row(
        *(_K.MAIL, OutgoingMail.id, OutgoingMail.sent_at, "outgoing_mail", OutgoingMail.id),
        *(OutgoingMail.subject, OutgoingMail.recipient, null()),
    )
    return query.where(OutgoingMail.customer_id == customer_id, OutgoingMail.state == MailState.SENT)


def _feedback(customer_id: int) -> Any:
    score = cast(Feedback.score, String).concat(" / 5 · ").concat(WorkOrder.title)
    query = _row(
        *(_K.FEEDBACK, Feedback.id, Feedback.given_at, "work_order", WorkOrder.id),
        *(score, Feedback.remark, null()),
    )
    return (
        query.select_from(Feedback)
        .join(WorkOrder, WorkOrder.id == Feedback.work_order_id)
        .where(WorkOrder.customer_id == customer_id)
    )


def _question(customer_id: int) -> Any:
    query = _row(
        *(_K.QUESTION, RequestQuestion.id, RequestQuestion.asked_at, "work_order", WorkOrder.id),
        *(RequestQuestion.question, RequestQuestion.answer, null()),
    )
    return (
        query.select_from(RequestQuestion)
        .join(WorkOrder, WorkOrder.id == RequestQuestion.work_order_id)
        .where(WorkOrder.customer_id == customer_id)
    )


def _file(customer_id: int) -> Any:
    """Files of the customer and of his jobs."""
    query = _row(
        *(_K.FILE, Attachment.id, Attachment.added_at),
        *("work_order", func.coalesce(Attachment.work_order_id, 0)),
        *(Attachment.name, func.coalesce(WorkOrder.title, ""), null()),
    )
    return (
        query.select_from(Attachment)
        .outerjoin(WorkOrder, WorkOrder.id == Attachment.work_order_id)
        .where((Attachment.customer_id == customer_id) | (WorkOrder.customer_id == customer_id))
    )
