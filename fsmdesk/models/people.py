"""Technicians: what they may do, when they work, when they can't, and what they cost."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.models.base import Addressed, Archivable, Base, Editable, FromElsewhere, with_args
from fsmdesk.models.columns import BigId, Instant, Long, Minor, Name, Short


class Technician(Addressed, FromElsewhere, Archivable, Editable, Base):
    """Who goes, with a team or without. The address is home, where the day starts."""

    __tablename__ = "technician"

    name: Mapped[Name]
    initials: Mapped[str] = mapped_column(String(4), nullable=False, default="", server_default="")
    colour: Mapped[str] = mapped_column(
        String(7), nullable=False, default="#2f6fed", server_default="#2f6fed"
    )
    email: Mapped[Short]
    phone: Mapped[Short]
    team: Mapped[Short]
    home_latitude_micro: Mapped[int | None] = mapped_column(Integer)
    home_longitude_micro: Mapped[int | None] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer, nullable=False, default=0, server_default="0")
    notes: Mapped[Long]


class TechnicianPay(Editable, Base):
    """What an hour of a technician costs the shop; apart, so that who may not see it never reads it."""

    __tablename__ = "technician_pay"

    technician_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("technician.id"), unique=True, nullable=False
    )
    hourly_cost_minor: Mapped[Minor]


class Skill(Editable, Base):
    """Something not everybody may do, such as Gas or Refrigeration."""

    __tablename__ = "skill"

    name: Mapped[str] = mapped_column(String(200), unique=True, nullable=False)


class TechnicianSkill(Editable, Base):
    """A technician may do this until the certificate ends; no date, no end."""

    __tablename__ = "technician_skill"
    __table_args__ = with_args(UniqueConstraint("technician_id", "skill_id"))

    technician_id: Mapped[int] = mapped_column(BigId, ForeignKey("technician.id"), nullable=False)
    skill_id: Mapped[int] = mapped_column(BigId, ForeignKey("skill.id"), nullable=False, index=True)
    certificate: Mapped[Short]
    certified_until: Mapped[date | None]


class Shift(Editable, Base):
    """When a technician normally works: wall time on one day of the week (Monday is 0).

    `end_minute` beyond 1440 reaches into the next day.
    """

    __tablename__ = "shift"
    __table_args__ = with_args(
        CheckConstraint("weekday between 0 and 6", name="weekday"),
        CheckConstraint("start_minute >= 0 and start_minute < 1440", name="start"),
        CheckConstraint("end_minute > start_minute and end_minute <= start_minute + 1440", name="end"),
        Index(None, "technician_id", "weekday"),
    )

    technician_id: Mapped[int] = mapped_column(BigId, ForeignKey("technician.id"), nullable=False)
    weekday: Mapped[int] = mapped_column(Integer, nullable=False)
    start_minute: Mapped[int] = mapped_column(Integer, nullable=False)
    end_minute: Mapped[int] = mapped_column(Integer, nullable=False)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]


class Absence(Editable, Base):
    """When a technician can't work, and why."""

    __tablename__ = "absence"
    __table_args__ = with_args(
        CheckConstraint("end_at > start_at", name="span"), Index(None, "technician_id", "start_at")
    )

    technician_id: Mapped[int] = mapped_column(BigId, ForeignKey("technician.id"), nullable=False)
    start_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    end_at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    reason: Mapped[Short]
