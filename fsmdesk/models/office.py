"""The shop itself, its people, and its number series."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.core.terms import PaperSize, Role, TaxRounding
from fsmdesk.models.base import Addressed, Archivable, Base, Editable, with_args
from fsmdesk.models.columns import BigId, Flag, Instant, Long, Name, Short, term


class Picture(Base):
    """An image, stored once for each content. Never changes, so issued documents can refer to it."""

    __tablename__ = "picture"
    append_only = True
    logged = False

    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    media_type: Mapped[Name]
    content: Mapped[bytes] = mapped_column(LargeBinary, nullable=False)


class Company(Addressed, Editable, Base):
    """The shop: one row with everything that documents and screens need to know about it."""

    __tablename__ = "company"
    __table_args__ = with_args(
        CheckConstraint("id = 1", name="single"),
        CheckConstraint("day_start_minute >= 0 and day_end_minute <= 1440", name="day"),
        CheckConstraint("day_start_minute < day_end_minute", name="day_order"),
        CheckConstraint("payment_days >= 0 and payment_days <= 3650", name="payment_days"),
    )

    name: Mapped[Name]
    phone: Mapped[Short]
    email: Mapped[Short]
    licence: Mapped[Short]
    tax_number: Mapped[Short]
    currency: Mapped[str] = mapped_column(String(3), nullable=False, default="USD")
    locale: Mapped[str] = mapped_column(String(20), nullable=False, default="en_US")
    timezone: Mapped[str] = mapped_column(String(64), nullable=False, default="UTC")
    paper: Mapped[PaperSize] = mapped_column(term(PaperSize), nullable=False, default=PaperSize.A4)
    logo_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("picture.id"))
    payment_text: Mapped[Long]
    payment_link: Mapped[Long]
    payment_days: Mapped[int] = mapped_column(Integer, nullable=False, default=30, server_default="30")
    invoice_prefix: Mapped[Short]
    credit_note_prefix: Mapped[Short]
    number_digits: Mapped[int] = mapped_column(Integer, nullable=False, default=6, server_default="6")
    tax_rounding: Mapped[TaxRounding] = mapped_column(
        term(TaxRounding), nullable=False, default=TaxRounding.PER_RATE
    )
    day_start_minute: Mapped[int] = mapped_column(Integer, nullable=False, default=420, server_default="420")
    day_end_minute: Mapped[int] = mapped_column(Integer, nullable=False, default=1140, server_default="1140")
    is_demo: Mapped[Flag]


class Person(Archivable, Editable, Base):
    """Someone who works with fsmdesk in this office."""

    __tablename__ = "person"

    name: Mapped[Name]
    role: Mapped[Role] = mapped_column(term(Role), nullable=False)
    technician_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("technician.id"), unique=True)


class NumberSeries(Base):
    """The last number given in one series; it moves by one, together with the record that takes the number."""

    __tablename__ = "number_series"
    __table_args__ = with_args(CheckConstraint("last >= 0", name="last"))
    logged = False

    name: Mapped[str] = mapped_column(String(200), unique=True, nullable=False)
    last: Mapped[int] = mapped_column(BigId, nullable=False, default=0, server_default="0")


class CommandRecord(Base):
    """A command that was carried out; its key is unique, so it is never carried out twice."""

    __tablename__ = "command"
    append_only = True
    logged = False

    key: Mapped[str] = mapped_column(String(64), unique=True, nullable=False)
    name: Mapped[Name]
    person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    result: Mapped[Long]
