"""Column types and shorthands that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Annotated, Any, TypeVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    Enum,
    Integer,
    SmallInteger,
    String,
    Text,
)
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from fsmdesk.core.terms import Priority
from fsmdesk.core.times import iso_text

BigId = BigInteger().with_variant(Integer, "sqlite")

Id = Annotated[int, mapped_column(BigId, primary_key=True, autoincrement=True, sort_order=-100)]
Version = Annotated[int, mapped_column(Integer, nullable=False, default=1, server_default="1")]
Minor = Annotated[int, mapped_column(BigInteger, nullable=False, default=0, server_default="0")]
Milli = Annotated[int, mapped_column(BigInteger, nullable=False, default=0, server_default="0")]
Ppm = Annotated[int, mapped_column(Integer, nullable=False, default=0, server_default="0")]
Name = Annotated[str, mapped_column(String(1000), nullable=False)]
Short = Annotated[str, mapped_column(String(1000), nullable=False, default="", server_default="")]
Long = Annotated[str, mapped_column(Text, nullable=False, default="", server_default="")]
Flag = Annotated[bool, mapped_column(nullable=False, default=False, server_default="0")]

# Marks a column that the change log never holds, so that a code that was changed is gone.
SECRET = {"secret": True}

StrEnumT = TypeVar("StrEnumT", bound=StrEnum)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime: timestamptz on PostgreSQL, sortable ISO text ending in +00:00 on SQLite.

    Raises:
        ValueError: a naive datetime is bound.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type of the column on this database."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(32))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """What is sent to the driver."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be aware")
        value = value.astimezone(UTC)
        return iso_text(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The aware instant that was stored."""
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return None if value is None else value.astimezone(UTC)


class PriorityColumn(TypeDecorator[Priority]):
    """A priority, stored as its number."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: Priority | None, dialect: Dialect) -> int | None:
        """The plain number."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Priority | None:
        """The priority again."""
        return None if value is None else Priority(value)


def term(words: type[StrEnumT]) -> "Enum":
    """A column of one closed list; the database refuses other words."""
    return Enum(
        words,
        native_enum=False,
        length=20,
        create_constraint=True,
        name=_snake(words.__name__),
        values_callable=lambda members: [member.value for member in members],
    )


def one_of(column: str, numbers: type[IntEnum]) -> CheckConstraint:
    """A constraint that a numeric column holds one of these numbers."""
    listed = ", ".join(str(int(member)) for member in numbers)
    return CheckConstraint(f"{column} in ({listed})", name=f"{column}_known")


def _snake(name: str) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")
