"""Reads Excel workbooks, of whatever size their sheets claim to be."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, cast

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.exchange.table import Cell, is_blank

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_UNPACKED_BYTES = 400_000_000
MOST_CELLS = 5_000_000
# What a cell becomes whose formula was never calculated: no one can tell its value.
NOT_CALCULATED = "#NOT-CALCULATED"

Grid = list[tuple[int, Sequence[Cell]]]

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # malformed XML, of lxml and of the standard library
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    RuntimeError,
    OverflowError,
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class SheetTop:
    """The first rows of a sheet, to judge it by."""

    name: str
    grid: Grid


def is_workbook(data: bytes) -> bool:
    """True for files of Excel and its relatives, readable or not."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLD_OFFICE))


def refuse_unreadable(data: bytes) -> None:
    """Returns if this is an XLSX file that is safe to unpack.

    Raises:
        RuleBroken: it is protected, damaged, of another format, or unpacks to far more than any list needs.
    """
    if data.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _refused(tr("This workbook is protected by a password. Save it without one first."))
        raise _refused(tr("This is a workbook of the old XLS format. Save it as XLSX first."))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise _refused(tr("This is no Excel workbook. Save the table as CSV or XLSX first."))
            if sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
                raise _refused(
                    tr("This workbook unpacks to more than {n} MB.").format(n=MOST_UNPACKED_BYTES // 10**6)
                )
            for part in parts:
                _refuse_entities(archive, part)
    except _DAMAGE as error:
        raise _damaged() from error


def read_tops(data: bytes, rows: int = 40) -> list[SheetTop]:
    """The first rows of every visible sheet."""
    with _opened(data, values=True) as sheets:
        return [
            SheetTop(str(sheet.title), list(islice(_rows(sheet), rows)))
            for sheet in sheets
            if sheet.sheet_state == "visible"
        ]


def sheet_names(data: bytes) -> tuple[str, ...]:
    """Names of all sheets, hidden ones too."""
    with _opened(data, values=True) as sheets:
        return tuple(str(sheet.title) for sheet in sheets)


def read_sheet(data: bytes, name: str) -> Grid:
    """All rows of one sheet, typed, with their numbers; trailing blanks cut off."""
    grid = _whole(data, name, values=True)
    if _has_formulas(data):
        _mark_not_calculated(grid, _whole(data, name, values=False))
    return grid


def _whole(data: bytes, name: str, *, values: bool) -> Grid:
    with _opened(data, values=values) as sheets:
        grid: Grid = []
        cells = 0
        for number, row in _rows(next(sheet for sheet in sheets if sheet.title == name)):
            cells += len(row)
            if cells > MOST_CELLS:
                raise _refused(tr("This sheet has more than {n} cells.").format(n=MOST_CELLS))
            if row:
                grid.append((number, row))
        return grid


def _rows(sheet: "ReadOnlyWorksheet") -> Iterator[tuple[int, Sequence[Cell]]]:
    # the dimension tag may lie, and would cut the sheet off
    sheet.reset_dimensions()
    rows = cast("Iterator[Sequence[Cell]]", sheet.values)
    yield from ((number, _cut(row)) for number, row in enumerate(rows, 1))


def _cut(row: Sequence[Cell]) -> Sequence[Cell]:
    end = len(row)
    while end and is_blank(row[end - 1]):
        end -= 1
    return row[:end]


def _mark_not_calculated(grid: Grid, formulas: Grid) -> None:
    """Sets a mark where a formula stands without the value it gave when the workbook was saved."""
    values = dict(grid)
    for number, row in formulas:
        known = values.get(number, ())
        missing = [
            at
            for at, cell in enumerate(row)
            if isinstance(cell, str) and cell.startswith("=") and (at >= len(known) or known[at] is None)
        ]
        if missing:
            mended = [*known, *([None] * (len(row) - len(known)))]
            for at in missing:
                mended[at] = NOT_CALCULATED
            values[number] = tuple(mended)
    grid[:] = sorted(values.items())


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f>" in part or b"<f " in part for part in map(archive.read, sheets))


@contextmanager
def _opened(data: bytes, *, values: bool) -> Iterator[list["ReadOnlyWorksheet"]]:
    """The worksheets of a workbook, read row by row."""
    from openpyxl import load_workbook

    # openpyxl warns of extensions that it leaves out; none of them holds cells
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(BytesIO(data), read_only=True, data_only=values)
            try:
                yield cast("list[ReadOnlyWorksheet]", list(book.worksheets))
            finally:
                book.close()
        except _DAMAGE as error:
            raise _damaged() from error


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if not part.filename.endswith((".xml", ".rels")):
        return
    with archive.open(part) as stream:
        if b"<!DOCTYPE" in stream.read(1024):
            raise _refused(tr("This workbook holds definitions that no spreadsheet program writes."))


def _damaged() -> RuleBroken:
    return _refused(tr("This workbook is damaged and can't be read. Open it in Excel and save it again."))


def _refused(text: str) -> RuleBroken:
    return RuleBroken(text, field="file")
