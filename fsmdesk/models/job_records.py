"""What is recorded on a job beside its lines: checklist, files, signature, time, questions, feedback."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.core.terms import CheckOutcome, FileMark, TimeKind
from fsmdesk.models.base import Base, Editable, with_args
from fsmdesk.models.columns import BigId, Instant, Long, Name, Short, term
from fsmdesk.models.kinds import Checkable


class WorkOrderCheck(Checkable, Editable, Base):
    """An item of a job's checklist, with its answer: words, and for numbers thousandths of the unit.

    `follow_up_id` is the request that was made because the item failed.
    """

    __tablename__ = "work_order_check"
    __table_args__ = with_args(
        CheckConstraint("low_milli is null or high_milli is null or low_milli <= high_milli", name="limits"),
        CheckConstraint("(outcome is null) = (answered_at is null)", name="answered"),
        Index(None, "work_order_id", "position"),
    )

    work_order_id: Mapped[int] = mapped_column(BigId, ForeignKey("work_order.id"), nullable=False)
    outcome: Mapped[CheckOutcome | None] = mapped_column(term(CheckOutcome))
    answer: Mapped[Long]
    answer_milli: Mapped[int | None] = mapped_column(BigId)
    note: Mapped[Long]
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    attachment_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("attachment.id"), index=True)
    follow_up_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("work_order.id"))


class FileContent(Base):
    """The bytes of a file, stored once whatever many records show it, with a small picture where it is an image."""

    __tablename__ = "file_content"
    __table_args__ = with_args(CheckConstraint("size_bytes between 0 and 26214400", name="size"))
    append_only = True
    logged = False

    sha256: Mapped[str] = mapped_column(String(64), unique=True, nullable=False)
    media_type: Mapped[Name]
    size_bytes: Mapped[int] = mapped_column(Integer, nullable=False)
    content: Mapped[bytes] = mapped_column(LargeBinary, nullable=False)
    thumbnail: Mapped[bytes | None] = mapped_column(LargeBinary)


class Attachment(Editable, Base):
    """A file at one record: a job, a machine, a customer or a site."""

    __tablename__ = "attachment"
    __table_args__ = with_args(
        CheckConstraint(
            "(case when work_order_id is null then 0 else 1 end) "
            "+ (case when equipment_id is null then 0 else 1 end) "
            "+ (case when customer_id is null then 0 else 1 end) "
            "+ (case when site_id is null then 0 else 1 end) = 1",
            name="one_record",
        ),
    )

    content_id: Mapped[int] = mapped_column(BigId, ForeignKey("file_content.id"), nullable=False, index=True)
    work_order_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("work_order.id"), index=True)
    equipment_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("equipment.id"), index=True)
    customer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("customer.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("site.id"), index=True)
    name: Mapped[Name]
    mark: Mapped[FileMark] = mapped_column(
        term(FileMark), nullable=False, default=FileMark.NONE, server_default="none"
    )
    note: Mapped[Long]
    taken_at: Mapped[datetime | None] = mapped_column(Instant)
    added_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    added_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))


class Signature(Editable, Base):
    """The customer's signature under a job: a picture, who signed, and when."""

    __tablename__ = "signature"

    work_order_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("work_order.id"), unique=True, nullable=False
    )
    content_id: Mapped[int] = mapped_column(BigId, ForeignKey("file_content.id"), nullable=False)
    signer: Mapped[Name]
    signed_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    taken_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))


class TimeEntry(Editable, Base):
    """A span that a technician spent on a job, exact to the second.

    The originals are what was recorded first; they are set by the first edit and stay. Without an end it is
    running, which a visit has once at a time.
    """

    __tablename__ = "time_entry"
    __table_args__ = with_args(
        CheckConstraint("end_at is null or end_at >= start_at", name="span"),
        Index(None, "work_order_id"),
        Index(None, "technician_id", "start_at"),
        Index(
            "uq_time_entry_running",
            "visit_id",
            unique=True,
            sqlite_where=text("end_at is null"),
            postgresql_where=text("end_at is null"),
        ),
    )

    work_order_id: Mapped[int] = mapped_column(BigId, ForeignKey("work_order.id"), nullable=False)
    visit_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("visit.id"), index=True)
    technician_id: Mapped[int] = mapped_column(BigId, ForeignKey("technician.id"), nullable=False)
    kind: Mapped[TimeKind] = mapped_column(term(TimeKind), nullable=False)
    start_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    end_at: Mapped[datetime | None] = mapped_column(Instant)
    original_start_at: Mapped[datetime | None] = mapped_column(Instant)
    original_end_at: Mapped[datetime | None] = mapped_column(Instant)
    edit_reason: Mapped[Long]
    edited_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    note: Mapped[Long]


class RequestQuestion(Editable, Base):
    """Something the office asked back about a request, and the answer once there is one."""

    __tablename__ = "request_question"

    work_order_id: Mapped[int] = mapped_column(BigId, ForeignKey("work_order.id"), nullable=False, index=True)
    question: Mapped[Long]
    asked_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    asked_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    answer: Mapped[Long]
    answered_at: Mapped[datetime | None] = mapped_column(Instant)


class Feedback(Editable, Base):
    """What the requester thought of a job, 1 to 5, and what was done about it where it was low."""

    __tablename__ = "feedback"
    __table_args__ = with_args(CheckConstraint("score between 1 and 5", name="score"))

    work_order_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("work_order.id"), unique=True, nullable=False
    )
    score: Mapped[int] = mapped_column(Integer, nullable=False)
    remark: Mapped[Long]
    given_by: Mapped[Short]
    given_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    followed_up_at: Mapped[datetime | None] = mapped_column(Instant)
    followed_up_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    follow_up_note: Mapped[Long]
