"""Columns of an exported list: a title, what sort of value stands below it, and how wide it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.texts import find_forbidden, forbidden_words
from fsmdesk.core.words import tr

# An Excel cell holds so many characters; a character beyond the first plane counts twice.
_LONGEST_TEXT = 32_767


class ColumnKind(StrEnum):
    """What the values of a column are. Money is in minor units, quantities are thousandths, durations minutes."""

    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"
    QUANTITY = "quantity"
    DATE = "date"
    INSTANT = "instant"
    BOOL = "bool"
    DURATION = "duration"


ExportValue = str | int | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column. `currency` is needed for money, `zone` for instants, which are written as wall time there.

    `has_total` asks for the sum below the column; `width` is in characters, 0 for the kind's own.
    """

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    currency: str = ""
    zone: ZoneInfo | None = None
    has_total: bool = False
    width: int = 0

    def wall_time(self, instant: datetime) -> datetime:
        """The instant as the clock of the column's zone shows it, without a zone."""
        return instant.astimezone(self.zone or UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class GroupTitle:
    """Stands between rows, over those of one group: what they have in common, and sums by place of the column."""

    words: str
    sums: Mapping[int, int] = field(default_factory=dict)


ExportRow = Sequence[ExportValue] | GroupTitle


def check_text(text: str, row: int, column: ExportColumn) -> None:
    """The text fits in a cell.

    Raises:
        RuleBroken: it holds a character that a file can't, or is too long; row and column are named.
    """
    place = tr("Row {row}, {column}").format(row=row, column=column.title)
    found = find_forbidden(text, multiline=True)
    if found:
        raise RuleBroken(forbidden_words(place, *found), field=column.title)
    if len(text.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
        words = tr("{place}: the text is longer than the {limit} characters that a cell holds.")
        raise RuleBroken(words.format(place=place, limit=_LONGEST_TEXT), field=column.title)
