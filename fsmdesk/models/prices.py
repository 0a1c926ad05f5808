"""The price book and the taxes."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.core.terms import LineKind, TaxCategory
from fsmdesk.models.base import Archivable, Base, Editable, FromElsewhere, with_args
from fsmdesk.models.columns import BigId, Flag, Long, Minor, Name, Ppm, Short, term


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
    notes: Mapped[Long]


class ItemCost(Editable, Base):
    """What one unit of an item costs the shop; apart from the price that everybody may see."""

    __tablename__ = "item_cost"

    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), unique=True, nullable=False)
    cost_minor: Mapped[Minor]
