"""A table as another program wrote it: columns, rows with their numbers, and how it was read."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

# A CSV file holds text only; a workbook keeps the type of each cell, and None where there is nothing.
Cell: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `name` is unique in its table; `header` is what the file says, `group` the merged title above it.
    """

    name: str
    header: str
    position: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row: its number as a spreadsheet shows it, a cell for each column, and cells beyond those."""

    number: int
    cells: tuple[Cell, ...]
    surplus: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something about the file that could be read in more than one way; the first of `options` was taken."""

    about: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceTable:
    """What a file holds, exactly as written. Blank rows and columns without name and values are left out.

    `encoding` and `separator` are empty for a workbook, `sheet` and `sheets` for a CSV file.
    """

    file_name: str
    columns: tuple[Column, ...]
    rows: tuple[SourceRow, ...]
    header_row: int = 1
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()

    def column(self, name: str) -> Column | None:
        """The column of this name, or None."""
        return next((column for column in self.columns if column.name == name), None)


def is_blank(cell: Cell) -> bool:
    """True if the cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def cell_text(cell: Cell) -> str:
    """The cell as a person would write it: whole numbers without a point, days and instants in ISO order."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        # 15 digits are what spreadsheets show; more is noise of the binary fraction
        return format(cell, ".15g")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return str(cell)
