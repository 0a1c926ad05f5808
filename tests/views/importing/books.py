"""Small lists as other programs would write them, and short ways to look at the screen."""

from pathlib import Path

from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from fsmdesk.views.importing.screen import ImportScreen
from tests.views.real_office import settle

CUSTOMERS = """Customer ID,Company Name,Contact Name,City,Phone,Shade
K1,Ridge Hotel,Ana Ott,Dover,555 0101,red
K2,Mill Bakery,Sami Nur,Dover,555 0102,
K3,"Quay, Rear",,Kent,,blue
"""
JOBS = """Job No,Subject,Site,Opened,Duration,Price
1,Boiler leaks,City Library,03/04/2026,90,"1,250"
2,No heat,Ridge Hotel,04/04/2026,1,"2,100"
"""


def book(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """A text file in the folder."""
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def workbook(folder: Path, name: str, sheets: dict[str, list[list[str]]]) -> Path:
    """A workbook in the folder."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / name
    made.save(path)
    return path


def take(qtbot: QtBot, screen: ImportScreen, path: Path) -> None:
    """The file is chosen, read and tried."""
    screen.take_file(str(path))
    settle(qtbot, screen.desk)


def counts(screen: ImportScreen) -> dict[str, str]:
    """The figures above the columns."""
    return {name: tile.figure.text() for name, tile in screen.preview.tiles.tiles.items()}


def choose_field(qtbot: QtBot, screen: ImportScreen, column: str, field: str) -> None:
    """Say what a column is."""
    box = screen.preview.mapping.lines[column].box
    box.setCurrentIndex(box.findData(field))
    box.activated.emit(box.currentIndex())
    settle(qtbot, screen.desk)


def fields(screen: ImportScreen) -> dict[str, str]:
    """Which field each column is read into."""
    return {name: str(line.box.currentData()) for name, line in screen.preview.mapping.lines.items()}
