"""The same lists as CSV, for spreadsheets: UTF-8 with a mark, values in one form whatever the locale.

A text that a spreadsheet would take for a formula gets an apostrophe in front; our import takes it off.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TextIO

from fsmdesk.core.formats import currency_digits
from fsmdesk.core.texts import guard_for_csv
from fsmdesk.reports.columns import ColumnKind, ExportColumn, ExportRow, GroupTitle, check_text


def csv_bytes(columns: Sequence[ExportColumn], rows: Iterable[ExportRow]) -> bytes:
    """The whole file."""
    text = io.StringIO(newline="")
    write_csv(text, columns, rows)
    return text.getvalue().encode("utf-8-sig")


def write_csv(target: TextIO, columns: Sequence[ExportColumn], rows: Iterable[ExportRow]) -> int:
    """The rows are written below a line of titles; how many there were. Titles of groups are left out.

    `target` must be open with `newline=""`, and as `utf-8-sig` for Excel to know the encoding.

    Raises:
        RuleBroken: a text that can't be stored, with row and column.
    """
    writer = csv.writer(target)
    writer.writerow([guard_for_csv(column.title) for column in columns])
    count = 0
    plain = (row for row in rows if not isinstance(row, GroupTitle))
    for count, row in enumerate(plain, start=1):
        writer.writerow([_text(value, count, column) for value, column in zip(row, columns, strict=True)])
    return count


def _text(value: Any, row: int, column: ExportColumn) -> str:
    if value is None:
        return ""
    kind = column.kind
    if kind is ColumnKind.TEXT:
        check_text(value, row, column)
        return guard_for_csv(value)
    if kind is ColumnKind.DATE:
        day: date = value
        return day.isoformat()
    if kind is ColumnKind.INSTANT:
        instant: datetime = column.wall_time(value)
        return f"{instant:%Y-%m-%d %H:%M}"
    if kind is ColumnKind.BOOL:
        return "TRUE" if value else "FALSE"
    return _number_text(value, kind, column)


def _number_text(value: int, kind: ColumnKind, column: ExportColumn) -> str:
    """Whole numbers in their column's unit, with a point and no groups."""
    sign, size = ("-" if value < 0 else ""), abs(value)
    if kind is ColumnKind.DURATION:
        return f"{sign}{size // 60}:{size % 60:02d}"
    if kind is ColumnKind.QUANTITY:
        return f"{sign}{size // 1000}.{size % 1000:03d}".rstrip("0").rstrip(".")
    digits = currency_digits(column.currency) if kind is ColumnKind.MONEY else 0
    whole, rest = divmod(size, 10**digits)
    return f"{sign}{whole}.{rest:0{digits}d}" if digits else f"{sign}{whole}"
