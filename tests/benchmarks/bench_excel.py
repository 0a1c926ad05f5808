"""A long list as an Excel file, against openpyxl alone with the same values."""

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.xml import LXML

from fsmdesk.bootstrap import open_office
from tests.benchmarks.exported_jobs import COLUMNS, export, request_since
from tests.benchmarks.harness import paired
from tests.benchmarks.offices import demo_office
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row

_COUNT = 100_000
_MOST_MEGABYTES = 40
_FORMATS: Final = {8: "m/d/yy h:mm", 9: "m/d/yy h:mm", 10: "m/d/yy h:mm", 11: "#,##0.00"}


def _since(office: Path) -> str:
    """The instant from which on so many jobs were called in."""
    with closing(sqlite3.connect(office)) as connection:
        query = "SELECT requested_at FROM work_order ORDER BY requested_at DESC LIMIT 1 OFFSET ?"
        return str(connection.execute(query, (_COUNT - 1,)).fetchone()[0])


def _values(file: Path) -> list[tuple[Any, ...]]:
    """What the file holds below its head, dates as dates."""
    book = load_workbook(file, read_only=True)
    rows = (
        list(book.active.iter_rows(min_row=2, max_col=len(COLUMNS), values_only=True)) if book.active else []
    )
    book.close()
    return rows


def _write_by_hand(rows: list[tuple[Any, ...]], target: Path) -> None:
    """One cell for each column, used again and again, with the format of the column."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Work orders")
    cells = [WriteOnlyCell(sheet) for _ in COLUMNS]
    for at, number_format in _FORMATS.items():
        cells[at].number_format = number_format
    sheet.append(list(COLUMNS))
    for row in rows:
        for cell, value in zip(cells, row, strict=True):
            cell.value = value
        sheet.append(cells)
    book.save(target)


@bench("excel")
def excel() -> Iterator[Row]:
    """Of the large demo, query included; the floor has its values beforehand, the first run says which."""
    if not LXML:
        raise RuntimeError("openpyxl works without lxml here, which the floor must not")
    source = demo_office("large")
    since = _since(source)
    opened = open_office(str(source))
    office = opened.as_program()
    with tempfile.TemporaryDirectory() as name:
        ours, theirs = Path(name) / "ours.xlsx", Path(name) / "theirs.xlsx"
        assert _COUNT <= export(office, ours, request_since(since)) < _COUNT * 1.01
        rows = _values(ours)[:-1]  # the last one holds sums
        result = paired(
            lambda: export(office, ours, request_since(since)),
            lambda: _write_by_hand(rows, theirs),
            pairs=5,
            warm_up=0,
        )
        assert _values(theirs) == rows
        yield result.row(f"Excel of {len(rows):,} rows x {len(COLUMNS)} columns", 1.3, "s")
        if sys.platform == "linux":  # others do not tell
            yield _memory(source, since, Path(name) / "memory.xlsx")
    opened.database.close()


def _memory(source: Path, since: str, target: Path) -> Row:
    """Of a process of its own, beyond what it had before the export."""
    module = "tests.benchmarks.subjects.export_memory"
    command = [sys.executable, "-m", module, str(source), str(target), since]
    run = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    if run.returncode:
        raise RuntimeError(run.stderr)
    count, megabytes = run.stdout.split()
    assert int(count) >= _COUNT
    return Row(name="memory of that Excel file", value=float(megabytes), unit="MB", limit=_MOST_MEGABYTES)
