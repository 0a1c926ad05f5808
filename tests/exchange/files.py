"""Makes the small files that the tests read."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fsmdesk.exchange.plans import ImportPlan, plan_import
from fsmdesk.exchange.reading import read_table
from fsmdesk.exchange.table import SourceTable

NEW_YORK = ZoneInfo("America/New_York")


def text_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A file with exactly this text."""
    path = folder / "list.csv"
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """A workbook with these sheets."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "list.xlsx"
    book.save(path)
    return path


def records(table: SourceTable) -> list[dict[str, Any]]:
    """The rows of a table by column name."""
    names = [column.name for column in table.columns]
    return [dict(zip(names, row.cells, strict=True)) for row in table.rows]


def planned(folder: Path, kind: str, text: str, **options: Any) -> ImportPlan:
    """The plan for a CSV file with this text, in New York unless told otherwise."""
    options.setdefault("zone", NEW_YORK)
    return plan_import(kind, read_table(text_file(folder, text)), **options)
