"""Tells by its values whether a column can be what its header seems to say."""

import re
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta

from fsmdesk.exchange.dates import DateOrder, possible_orders, read_moment
from fsmdesk.exchange.durations import read_length
from fsmdesk.exchange.fields import Field, FieldType
from fsmdesk.exchange.map_places import LIMITS, read_degrees, read_pair
from fsmdesk.exchange.numbers import split_number
from fsmdesk.exchange.phrases import phrase
from fsmdesk.exchange.table import Cell, SourceTable, cell_text, is_blank
from fsmdesk.exchange.vocabulary import YES_NO

SAMPLE = 200

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[a-z]{2,}", re.IGNORECASE)
# Codes of American states and the like; a job's state is a longer word.
_REGION_CODE = re.compile(r"[A-Z]{2,3}")
# What people write where they know nothing; a row of marks says nothing either.
_NOTHING = frozenset(
    {"n a", "na", "null", "none", "nil", "unknown", "tbd", "not available", "not applicable"}
)
_MARKS = re.compile(r"[\s?.\-–—_/*#]*")


def says_nothing(text: str, *, is_text: bool) -> bool:
    """True for a cell that holds only a sign that nothing is known.

    Args:
        text: the cell.
        is_text: the field is a text, in which `None` or a dash may be a name, so that only `n/a` is passed over.
    """
    if not text:
        return True
    if len(text) > 14:
        return False
    if is_text:
        return text.casefold() in ("n/a", "#n/a")
    return _MARKS.fullmatch(text) is not None or phrase(text) in _NOTHING


def sample_of(table: SourceTable, position: int) -> list[Cell]:
    """The first values of a column, without those that say nothing."""
    found: list[Cell] = []
    for row in table.rows:
        cell = row.cells[position]
        if not is_blank(cell) and not says_nothing(cell_text(cell).strip(), is_text=False):
            found.append(cell)
            if len(found) == SAMPLE:
                break
    return found


def fit(field: Field, cells: Sequence[Cell]) -> float:
    """Share of the values that this field could hold; 1 if there are none."""
    test = _TESTS.get(field.type) or _BY_NAME.get(field.name)
    if test is None or not cells:
        return 1.0
    return sum(map(test, cells)) / len(cells)


def _is_moment(cell: Cell) -> bool:
    if isinstance(cell, date):
        return True
    if not isinstance(cell, str):
        return False
    orders = possible_orders(cell) or (DateOrder.DMY,)
    return any(read_moment(cell, order) for order in orders)


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return split_number(cell) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _is_length(cell: Cell) -> bool:
    return isinstance(cell, timedelta | time) or _is_number(cell) or read_length(cell_text(cell)) is not None


def _is_degrees(limit: int) -> Callable[[Cell], bool]:
    return lambda cell: read_degrees(cell_text(cell), limit) is not None


def _is_pair(cell: Cell) -> bool:
    return isinstance(cell, str) and read_pair(cell) is not None


def _is_yes_no(cell: Cell) -> bool:
    return isinstance(cell, bool) or phrase(cell_text(cell)) in YES_NO


def _is_word(cell: Cell) -> bool:
    return not _is_moment(cell)


def _is_state(cell: Cell) -> bool:
    return (
        not _REGION_CODE.fullmatch(cell_text(cell).strip()) and not _is_moment(cell) and not _is_number(cell)
    )


def _is_title(cell: Cell) -> bool:
    """A title has words in it, and is no moment or coordinates."""
    return any(letter.isalpha() for letter in cell_text(cell)) and not _is_moment(cell) and not _is_pair(cell)


def _is_email(cell: Cell) -> bool:
    return isinstance(cell, str) and _EMAIL.search(cell) is not None


def _is_name(cell: Cell) -> bool:
    return not (isinstance(cell, str) and (_is_pair(cell) or _EMAIL.fullmatch(cell.strip())))


_TESTS: dict[FieldType, Callable[[Cell], bool]] = {
    FieldType.DATE: _is_moment,
    FieldType.INSTANT: _is_moment,
    FieldType.DEADLINE: _is_moment,
    FieldType.COUNT: _is_number,
    FieldType.MONEY: _is_number,
    FieldType.DURATION: _is_length,
    FieldType.HOURS: _is_length,
    FieldType.MINUTES: _is_length,
    FieldType.LATITUDE: _is_degrees(LIMITS["latitude"]),
    FieldType.LONGITUDE: _is_degrees(LIMITS["longitude"]),
    FieldType.COORDINATES: _is_pair,
    FieldType.YES_NO: _is_yes_no,
    FieldType.PRIORITY: _is_word,
    FieldType.STATE: _is_state,
}
_BY_NAME: dict[str, Callable[[Cell], bool]] = {
    "email": _is_email,
    "title": _is_title,
    "name": _is_name,
    "site": _is_name,
    "customer": _is_name,
    "address": _is_title,
    "contact_name": _is_title,
}
