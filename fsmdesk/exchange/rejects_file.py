"""Writes the rows that were rejected to a file that can be mended and imported again."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.texts import guard_for_csv
from fsmdesk.core.words import tr
from fsmdesk.exchange.layout import REJECT_COLUMNS
from fsmdesk.exchange.rows import Reject
from fsmdesk.exchange.table import Cell, SourceTable, cell_text

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet


def write_rejects(path: Path, table: SourceTable, rejects: Sequence[Reject]) -> None:
    """Writes the rejected rows with the columns they came with, and behind them their number and the reason.

    A path that ends in `.xlsx` becomes a workbook with typed cells; any other a CSV file in UTF-8. When the
    file is imported again, the two columns behind are passed over.

    Raises:
        EnvironmentProblem: the file can't be written.
    """
    try:
        if path.suffix.lower() == ".xlsx":
            _write_workbook(path, table, rejects)
        else:
            _write_csv(path, table, rejects)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentProblem(
            tr("{path} can't be written: {reason}.").format(path=path, reason=reason)
        ) from error


def _lines(table: SourceTable, rejects: Sequence[Reject]) -> Iterable[tuple[Sequence[Cell], int, str]]:
    width = len(_titles(table, rejects))
    for reject in sorted(rejects, key=lambda each: each.row_number):
        cells = [*reject.cells, *([None] * (width - len(reject.cells)))]
        yield cells, reject.row_number, reject.reason


def _titles(table: SourceTable, rejects: Sequence[Reject]) -> list[str]:
    """Titles of the columns; without one where rows reach beyond them."""
    # the unique names, since the merged titles above them are not written
    titles = [column.name for column in table.columns]
    widest = max((len(reject.cells) for reject in rejects), default=0)
    return titles + [""] * (widest - len(titles))


def _header(table: SourceTable, rejects: Sequence[Reject]) -> list[str]:
    return [*_titles(table, rejects), *(tr(name) for name in REJECT_COLUMNS)]


def _write_csv(path: Path, table: SourceTable, rejects: Sequence[Reject]) -> None:
    import csv

    # The mark tells spreadsheets that this is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=table.separator or ",")
        writer.writerow(guard_for_csv(title) for title in _header(table, rejects))
        for cells, number, reason in _lines(table, rejects):
            writer.writerow([*(_guarded(cell) for cell in cells), number, _guarded(reason)])


def _guarded(cell: Cell) -> str:
    return guard_for_csv(cell) if isinstance(cell, str) else cell_text(cell)


def _write_workbook(path: Path, table: SourceTable, rejects: Sequence[Reject]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.sheet or tr("Rejected"))
    sheet.append([_typed(sheet, title) for title in _header(table, rejects)])
    for cells, number, reason in _lines(table, rejects):
        sheet.append([*(_typed(sheet, cell) for cell in cells), number, _typed(sheet, reason)])
    book.save(path)


def _typed(sheet: "WriteOnlyWorksheet", cell: Cell) -> object:
    """Text stays text, also where it starts like a formula; characters that a workbook can't hold show as a mark."""
    if not isinstance(cell, str):
        return cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    written = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", cell)[:32_767])
    written.data_type = "s"
    return written
