"""The price book and the taxes."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.core.terms import LineKind, TaxCategory
from fsmdesk.models.base import Archivable, Base, Editable, FromElsewhere, with_args
from fsmdesk.models.columns import BigId, Flag, Long, Milli, Minor, Name, Ppm, Short, term


class Tax(Archivable, Editable, Base):
    """What a line is taxed with: a short code for documents and one or more components."""

    __tablename__ = "tax"

    code: Mapped[str] = mapped_column(String(10), unique=True, nullable=False)
    name: Mapped[Name]
    is_default: Mapped[Flag]
    is_exemption: Mapped[Flag]


class TaxComponent(Editable, Base):
    """One rate of a tax from a day on, until a later component of the same name takes over."""

    __tablename__ = "tax_component"
    __table_args__ = with_args(
        CheckConstraint("rate_ppm between 0 and 1000000", name="rate"),
        CheckConstraint("category = 'S' or rate_ppm = 0", name="rate_fits_category"),
    )

    tax_id: Mapped[int] = mapped_column(BigId, ForeignKey("tax.id"), nullable=False, index=True)
    name: Mapped[Name]
    category: Mapped[TaxCategory] = mapped_column(term(TaxCategory), nullable=False)
    rate_ppm: Mapped[Ppm]
    valid_from: Mapped[date | None]


class Item(FromElsewhere, Archivable, Editable, Base):
    """Something the shop sells, with its price for one unit."""

    __tablename__ = "item"
    __table_args__ = with_args(CheckConstraint("price_minor >= 0", name="price"))

    code: Mapped[str] = mapped_column(String(200), unique=True, nullable=False)
    name: Mapped[Name]
    kind: Mapped[LineKind] = mapped_column(term(LineKind), nullable=False)
    unit: Mapped[Short]
    category: Mapped[Short]
    price_minor: Mapped[Minor]
    tax_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("tax.id"))
    is_kit: Mapped[Flag]
    notes: Mapped[Long]


class KitPart(Editable, Base):
    """An item that a kit expands into; the quantity is for one kit. Kits do not hold kits."""

    __tablename__ = "kit_part"
    __table_args__ = with_args(
        CheckConstraint("kit_id <> item_id", name="other_item"),
        CheckConstraint("quantity_milli between 1 and 1000000000", name="quantity"),
        UniqueConstraint("kit_id", "item_id"),
    )

    kit_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), nullable=False)
    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), nullable=False, index=True)
    position: Mapped[int] = mapped_column(Integer, nullable=False, default=0, server_default="0")
    quantity_milli: Mapped[Milli]


class PriceLevel(Archivable, Editable, Base):
    """Prices for some customers: the price book's, changed by so much, unless an item names its own.

    `change_ppm` is in millionths: -100000 is ten percent less.
    """

    __tablename__ = "price_level"
    __table_args__ = with_args(CheckConstraint("change_ppm between -1000000 and 10000000", name="change"))

    name: Mapped[str] = mapped_column(String(200), unique=True, nullable=False)
    change_ppm: Mapped[Ppm]


class ItemPrice(Editable, Base):
    """The price of an item at one price level."""

    __tablename__ = "item_price"
    __table_args__ = with_args(
        CheckConstraint("price_minor >= 0", name="price"), UniqueConstraint("item_id", "level_id")
    )

    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), nullable=False)
    level_id: Mapped[int] = mapped_column(BigId, ForeignKey("price_level.id"), nullable=False, index=True)
    price_minor: Mapped[Minor]


class ItemCost(Editable, Base):
    """What one unit of an item costs the shop; apart from the price that everybody may see."""

    __tablename__ = "item_cost"

    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), unique=True, nullable=False)
    cost_minor: Mapped[Minor]
