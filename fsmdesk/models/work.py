"""The job: the work order, its visits, its lines, and the moves it made."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import BillTo, JobKind, LineApproval, LineKind, Origin, Priority, RequestSource
from fsmdesk.models.base import Base, Editable, FromElsewhere, with_args
from fsmdesk.models.columns import (
    BigId,
    Flag,
    Instant,
    Long,
    Milli,
    Minor,
    Name,
    Ppm,
    PriorityColumn,
    Short,
    one_of,
    term,
)


class WorkOrder(FromElsewhere, Editable, Base):
    """A job: one row and one number from the first call to the archive.

    `respond_by_at` is by when somebody should be on site, `due_at` by when the job should be finished;
    `due_typed` keeps both from following the priority. `origin_id` is the job this one comes from. A job
    that was merged into another one is cancelled and names it. `colour` is #rrggbb on the board, or empty.
    `as_imported` keeps, as a JSON object of words, what another program said about it that is not ours.
    """

    __tablename__ = "work_order"
    __table_args__ = with_args(
        one_of("priority", Priority),
        CheckConstraint("duration_minutes between 1 and 100000", name="duration"),
        CheckConstraint(
            "window_end_at is null or window_start_at is null or window_end_at > window_start_at",
            name="window",
        ),
        CheckConstraint("(origin_id is null) = (origin is null)", name="origin_known"),
        CheckConstraint("origin_id <> id", name="origin_other"),
        CheckConstraint("merged_into_id <> id", name="merged_other"),
        Index(None, "state", "priority", "due_at"),
        Index(None, "customer_id", "requested_at"),
        Index(None, "customer_id", "state"),
        Index(None, "site_id", "state"),
    )

    number: Mapped[int] = mapped_column(BigId, unique=True, nullable=False)
    state: Mapped[WorkOrderState] = mapped_column(term(WorkOrderState), nullable=False)
    kind: Mapped[JobKind] = mapped_column(term(JobKind), nullable=False)
    priority: Mapped[Priority] = mapped_column(PriorityColumn, nullable=False)
    source: Mapped[RequestSource] = mapped_column(term(RequestSource), nullable=False)
    title: Mapped[Name]
    problem: Mapped[Long]
    customer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("customer.id"))
    contact_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("contact.id"))
    site_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("site.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("place.id"))
    equipment_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("equipment.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("agreement.id"))
    caller: Mapped[Short]
    purchase_order: Mapped[Short]
    access_notes: Mapped[Long]
    safety_notes: Mapped[Long]
    duration_minutes: Mapped[int] = mapped_column(Integer, nullable=False, default=60, server_default="60")
    window_start_at: Mapped[datetime | None] = mapped_column(Instant)
    window_end_at: Mapped[datetime | None] = mapped_column(Instant)
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    requested_at: Mapped[datetime] = mapped_column(Instant, nullable=False, index=True)
    completed_at: Mapped[datetime | None] = mapped_column(Instant)
    cause: Mapped[Long]
    fix: Mapped[Long]
    office_notes: Mapped[Long]
    customer_notes: Mapped[Long]
    protective_gear: Mapped[Long]
    is_urgent: Mapped[Flag]
    respond_by_at: Mapped[datetime | None] = mapped_column(Instant)
    due_typed: Mapped[Flag]
    origin: Mapped[Origin | None] = mapped_column(term(Origin))
    origin_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("work_order.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("work_order.id"), index=True)
    template_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("work_template.id"), index=True)
    task_code_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("task_code.id"))
    waiting_list_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("waiting_list.id"), index=True)
    is_missing_parts: Mapped[Flag]
    colour: Mapped[str] = mapped_column(String(7), nullable=False, default="", server_default="")
    as_imported: Mapped[Long]


class WorkOrderSkill(Editable, Base):
    """A skill that the job needs."""

    __tablename__ = "work_order_skill"
    __table_args__ = with_args(UniqueConstraint("work_order_id", "skill_id"))

    work_order_id: Mapped[int] = mapped_column(BigId, ForeignKey("work_order.id"), nullable=False)
    skill_id: Mapped[int] = mapped_column(BigId, ForeignKey("skill.id"), nullable=False, index=True)


class Visit(Editable, Base):
    """One technician at one work order for one span of time; unplaced until it is on the board.

    `start_at`/`end_at` are the planned span in whole minutes; `en_route_at`, `arrived_at` and
    `finished_at` are what happened. Visits of a crew share `crew_key`, the parts of a job over several days
    `series_key`. `travel_minutes` is the way to it as far as it is the technician's booked time: 0 where the
    office does not guard travel. A pinned time or technician stays when others are moved out of the way.
    """

    __tablename__ = "visit"
    __table_args__ = with_args(
        CheckConstraint("(start_at is null) = (end_at is null)", name="span_whole"),
        CheckConstraint("end_at > start_at", name="span_order"),
        CheckConstraint(
            "(state in ('unplaced', 'cancelled')) or (technician_id is not null and start_at is not null)",
            name="placed",
        ),
        CheckConstraint(
            "state <> 'unplaced' or (technician_id is null and start_at is null)", name="unplaced"
        ),
        CheckConstraint(
            "not double_booked or length(double_booking_reason) > 0", name="double_booking_reason"
        ),
        CheckConstraint("duration_minutes between 1 and 100000", name="duration"),
        CheckConstraint("travel_minutes between 0 and 1440", name="travel"),
        CheckConstraint(
            "finished_at is null or arrived_at is null or finished_at >= arrived_at", name="actual"
        ),
        Index(None, "technician_id", "start_at"),
        Index(None, "start_at"),
        Index(None, "work_order_id"),
        Index(None, "work_order_id", "start_at", "state", "technician_id"),
        Index(None, "state"),
    )

    work_order_id: Mapped[int] = mapped_column(BigId, ForeignKey("work_order.id"), nullable=False)
    technician_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("technician.id"))
    state: Mapped[VisitState] = mapped_column(term(VisitState), nullable=False)
    start_at: Mapped[datetime | None] = mapped_column(Instant)
    end_at: Mapped[datetime | None] = mapped_column(Instant)
    duration_minutes: Mapped[int] = mapped_column(Integer, nullable=False, default=60, server_default="60")
    crew_key: Mapped[str | None] = mapped_column(String(64), index=True)
    en_route_at: Mapped[datetime | None] = mapped_column(Instant)
    arrived_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    double_booked: Mapped[bool] = mapped_column(Boolean, nullable=False, default=False, server_default="0")
    double_booking_reason: Mapped[Short]
    series_key: Mapped[str | None] = mapped_column(String(64), index=True)
    travel_minutes: Mapped[int] = mapped_column(Integer, nullable=False, default=0, server_default="0")
    is_time_pinned: Mapped[Flag]
    is_technician_pinned: Mapped[Flag]
    is_helper: Mapped[Flag]
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    notes: Mapped[Long]


class StateMove(Base):
    """One step of a work order, or of one of its visits: who made it, when, and why. Never changes."""

    __tablename__ = "state_move"
    __table_args__ = with_args(Index(None, "work_order_id", "at"))
    append_only = True
    logged = False

    work_order_id: Mapped[int] = mapped_column(BigId, ForeignKey("work_order.id"), nullable=False)
    visit_id: Mapped[int | None] = mapped_column(BigId)
    before: Mapped[Short]
    after: Mapped[Name]
    at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    reason: Mapped[Long]


class WorkOrderLine(Editable, Base):
    """Labour, a part or a fee on a work order: planned, done, and who it is billed to.

    `is_change` marks what came up during the job. `follows_time` is labour whose done quantity is the
    rounded time of `technician_id` on this job: the overtime of it where `is_overtime`, else the rest.
    """

    __tablename__ = "work_order_line"
    __table_args__ = with_args(
        CheckConstraint("planned_milli >= 0 and planned_milli <= 1000000000", name="planned"),
        CheckConstraint("done_milli >= 0 and done_milli <= 1000000000", name="done"),
        CheckConstraint("abs(price_minor) <= 100000000000", name="price"),
        CheckConstraint("discount_ppm between 0 and 1000000", name="discount"),
        Index(None, "work_order_id", "position"),
    )

    work_order_id: Mapped[int] = mapped_column(BigId, ForeignKey("work_order.id"), nullable=False)
    position: Mapped[int] = mapped_column(Integer, nullable=False, default=0, server_default="0")
    item_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("item.id"))
    kind: Mapped[LineKind] = mapped_column(term(LineKind), nullable=False)
    description: Mapped[Long]
    unit: Mapped[Short]
    planned_milli: Mapped[Milli]
    done_milli: Mapped[Milli]
    price_minor: Mapped[Minor]
    discount_ppm: Mapped[Ppm]
    tax_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("tax.id"))
    bill_to: Mapped[BillTo] = mapped_column(term(BillTo), nullable=False, default=BillTo.CUSTOMER)
    is_change: Mapped[Flag]
    approval: Mapped[LineApproval] = mapped_column(
        term(LineApproval), nullable=False, default=LineApproval.NOT_NEEDED, server_default="not_needed"
    )
    approved_by: Mapped[Short]
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    technician_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("technician.id"))
    follows_time: Mapped[Flag]
    is_overtime: Mapped[Flag]
    note: Mapped[Long]


class LineCost(Editable, Base):
    """What one unit on a line costs the shop; apart from the line that everybody may see."""

    __tablename__ = "line_cost"

    line_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("work_order_line.id", ondelete="CASCADE"), unique=True, nullable=False
    )
    cost_minor: Mapped[Minor]
