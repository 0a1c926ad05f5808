"""Plain SQL that both databases understand, and values that cross the driver in either's way.

For what is read before SQLAlchemy is loaded, so nothing here imports it.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Protocol

from fsmdesk.core.times import iso_text

_PLACE = re.compile(r"(?<!:):(\w+)")


class PlainReading(Protocol):
    """A consistent look at the office through plain SQL."""

    @property
    def is_sqlite(self) -> bool:
        """True for an office in a file."""

    def rows(self, sql: str, /, **values: object) -> list[tuple[Any, ...]]:
        """What a query finds; `:name` in it stands for the value of that name.

        Booleans, instants and days come back as the driver gives them: see `bool`, `instant`, `day`.
        """


def driver_sql(sql: str, is_sqlite: bool) -> str:
    """The query with its places marked as the driver wants them."""
    sql = sql.strip()
    return sql if is_sqlite else _PLACE.sub(r"%(\1)s", sql.replace("%", "%%"))


def driver_values(values: Mapping[str, object], is_sqlite: bool) -> dict[str, object]:
    """The values as the driver takes them: numbers, words of closed lists, and instants."""
    return {name: _driver_value(value, is_sqlite) for name, value in values.items()}


def _driver_value(value: object, is_sqlite: bool) -> object:
    if isinstance(value, Enum):
        return value.value
    return iso_text(value) if is_sqlite and isinstance(value, datetime) else value


def instant(value: str | datetime) -> datetime:
    """The aware instant that was stored."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value.astimezone(UTC)


def instant_or_none(value: str | datetime | None) -> datetime | None:
    """The same where there may be none."""
    return None if value is None else instant(value)


def day_or_none(value: str | date | None) -> date | None:
    """The day that was stored, if any."""
    return date.fromisoformat(value) if isinstance(value, str) else value
