"""By when the office answers: business hours, holidays, and the service levels of customers."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.core.terms import Priority
from fsmdesk.models.base import Base, Editable, with_args
from fsmdesk.models.columns import BigId, Flag, Name, PriorityColumn, one_of


class BusinessHours(Editable, Base):
    """When the office is open: wall time on one day of the week (Monday is 0). A weekday may have several."""

    __tablename__ = "business_hours"
    __table_args__ = with_args(
        CheckConstraint("weekday between 0 and 6", name="weekday"),
        CheckConstraint("start_minute >= 0 and end_minute <= 1440", name="day"),
        CheckConstraint("start_minute < end_minute", name="order"),
    )

    weekday: Mapped[int] = mapped_column(Integer, nullable=False)
    start_minute: Mapped[int] = mapped_column(Integer, nullable=False)
    end_minute: Mapped[int] = mapped_column(Integer, nullable=False)


class Holiday(Editable, Base):
    """A day on which the office differs from its calendar: closed, or open although the calendar says closed."""

    __tablename__ = "holiday"

    on_day: Mapped[date] = mapped_column(unique=True, nullable=False)
    name: Mapped[Name]
    is_open: Mapped[Flag]


class ServiceLevel(Editable, Base):
    """Within how many minutes jobs of a priority are answered on site, and finished.

    Without a customer it holds for all who have none of their own. Minutes are of business hours unless
    it counts around the clock; None promises nothing.
    """

    __tablename__ = "service_level"
    __table_args__ = with_args(
        one_of("priority", Priority),
        CheckConstraint("respond_minutes is null or respond_minutes between 1 and 1000000", name="respond"),
        CheckConstraint("finish_minutes is null or finish_minutes between 1 and 1000000", name="finish"),
        Index("uq_service_level_customer", "customer_id", "priority", unique=True),
        Index(
            "uq_service_level_office",
            "priority",
            unique=True,
            sqlite_where=text("customer_id is null"),
            postgresql_where=text("customer_id is null"),
        ),
    )

    customer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("customer.id"))
    priority: Mapped[Priority] = mapped_column(PriorityColumn, nullable=False)
    respond_minutes: Mapped[int | None] = mapped_column(Integer)
    finish_minutes: Mapped[int | None] = mapped_column(Integer)
    around_the_clock: Mapped[Flag]
