"""The shop itself, its people, and its number series."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.core.terms import PaperSize, Role, TaxRounding, TimeRounding
from fsmdesk.models.base import Addressed, Archivable, Base, Editable, with_args
from fsmdesk.models.columns import BigId, Flag, Instant, Long, Minor, Name, Ppm, Short, term


class Picture(Base):
    """An image, stored once for each content. Never changes, so issued documents can refer to it."""

    __tablename__ = "picture"
    append_only = True
    logged = False

    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    media_type: Mapped[Name]
    content: Mapped[bytes] = mapped_column(LargeBinary, nullable=False)


class Company(Addressed, Editable, Base):
    """The shop: one row with everything that documents and screens need to know about it.

    Lines that come up during a job need approval from `scope_approval_minor` on; None never asks. Jobs
    below `review_free_below_minor` pass review by themselves. `holiday_calendar` is a country code, with a
    region after a hyphen where there is one. `setup_left` names the steps of the first start that were left
    for later. Labour that follows the time is sold as the item `labour_item_id`; None is the first of the price
    book that is sold by the hour. `document_colour` is #rrggbb, or empty for the house's own.
    Streets are `travel_detour_ppm` as long as the bird's way; `guards_travel` makes the way to a visit booked time.
    `board_label` and `board_tooltip` name the fields that cards and tips of the board show, in order, with commas;
    empty for the usual ones.
    """

    __tablename__ = "company"
    __table_args__ = with_args(
        CheckConstraint("id = 1", name="single"),
        CheckConstraint("day_start_minute >= 0 and day_end_minute <= 1440", name="day"),
        CheckConstraint("day_start_minute < day_end_minute", name="day_order"),
        CheckConstraint("payment_days >= 0 and payment_days <= 3650", name="payment_days"),
        CheckConstraint("time_rounding_minutes between 1 and 480", name="time_rounding_minutes"),
        CheckConstraint("minimum_minutes between 0 and 1440", name="minimum_minutes"),
        CheckConstraint("overtime_markup_ppm between 0 and 10000000", name="overtime_markup"),
        CheckConstraint("callback_days between 0 and 3650", name="callback_days"),
        CheckConstraint("warn_days between 0 and 3650", name="warn_days"),
        CheckConstraint("stuck_days between 1 and 3650", name="stuck_days"),
        CheckConstraint("travel_detour_ppm between 1000000 and 5000000", name="travel_detour"),
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
    holiday_calendar: Mapped[Short]
    callback_days: Mapped[int] = mapped_column(Integer, nullable=False, default=30, server_default="30")
    warn_days: Mapped[int] = mapped_column(Integer, nullable=False, default=60, server_default="60")
    stuck_days: Mapped[int] = mapped_column(Integer, nullable=False, default=7, server_default="7")
    scope_approval_minor: Mapped[int | None] = mapped_column(BigInteger)
    review_free_below_minor: Mapped[Minor]
    time_rounding: Mapped[TimeRounding] = mapped_column(
        term(TimeRounding), nullable=False, default=TimeRounding.UP, server_default="up"
    )
    time_rounding_minutes: Mapped[int] = mapped_column(
        Integer, nullable=False, default=15, server_default="15"
    )
    minimum_minutes: Mapped[int] = mapped_column(Integer, nullable=False, default=0, server_default="0")
    overtime_markup_ppm: Mapped[Ppm]
    labour_item_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("item.id"))
    document_colour: Mapped[str] = mapped_column(String(7), nullable=False, default="", server_default="")
    setup_left: Mapped[Short]
    travel_detour_ppm: Mapped[int] = mapped_column(
        Integer, nullable=False, default=1_300_000, server_default="1300000"
    )
    guards_travel: Mapped[Flag]
    board_label: Mapped[Short]
    board_tooltip: Mapped[Short]


class Person(Archivable, Editable, Base):
    """Someone who works with fsmdesk in this office."""

    __tablename__ = "person"

    name: Mapped[Name]
    role: Mapped[Role] = mapped_column(term(Role), nullable=False)
    technician_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("technician.id"), unique=True)


class SavedView(Editable, Base):
    """A list as somebody likes to see it: filters, columns, order, groups, as a JSON object. No person: everybody's."""

    __tablename__ = "saved_view"
    __table_args__ = with_args(
        UniqueConstraint("person_id", "list_name", "name"),
        Index(
            "uq_saved_view_shared",
            "list_name",
            "name",
            unique=True,
            sqlite_where=text("person_id is null"),
            postgresql_where=text("person_id is null"),
        ),
    )

    person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    list_name: Mapped[str] = mapped_column(String(60), nullable=False, index=True)
    name: Mapped[str] = mapped_column(String(200), nullable=False)
    definition: Mapped[Long]
    is_default: Mapped[Flag]


class NumberSeries(Base):
    """The last number given in one series; it moves by one, together with the record that takes the number."""

    __tablename__ = "number_series"
    __table_args__ = with_args(CheckConstraint("last >= 0", name="last"))
    logged = False

    name: Mapped[str] = mapped_column(String(200), unique=True, nullable=False)
    last: Mapped[int] = mapped_column(BigId, nullable=False, default=0, server_default="0")


class CommandRecord(Base):
    """A command that was carried out, once, since its key is unique; `said` tells people what it did."""

    __tablename__ = "command"
    append_only = True
    logged = False

    key: Mapped[str] = mapped_column(String(64), unique=True, nullable=False)
    name: Mapped[Name]
    person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    result: Mapped[Long]
    said: Mapped[Short]
