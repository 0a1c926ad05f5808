"""The columns of a table: named, typed, and how each value is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Any

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import Priority
from fsmdesk.views.widgets.badges import Look, priority_look, state_look


class Kind(StrEnum):
    """What a column holds; it decides how the value is written, aligned and drawn."""

    TEXT = "text"
    MONEY = "money"  # minor units
    QUANTITY = "quantity"  # thousandths
    NUMBER = "number"
    PERCENT = "percent"  # millionths
    DURATION = "duration"  # minutes
    DATE = "date"
    INSTANT = "instant"
    STATE = "state"  # a member of an enumeration with `label`
    PRIORITY = "priority"
    BADGE = "badge"  # a text, with its look from `look`
    YES_NO = "yes_no"


_AT_RIGHT = frozenset({Kind.MONEY, Kind.QUANTITY, Kind.NUMBER, Kind.PERCENT, Kind.DURATION})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `key` names the attribute of the row, and the column in sorting and filters.

    `get` computes the value where the row has no such attribute; `secondary` gives muted words behind it;
    `look` gives tone and icon of a badge; `colour` the token of the words' colour, empty for the usual one.
    `is_strong` draws it bold, `is_muted` grey. A `stretch` column takes the room that is left. `is_hidden`
    columns are shown when the person chooses them. Rows can be grouped by one that `is_grouped`, days and
    instants by month. `holds` is what the values are where they are drawn as something else; `choices` are
    all values that a closed list has, with their words, to filter by.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 120
    get: Callable[[Any], object] | None = None
    secondary: Callable[[Any], str] | None = None
    look: Callable[[Any], Look] | None = None
    colour: Callable[[Any], str] | None = None
    is_strong: bool = False
    is_muted: bool = False
    is_sortable: bool = True
    is_hidden: bool = False
    stretch: bool = False
    is_totalled: bool = False
    is_grouped: bool = False
    holds: Kind | None = None
    choices: Sequence[tuple[object, str]] = ()

    @property
    def value_kind(self) -> Kind:
        """What the values are, however they are drawn."""
        return self.holds or self.kind

    @property
    def is_filtered(self) -> bool:
        """True if rows can be filtered by it: what the database can sort by it can filter by."""
        return self.is_sortable

    @property
    def is_right(self) -> bool:
        """True if the values stand at the right, figure under figure."""
        return self.kind in _AT_RIGHT

    @property
    def has_figures(self) -> bool:
        """True if the values are drawn with figures of one width."""
        return self.is_right or self.kind in (Kind.DATE, Kind.INSTANT)

    def value(self, row: object) -> object:
        """The value of this column in the row."""
        return self.get(row) if self.get is not None else getattr(row, self.key)

    def text(self, row: object, formats: Formats) -> str:
        """The value as it is written on the screen; empty for None."""
        return written(self.value(row), self.kind, formats)

    def badge(self, row: object) -> Look | None:
        """The look of the badge, None where the column draws plain words."""
        value = self.value(row)
        if value is None or value == "":
            return None
        if self.look is not None:
            return self.look(row)
        match self.kind:
            case Kind.STATE:
                return state_look(str(value))
            case Kind.PRIORITY if isinstance(value, int):
                return priority_look(value)
            case Kind.BADGE:
                return Look("neutral")
        return None


def words_of(listed: type[Enum]) -> tuple[tuple[object, str], ...]:
    """All values of a closed list with their words, for `choices`."""
    return tuple((value, str(getattr(value, "label", value.value))) for value in listed)


def written(value: object, kind: Kind, formats: Formats) -> str:
    """A value of this kind as it is written on the screen."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return _number(value, kind, formats)
    if isinstance(value, datetime):
        return formats.instant(value)
    if isinstance(value, date):
        return formats.date(value)
    if isinstance(value, bool):
        return "✓" if value else ""
    label = getattr(value, "label", None)
    return label if isinstance(label, str) else str(value).replace("\n", " ")


def _number(value: int, kind: Kind, formats: Formats) -> str:
    match kind:
        case Kind.MONEY:
            return formats.money(value)
        case Kind.QUANTITY:
            return formats.quantity(value)
        case Kind.PERCENT:
            return formats.percent(value)
        case Kind.DURATION:
            return formats.duration(value)
        case Kind.PRIORITY:
            return Priority(value).label
    return formats.count(value) if kind is Kind.NUMBER else str(value)
