"""Mail to customers: the server it goes through, the texts, and the queue that survives a restart."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.core.terms import DocumentKind, MailSecurity, MailState, MessageEvent
from fsmdesk.models.base import Base, Editable, with_args
from fsmdesk.models.columns import BigId, Flag, Instant, Long, Name, Short, term


class MailServer(Editable, Base):
    """The server that the office sends through: one row. The password is kept by each computer's keyring."""

    __tablename__ = "mail_server"
    __table_args__ = with_args(
        CheckConstraint("id = 1", name="single"), CheckConstraint("port between 1 and 65535", name="port")
    )

    host: Mapped[Name]
    port: Mapped[int] = mapped_column(Integer, nullable=False, default=587, server_default="587")
    security: Mapped[MailSecurity] = mapped_column(term(MailSecurity), nullable=False)
    username: Mapped[Short]
    sender_name: Mapped[Short]
    sender_address: Mapped[Name]
    reply_to: Mapped[Short]


class MessageTemplate(Editable, Base):
    """The words of one sort of message, with fields in braces; `is_on` sends it without being asked."""

    __tablename__ = "message_template"

    event: Mapped[MessageEvent] = mapped_column(term(MessageEvent), unique=True, nullable=False)
    subject: Mapped[Short]
    body: Mapped[Long]
    is_on: Mapped[Flag]


class OutgoingMail(Editable, Base):
    """A mail from the moment it is due until it is sent or given up.

    `claimed_by` is the seat that tries to send it until `claimed_until`; nobody else touches it meanwhile.
    `earlier_at` is the time that a message about a moved visit takes back.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = with_args(
        CheckConstraint("(state = 'sent') = (sent_at is not null)", name="sent"),
        Index(None, "state", "next_try_at"),
        Index(None, "work_order_id"),
    )

    state: Mapped[MailState] = mapped_column(term(MailState), nullable=False, default=MailState.QUEUED)
    event: Mapped[MessageEvent] = mapped_column(term(MessageEvent), nullable=False)
    recipient: Mapped[Long]
    subject: Mapped[Long]
    body: Mapped[Long]
    customer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("customer.id"), index=True)
    work_order_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("work_order.id"))
    visit_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("visit.id"))
    invoice_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("invoice.id"), index=True)
    earlier_at: Mapped[datetime | None] = mapped_column(Instant)
    message_id: Mapped[str] = mapped_column(String(200), unique=True, nullable=False)
    queued_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    queued_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    next_try_at: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(Integer, nullable=False, default=0, server_default="0")
    last_error: Mapped[Long]
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    claimed_by: Mapped[Short]
    claimed_until: Mapped[datetime | None] = mapped_column(Instant)


class MailAttachment(Editable, Base):
    """A file that goes with a mail."""

    __tablename__ = "mail_attachment"

    mail_id: Mapped[int] = mapped_column(BigId, ForeignKey("outgoing_mail.id"), nullable=False, index=True)
    content_id: Mapped[int] = mapped_column(BigId, ForeignKey("file_content.id"), nullable=False, index=True)
    name: Mapped[Name]


class DocumentText(Editable, Base):
    """The shop's own words on one kind of document: before the body, after it, and at the foot of the page."""

    __tablename__ = "document_text"

    document: Mapped[DocumentKind] = mapped_column(term(DocumentKind), unique=True, nullable=False)
    intro: Mapped[Long]
    closing: Mapped[Long]
    footer: Mapped[Long]
