"""Lists as Excel files, with types: numbers stay numbers, dates stay dates, text is never a formula.

Rows are written as they come, so that a list of any length takes little memory.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import currency_digits
from fsmdesk.core.words import tr
from fsmdesk.reports.columns import ColumnKind, ExportColumn, ExportRow, ExportValue, GroupTitle, check_text

MOST_ROWS = 1_048_575
_WIDTHS = {
    ColumnKind.TEXT: 26,
    ColumnKind.INTEGER: 11,
    ColumnKind.MONEY: 14,
    ColumnKind.QUANTITY: 11,
    ColumnKind.DATE: 13,
    ColumnKind.INSTANT: 18,
    ColumnKind.BOOL: 9,
    ColumnKind.DURATION: 11,
}
# 14 and 22 of the built-in formats: Excel shows them the way the computer's own settings want it.
_FORMATS = {
    ColumnKind.TEXT: "General",
    ColumnKind.INTEGER: "0",
    ColumnKind.QUANTITY: "General",
    ColumnKind.DATE: "mm-dd-yy",
    ColumnKind.INSTANT: "m/d/yy h:mm",
    ColumnKind.BOOL: "General",
    ColumnKind.DURATION: "[h]:mm",
}
_FIRST_DAY = date(1899, 12, 30).toordinal()
_FIRST_INSTANT = datetime(1899, 12, 30)
# What openpyxl itself checks again for each text, at a cost that shows in a long list.
_SUSPICIOUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SURELY_SHORT = 16_000


def write_workbook(
    target: Path | IO[bytes],
    title: str,
    columns: Sequence[ExportColumn],
    rows: Iterable[ExportRow],
) -> int:
    """The file holds one sheet with these rows; how many there were, titles of groups not counted.

    Rows below the title of a group can be folded away in the sheet.

    Raises:
        RuleBroken: a text that Excel can't hold, with row and column; or more rows than a sheet has.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "fsmdesk"
    sheet = book.create_sheet(_sheet_name(title))
    _lay_out(sheet, columns)
    sheet.append(_head(sheet, columns))
    writer = _RowWriter(sheet, columns)
    lines, titles = 0, 0
    try:
        for lines, row in enumerate(rows, start=1):
            if lines > MOST_ROWS:
                raise RuleBroken(tr("An Excel sheet holds {count} rows at most.").format(count=MOST_ROWS))
            if isinstance(row, GroupTitle):
                titles += 1
                sheet.append(writer.title_cells(row))
            elif titles:
                _append_folding(sheet, writer.cells(row, lines), lines + 1)
            else:
                sheet.append(writer.cells(row, lines))
    except BaseException:
        _give_up(sheet)
        raise
    if not titles:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{lines + 1}"
    if any(column.has_total for column in columns):
        sheet.append(writer.total_cells())
    sheet.close()
    book.save(target)
    return lines - titles


def _give_up(sheet: Any) -> None:
    """What was written so far is gone; openpyxl would keep it in a temporary file until the program ends."""
    with suppress(Exception):  # it was left in the middle of a row
        sheet.close()
    sheet._writer.cleanup()


def _append_folding(sheet: Any, cells: list[Any], line: int) -> None:
    """The row stands one level below its group's title; nothing of it stays in memory."""
    sheet.row_dimensions[line].outlineLevel = 1
    sheet.append(cells)
    del sheet.row_dimensions[line]


def _sheet_name(title: str) -> str:
    """The title as Excel takes it for a sheet's name."""
    return re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")[:31] or "1"


def _lay_out(sheet: Any, columns: Sequence[ExportColumn]) -> None:
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.sheet_properties.outlinePr.summaryBelow = False
    for at, column in enumerate(columns, start=1):
        width = column.width or max(_WIDTHS[column.kind], len(column.title) + 4)
        sheet.column_dimensions[get_column_letter(at)].width = width


def _head(sheet: Any, columns: Sequence[ExportColumn]) -> list[Any]:
    font, fill = Font(bold=True, color="FF101828"), PatternFill("solid", fgColor="FFEEF1F5")
    border = Border(bottom=Side("thin", color="FF98A2B3"))
    found = []
    for column in columns:
        cell = WriteOnlyCell(sheet, column.title)
        cell.data_type = "s"
        cell.font, cell.fill, cell.border = font, fill, border
        is_left = column.kind in (ColumnKind.TEXT, ColumnKind.BOOL)
        cell.alignment = Alignment(horizontal="left" if is_left else "right", vertical="center")
        found.append(cell)
    return found


class _RowWriter:
    """Turns rows of values into cells. One cell for each column serves all rows."""

    def __init__(self, sheet: Any, columns: Sequence[ExportColumn]) -> None:
        self._sheet = sheet
        self._columns = columns
        self._cells = [_cell(sheet, column) for column in columns]
        self._kinds = [cell.data_type for cell in self._cells]
        self._convert = [_converter(column) for column in columns]
        self._sums = {at: 0 for at, column in enumerate(columns) if column.has_total}

    def cells(self, row: Sequence[ExportValue], number: int) -> list[Any]:
        """The row's cells, valid until the next row is asked for; None where there is no value."""
        for at in self._sums:
            value = row[at]
            if isinstance(value, int):
                self._sums[at] += value
        return list(self._filled(row, number))

    def _filled(self, row: Sequence[ExportValue], number: int) -> Iterator[Any]:
        for cell, kind, convert, value in zip(self._cells, self._kinds, self._convert, row, strict=True):
            if value is None or value == "":
                yield None
                continue
            # Its public setter guesses a type for each value, and takes "=1+1" for a formula. The type
            # is set each time because openpyxl resets that of an unstyled cell once it is written.
            cell._value = convert(value, number)
            cell.data_type = kind
            yield cell

    def title_cells(self, title: GroupTitle) -> list[Any]:
        """The title of a group with its sums."""
        font, fill = Font(bold=True), PatternFill("solid", fgColor="FFF6F8FA")
        found: list[Any] = []
        for at, column in enumerate(self._columns):
            cell: Any = _cell(self._sheet, column) if at in title.sums else WriteOnlyCell(self._sheet)
            cell.font, cell.fill = font, fill
            if at in title.sums:
                cell._value = self._convert[at](title.sums[at], 0)
            elif at == 0:
                check_text(title.words, 0, column)
                cell._value, cell.data_type = title.words, "s"
            found.append(cell)
        return found

    def total_cells(self) -> list[Any]:
        """A last row with the sums in bold."""
        found: list[Any] = []
        for at, column in enumerate(self._columns):
            if at not in self._sums:
                found.append(None)
                continue
            cell = _cell(self._sheet, column)
            cell.font = Font(bold=True)
            cell.border = Border(top=Side("thin", color="FF98A2B3"))
            cell._value = self._convert[at](self._sums[at], 0)
            found.append(cell)
        return found


def _cell(sheet: Any, column: ExportColumn) -> Any:
    cell = WriteOnlyCell(sheet)
    cell.data_type = {ColumnKind.TEXT: "s", ColumnKind.BOOL: "b"}.get(column.kind, "n")
    cell.number_format = _number_format(column)
    return cell


def _number_format(column: ExportColumn) -> str:
    if column.kind is not ColumnKind.MONEY:
        return _FORMATS[column.kind]
    digits = currency_digits(column.currency)
    return "#,##0." + "0" * digits if digits else "#,##0"


def _converter(column: ExportColumn) -> Callable[[Any, int], object]:
    """What turns a value of this column into what the file holds. Excel counts days, from 1899-12-30 on."""

    def text(value: str, row: int) -> str:
        if _SUSPICIOUS.search(value) or len(value) > _SURELY_SHORT:
            check_text(value, row, column)
        return value

    def instant(value: datetime, _row: int) -> float:
        since = column.wall_time(value) - _FIRST_INSTANT
        return since.days + since.seconds / 86_400

    scale = 10 ** currency_digits(column.currency)
    converters: dict[ColumnKind, Callable[[Any, int], object]] = {
        ColumnKind.TEXT: text,
        ColumnKind.INTEGER: lambda value, _row: value,
        ColumnKind.MONEY: lambda value, _row: value / scale,
        ColumnKind.QUANTITY: lambda value, _row: value / 1000,
        ColumnKind.DATE: lambda value, _row: value.toordinal() - _FIRST_DAY,
        ColumnKind.INSTANT: instant,
        ColumnKind.BOOL: lambda value, _row: value,
        ColumnKind.DURATION: lambda value, _row: value / 1440,
    }
    return converters[column.kind]
