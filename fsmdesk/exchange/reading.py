"""Opens a file and reads the table in it, whatever program wrote it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from fsmdesk.core.errors import EnvironmentProblem, RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.exchange.delimited import read_delimited
from fsmdesk.exchange.encodings import decode
from fsmdesk.exchange.layout import Layout, lay_out
from fsmdesk.exchange.table import Choice, SourceTable
from fsmdesk.exchange.workbooks import (
    SheetTop,
    is_workbook,
    read_sheet,
    read_tops,
    refuse_unreadable,
    sheet_names,
)

MOST_BYTES = 64_000_000

# Judges a table by its columns; the sheet with the highest mark is read.
Judge = Callable[[SourceTable], float]


def read_table(
    path: Path,
    *,
    encoding: str | None = None,
    separator: str | None = None,
    sheet: str | None = None,
    judge: Judge | None = None,
) -> SourceTable:
    """The table in a CSV or XLSX file, exactly as written.

    Args:
        path: the file; what it is, is told by its content, not its name.
        encoding: how to read a text file, instead of what its bytes speak for.
        separator: the character between the cells of a text file, instead of the recognised one.
        sheet: the sheet of a workbook, instead of the one that `judge` likes best.
        judge: marks each sheet's table; without it, the sheet with the most columns is read.

    Raises:
        RuleBroken: the file holds no table, or none that can be read.
        EnvironmentProblem: the disk fails.
    """
    data = _bytes_of(path)
    if is_workbook(data):
        return _from_workbook(data, path.name, sheet, judge)
    return _from_text(data, path.name, encoding, separator)


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise RuleBroken(tr("There is no file {path}.").format(path=path), field="file")
        if path.stat().st_size > MOST_BYTES:
            text = tr("This file is larger than {n} MB.").format(n=MOST_BYTES // 10**6)
            raise RuleBroken(text, field="file")
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentProblem(
            tr("{path} can't be read: {reason}.").format(path=path, reason=reason)
        ) from error
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise _empty()
    return data


def _from_text(data: bytes, name: str, encoding: str | None, separator: str | None) -> SourceTable:
    decoded = decode(data, encoding)
    read = read_delimited(decoded.text, separator)
    layout = lay_out(read.grid, ragged=True)
    if layout is None:
        raise _empty()
    choices = []
    if decoded.others:
        choices.append(Choice("encoding", (decoded.encoding, *decoded.others)))
    if read.others:
        choices.append(Choice("separator", (read.separator, *read.others)))
    notes = (*read.notes, *layout.notes)
    if "\ufffd" in decoded.text:
        notes += (tr("Letters were lost when this file was written; they show as \ufffd."),)
    return SourceTable(
        file_name=name,
        columns=layout.columns,
        rows=layout.rows,
        header_row=layout.header_row,
        encoding=decoded.encoding,
        separator=read.separator,
        notes=notes,
        choices=tuple(choices),
    )


def _from_workbook(data: bytes, name: str, sheet: str | None, judge: Judge | None) -> SourceTable:
    refuse_unreadable(data)
    names = sheet_names(data)
    if sheet is None:
        sheet = _best_sheet(read_tops(data), name, judge or _breadth)
    elif sheet not in names:
        text = tr("There is no sheet “{sheet}”; there are: {names}.").format(
            sheet=sheet, names=", ".join(names)
        )
        raise RuleBroken(text, field="sheet")
    layout = lay_out(read_sheet(data, sheet), ragged=False)
    if layout is None:
        raise _empty()
    return _sheet_table(layout, name, sheet, names)


def _best_sheet(tops: Sequence[SheetTop], file_name: str, judge: Judge) -> str:
    """The sheet whose table the judge marks highest; among equals one that has rows, then the first."""
    marked: list[tuple[float, bool, int, str]] = []
    for top in tops:
        layout = lay_out(top.grid, ragged=False)
        if layout is not None:
            table = _sheet_table(layout, file_name, top.name, ())
            marked.append((judge(table), bool(layout.rows), -len(marked), top.name))
    if not marked:
        raise _empty()
    return max(marked)[3]


def _breadth(table: SourceTable) -> float:
    return len(table.columns) * (1.0 if table.rows else 0.1)


def _sheet_table(layout: Layout, name: str, sheet: str, names: tuple[str, ...]) -> SourceTable:
    return SourceTable(
        file_name=name,
        columns=layout.columns,
        rows=layout.rows,
        header_row=layout.header_row,
        sheet=sheet,
        sheets=names,
        notes=layout.notes,
    )


def _empty() -> RuleBroken:
    return RuleBroken(tr("This file is empty."), field="file")
