"""The base of all tables, and the columns that many of them share."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from fsmdesk.models.columns import Id, Instant, Long, Short, Version

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table has a 64-bit integer key that survives the move between databases.

    `logged`: triggers write each change of a row to the change log; such a table is `Editable` too, since the
    log takes only what is ahead of it, told from the version.
    `append_only`: the database refuses to update or delete rows.
    """

    metadata = MetaData(naming_convention=NAMING)
    logged: ClassVar[bool] = True
    append_only: ClassVar[bool] = False

    id: Mapped[Id]

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...] | dict[str, object]:  # noqa: N805
        return {"sqlite_autoincrement": True}


class Editable:
    """A record that people edit: each change raises its version by one, and the database insists on it."""

    version: Mapped[Version]

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805
        return {"version_id_col": cls.version}


class Archivable:
    """A record that leaves the lists by being archived, never by being deleted."""

    archived_at: Mapped[datetime | None] = mapped_column(Instant)


class Addressed:
    """A postal address; `address` is the street part and may have several lines."""

    address: Mapped[Long]
    city: Mapped[Short]
    region: Mapped[Short]
    postcode: Mapped[Short]
    country: Mapped[Short]


class FromElsewhere:
    """A record that may come from another program; `external_id` is its key there, unique where given."""

    external_id: Mapped[str | None] = mapped_column(String(200), unique=True)


def with_args(*items: object) -> tuple[object, ...]:
    """Table arguments plus what every table here has."""
    return (*items, {"sqlite_autoincrement": True})
