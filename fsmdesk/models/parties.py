"""Who pays, where work is done, and the machines there."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.core.terms import CodeKind
from fsmdesk.models.base import Addressed, Archivable, Base, Editable, FromElsewhere, with_args
from fsmdesk.models.columns import SECRET, BigId, Flag, Long, Name, Short, term


class Customer(Addressed, FromElsewhere, Archivable, Editable, Base):
    """Who pays. The address is where invoices go."""

    __tablename__ = "customer"
    __table_args__ = with_args(
        CheckConstraint("payment_days is null or payment_days between 0 and 3650", name="payment_days"),
        Index(None, "name"),
    )

    name: Mapped[Name]
    phone: Mapped[Short]
    email: Mapped[Short]
    tax_number: Mapped[Short]
    payment_days: Mapped[int | None] = mapped_column(Integer)
    tax_exempt: Mapped[Flag]
    exempt_certificate: Mapped[Short]
    exempt_until: Mapped[date | None]
    price_level_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("price_level.id"))
    credit_hold: Mapped[Flag]
    no_messages: Mapped[Flag]
    notes: Mapped[Long]
    merged_into_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("customer.id"))


class Contact(Archivable, Editable, Base):
    """A person to talk to."""

    __tablename__ = "contact"

    customer_id: Mapped[int] = mapped_column(BigId, ForeignKey("customer.id"), nullable=False, index=True)
    name: Mapped[Name]
    title: Mapped[Short]
    phone: Mapped[Short]
    email: Mapped[Short]
    is_primary: Mapped[Flag]


class Site(Addressed, FromElsewhere, Archivable, Editable, Base):
    """An address where work is done. It may lack a customer until it is given one."""

    __tablename__ = "site"
    __table_args__ = with_args(
        CheckConstraint("latitude_micro is null or abs(latitude_micro) <= 90000000", name="latitude"),
        CheckConstraint("longitude_micro is null or abs(longitude_micro) <= 180000000", name="longitude"),
        Index(None, "name"),
    )

    customer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("customer.id"), index=True)
    name: Mapped[Name]
    latitude_micro: Mapped[int | None] = mapped_column(Integer)
    longitude_micro: Mapped[int | None] = mapped_column(Integer)
    coordinates_guessed: Mapped[Flag]
    access_notes: Mapped[Long]
    merged_into_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("site.id"))


class SiteCode(Editable, Base):
    """What opens a site; apart from the access notes, so that who may not see it never reads it."""

    __tablename__ = "site_code"

    site_id: Mapped[int] = mapped_column(BigId, ForeignKey("site.id"), nullable=False, index=True)
    kind: Mapped[CodeKind] = mapped_column(term(CodeKind), nullable=False)
    label: Mapped[Short]
    code: Mapped[Name] = mapped_column(info=SECRET)


class Place(Editable, Base):
    """A spot inside a site, such as a building, floor or room; a tree."""

    __tablename__ = "place"

    site_id: Mapped[int] = mapped_column(BigId, ForeignKey("site.id"), nullable=False, index=True)
    parent_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("place.id"), index=True)
    name: Mapped[Name]


class Equipment(FromElsewhere, Archivable, Editable, Base):
    """A machine at a place."""

    __tablename__ = "equipment"
    __table_args__ = with_args(Index(None, "name"))

    site_id: Mapped[int] = mapped_column(BigId, ForeignKey("site.id"), nullable=False, index=True)
    place_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("place.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("equipment.id"), index=True)
    name: Mapped[Name]
    category: Mapped[Short]
    make: Mapped[Short]
    model: Mapped[Short]
    serial: Mapped[Short]
    installed_on: Mapped[date | None]
    warranty_until: Mapped[date | None]
    notes: Mapped[Long]
    merged_into_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("equipment.id"))


class Agreement(Archivable, Editable, Base):
    """A service contract: a name, its dates, and what it covers."""

    __tablename__ = "agreement"
    __table_args__ = with_args(CheckConstraint("ends_on is null or ends_on >= starts_on", name="dates"))

    customer_id: Mapped[int] = mapped_column(BigId, ForeignKey("customer.id"), nullable=False, index=True)
    name: Mapped[Name]
    starts_on: Mapped[date] = mapped_column(nullable=False)
    ends_on: Mapped[date | None]
    covers_labour: Mapped[Flag]
    covers_parts: Mapped[Flag]
    covers_fees: Mapped[Flag]
