"""Which columns a list shows, in which order and how wide, and the words over its groups."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHeaderView

from fsmdesk.core.formats import Formats
from fsmdesk.core.lists import ListGroup, year_and_month
from fsmdesk.views.widgets.column_filter import choices_of, raw_of
from fsmdesk.views.widgets.column_room import width_for
from fsmdesk.views.widgets.table_columns import Column, Kind, written
from fsmdesk.views.widgets.table_view import RowTable


def kept_columns(columns: Sequence[Column], keys: object) -> list[Column]:
    """The columns with these keys in their order; those that a list begins with where none is known."""
    by_key = {column.key: column for column in columns}
    kept = [by_key[str(key)] for key in keys if str(key) in by_key] if isinstance(keys, list) else []
    return kept or [column for column in columns if not column.is_hidden]


def shown_order(table: RowTable[Any]) -> list[Column]:
    """The columns as they stand from left to right."""
    shown = table.rows().columns()
    header = table.horizontalHeader()
    return [shown[at] for at in sorted(range(len(shown)), key=header.visualIndex)]


def size_columns(table: RowTable[Any], widths: object, formats: Formats) -> None:
    """Columns stand in the model's order and are as wide as kept, else as wide as they were made.

    One of days or times is as wide as the longest of the locale.
    """
    known = widths if isinstance(widths, Mapping) else {}
    header = table.horizontalHeader()
    for at, column in enumerate(table.rows().columns()):
        header.moveSection(header.visualIndex(at), at)
        mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
        header.setSectionResizeMode(at, mode)
        width = known.get(column.key)
        table.setColumnWidth(at, width if isinstance(width, int) else width_for(column, formats))
    table.keep_stretch_readable()


def widths_of(table: RowTable[Any]) -> dict[str, object]:
    """How wide the columns are, apart from those that take the room that is left."""
    header = table.horizontalHeader()
    shown = table.rows().columns()
    return {column.key: header.sectionSize(at) for at, column in enumerate(shown) if not column.stretch}


def group_words(column: Column, group: ListGroup, formats: Formats) -> str:
    """What the rows of a group have in common; empty for nothing."""
    if group.label or group.value is None:
        return group.label
    if column.value_kind in (Kind.DATE, Kind.INSTANT) and isinstance(group.value, int):
        year, month = year_and_month(group.value)
        return f"{formats.month(month)} {year}"
    words = {raw_of(value): said for value, said in choices_of(column)}
    return words.get(raw_of(group.value)) or written(group.value, column.value_kind, formats)
