"""What the board needs besides visits: lists of waiting work, rules and their reasons, speeds, what depends on what."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.core.placement import Rule, Severity
from fsmdesk.models.base import Base, Editable, with_args
from fsmdesk.models.columns import BigId, Flag, Instant, Long, one_of, term


class WaitingList(Editable, Base):
    """A list beside the board that the office names. Work that is in none of them is "To schedule".

    `keeps_place`: jobs in it keep their place on the board while they wait, for an earlier one say.
    """

    __tablename__ = "waiting_list"

    position: Mapped[int] = mapped_column(Integer, nullable=False, default=0, server_default="0")
    name: Mapped[str] = mapped_column(String(200), unique=True, nullable=False)
    keeps_place: Mapped[Flag]


class PlacementWeight(Editable, Base):
    """How much a rule of the board weighs here, a number of `Severity`; rules without a row weigh as usual."""

    __tablename__ = "placement_weight"
    __table_args__ = with_args(one_of("severity", Severity))

    rule: Mapped[Rule] = mapped_column(term(Rule), unique=True, nullable=False)
    severity: Mapped[int] = mapped_column(Integer, nullable=False)


class PlacementReason(Base):
    """A visit was put somewhere against a rule: which one, what it said, and why it was done. Never changes."""

    __tablename__ = "placement_reason"
    __table_args__ = with_args(Index(None, "work_order_id", "at"))
    append_only = True
    logged = False

    work_order_id: Mapped[int] = mapped_column(BigId, ForeignKey("work_order.id"), nullable=False)
    visit_id: Mapped[int] = mapped_column(BigId, nullable=False)
    rule: Mapped[Rule] = mapped_column(term(Rule), nullable=False)
    finding: Mapped[Long]
    reason: Mapped[Long]
    at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))


class TravelSpeed(Editable, Base):
    """How fast the office's vehicles get on from a minute of the day on, until the next row; wall time."""

    __tablename__ = "travel_speed"
    __table_args__ = with_args(
        CheckConstraint("start_minute between 0 and 1439", name="minute"),
        CheckConstraint("kilometres_per_hour between 1 and 200", name="speed"),
    )

    start_minute: Mapped[int] = mapped_column(Integer, unique=True, nullable=False)
    kilometres_per_hour: Mapped[int] = mapped_column(Integer, nullable=False)


class WorkOrderDependency(Editable, Base):
    """The job can begin only when another one is complete."""

    __tablename__ = "work_order_dependency"
    __table_args__ = with_args(
        UniqueConstraint("work_order_id", "needs_id"),
        CheckConstraint("work_order_id <> needs_id", name="other"),
    )

    work_order_id: Mapped[int] = mapped_column(BigId, ForeignKey("work_order.id"), nullable=False)
    needs_id: Mapped[int] = mapped_column(BigId, ForeignKey("work_order.id"), nullable=False, index=True)
