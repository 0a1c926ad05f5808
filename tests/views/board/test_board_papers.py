"""The board on paper and as a table: what is on the pages, and that the screen stays as it is."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import PaperSize
from fsmdesk.services.agenda.messages import ExportAgenda, ExportCalendar
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.palette import board_palette
from fsmdesk.views.board.period import ViewKind
from fsmdesk.views.board.printing.board_pages import BoardPages, Heading, Printed
from fsmdesk.views.board.printing.drawn_preview import DrawnPreview
from fsmdesk.views.board.printing.page_plan import planned_pages
from fsmdesk.views.board.row_layout import Group, RowLayout
from fsmdesk.views.theme.theme import on_paper, tokens
from fsmdesk.views.theme.tokens import LIGHT
from tests.views.board.world import BoardWorld

HEADING = Heading("Friday", "Hill & Sons", "Printed today")


def _drawn(qtbot: QtBot, board: BoardScreen, printed: Printed) -> str:
    window = DrawnPreview(board.desk, board, board.grid, printed, PaperSize.A4, HEADING, "Board")
    window.show()
    qtbot.waitUntil(lambda: window.paper is not None)
    assert window.paper is not None
    pages = PdfReader(BytesIO(window.paper.content)).pages
    assert all(float(page.mediabox.width) > float(page.mediabox.height) for page in pages)
    window.close()
    return "\n".join(page.extract_text() for page in pages).replace("\t", " ")


def _settled(qtbot: QtBot, board: BoardScreen) -> None:
    qtbot.waitUntil(lambda: board.desk.tasks.is_idle() and not board.reader.is_waiting)


def test_every_technician_and_visit_of_the_period_is_on_paper(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld
) -> None:
    text = _drawn(qtbot, board, Printed.PERIOD)
    for words in ("Friday", "Hill & Sons", "Printed today", "Page 1 of 1"):
        assert words in text
    for technician in world.technicians.values():
        assert technician.name.split()[0] in text


def test_visits_are_painted_in_the_colours_of_the_light_screen(qtbot: QtBot, board: BoardScreen) -> None:
    pages = BoardPages(board.grid, Printed.PERIOD, QSizeF(297, 210), HEADING, board.desk.formats)
    image = QImage(1485, 1050, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    pages.draw(painter, 0, QSizeF(image.size()))
    painter.end()
    fill = board_palette(LIGHT).states[VisitState.PLANNED].fill.rgb()
    found = sum(image.pixel(x, y) == fill for x in range(0, 1485, 3) for y in range(0, 1050, 3))
    assert found > 100


def test_what_is_not_on_the_screen_is_not_on_its_paper(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld
) -> None:
    board.resize(1200, 420)
    qtbot.waitUntil(lambda: board.grid.verticalScrollBar().maximum() > 0)
    board.grid.verticalScrollBar().setValue(0)
    last = list(world.technicians.values())[-1].name.split()[0]
    assert last in _drawn(qtbot, board, Printed.PERIOD)
    assert last not in _drawn(qtbot, board, Printed.SHOWN)


def test_paper_is_light_whatever_is_on_the_screen() -> None:
    before = tokens()
    with on_paper():
        assert tokens() is LIGHT
    assert tokens() is before


@pytest.mark.parametrize("room", [100, 250, 1000])
def test_no_row_is_torn_and_none_is_lost(room: int) -> None:
    groups = [Group("a", "A", (1, 2, 3)), Group("b", "B", (4,)), Group("c", "C", (5, 6), is_folded=True)]
    layout = RowLayout((), {2: 3}, 78, groups)
    parts = planned_pages(layout, [(0, 500), (500, 500)], 0, layout.height, room)
    firsts = sorted({(part.top, part.top + part.height) for part in parts})
    assert firsts[0][0] == 0
    assert firsts[-1][1] == layout.height
    assert all(end == start for (_, end), (start, _) in pairwise(firsts))
    for row in range(len(layout)):
        top, bottom = layout.top_of(row), layout.top_of(row) + layout.height_of(row)
        assert sum(start <= top and bottom <= end for start, end in firsts) == 1


def test_a_month_stands_on_weeks_side_by_side(qtbot: QtBot, board: BoardScreen) -> None:
    board.views.choose_view(ViewKind.MONTH)
    _settled(qtbot, board)
    pages = BoardPages(board.grid, Printed.PERIOD, QSizeF(297, 210), HEADING, board.desk.formats)
    assert len({part.left for part in pages.parts}) == 5


def test_the_agenda_takes_the_place_of_the_schedule_and_keeps_the_choice(
    qtbot: QtBot, board: BoardScreen
) -> None:
    board.grid.select(1)
    board.views.choose_view(ViewKind.AGENDA)
    assert board.agenda.is_shown
    current = board.agenda.agenda.table.current_row()
    assert current is not None
    assert current.id == 1
    other = next(row.id for row in board.agenda.agenda.rows() if row.id != 1)
    board.agenda.agenda.choose(other)
    assert board.grid.state.selected_id == other
    board.views.choose_view(ViewKind.DAY)
    assert board.grid.isVisibleTo(board)


@pytest.mark.parametrize("kind", [ExportAgenda, ExportCalendar])
def test_files_are_written_and_said(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld, tmp_path: Path, kind: type
) -> None:
    asked: list[object] = []

    def answer(query: object) -> int:
        asked.append(query)
        return 3

    world.office.answers[kind] = answer
    technician = next(iter(world.technicians))
    write: Callable[[str], None] = board.papers.write_spreadsheet
    path = str(tmp_path / "board.file")
    if kind is ExportCalendar:
        board.papers.write_calendar(technician, path)
    else:
        write(path)
    _settled(qtbot, board)
    assert [getattr(query, "path", "") for query in asked] == [path]
    assert "3 visits" in board.desk.shell.said[-1][0]  # type: ignore[attr-defined]
