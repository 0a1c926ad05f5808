"""The whole board turned: switched, remembered, worked with the list beside it, heard and printed."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.core.terms import PaperSize
from fsmdesk.services.dispatch.messages import MoveVisit, PlaceVisit
from fsmdesk.views.board import accessible, gliding
from fsmdesk.views.board.board_look import BoardLook, look_from, remembered_look
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.period import ViewKind
from fsmdesk.views.board.printing.board_pages import Heading, Printed
from fsmdesk.views.board.printing.drawn_preview import DrawnPreview
from fsmdesk.views.board.visits import minute_of
from tests.views.board.columns.places import spot
from tests.views.board.hand import drag, move, press, release
from tests.views.board.world import BoardWorld


@pytest.fixture
def turned(qtbot: QtBot, board: BoardScreen) -> BoardScreen:
    """The board with technicians as columns, by its key."""
    board.grid.setFocus()
    QTest.keyClick(board.grid, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: board.grid.is_turned)
    return board


def _settled(qtbot: QtBot, board: BoardScreen) -> None:
    qtbot.waitUntil(
        lambda: not board.writer.is_busy and board.desk.tasks.is_idle() and not board.reader.is_waiting
    )


def _is_turned(board: BoardScreen) -> bool:
    return board.grid.is_turned


def _entry(board: BoardScreen) -> QAction:
    menu = board.controls.bar.rows_button.findChild(QMenu)
    assert menu is not None
    return next(action for action in menu.actions() if action.text() == "Technicians as columns")


def test_the_menu_turns_it_and_the_person_finds_it_so_again(qtbot: QtBot, board: BoardScreen) -> None:
    entry = _entry(board)
    entry.trigger()
    assert _is_turned(board)
    assert remembered_look(board.desk.settings).is_turned
    again = BoardScreen(board.desk)
    qtbot.addWidget(again)
    assert again.grid.is_turned
    _entry(board).trigger()
    assert not _is_turned(board)
    assert not remembered_look(board.desk.settings).is_turned


def test_the_command_box_offers_it(board: BoardScreen) -> None:
    assert any(spec.id == "board.turn" for spec, _ in board.desk.actions.offered())


def test_many_days_stand_as_rows_and_few_as_columns(qtbot: QtBot, turned: BoardScreen) -> None:
    turned.views.choose_view(ViewKind.WEEK)
    _settled(qtbot, turned)
    assert not _is_turned(turned)
    turned.views.choose_view(ViewKind.THREE_DAYS)
    _settled(qtbot, turned)
    assert _is_turned(turned)
    turned.views.choose_view(ViewKind.WEEK)
    QTest.keyClick(turned.grid, Qt.Key.Key_X)
    _settled(qtbot, turned)
    assert _is_turned(turned)
    assert turned.views.look.kind is ViewKind.DAY


def test_rows_and_columns_have_a_zoom_each() -> None:
    look = BoardLook().with_hour_width(100).changed(is_turned=True)
    assert look.hour_width == 0
    look = look.with_hour_width(64)
    assert (look.hour_width, look.changed(is_turned=False).hour_width) == (64, 100)
    assert not look_from({"is_turned": "yes"}).is_turned


def test_the_choice_stays_when_it_is_turned(qtbot: QtBot, board: BoardScreen) -> None:
    grid = board.grid
    grid.select(3)
    grid.reveal(grid.places.visit_rect(grid.chosen_visits[0]))
    QTest.keyClick(grid, Qt.Key.Key_X)
    assert grid.is_turned
    assert grid.state.selected_id == 3
    assert grid.viewport().rect().contains(grid.visit_box(3).center())
    assert board.strip.isVisibleTo(board)


def test_the_first_hour_and_technician_stay_the_first(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld
) -> None:
    for one in range(4, 24):
        world.technician(one, f"Technician Number{one}")
    board.read_again()
    qtbot.waitUntil(lambda: len(board.store.technicians) == 23)
    grid = board.grid
    nine = minute_of(world.at(9))
    grid.zoom_to(200, 0)
    grid.time_bar.setValue(grid.scale.x_at(nine))
    grid.row_bar.setValue(grid.layout_of_rows.top_of(4))
    QTest.keyClick(grid, Qt.Key.Key_X)
    assert grid.scale.minute_at(grid.time_bar.value()) == pytest.approx(nine, abs=1)
    assert grid.layout_of_rows.row_at(grid.row_bar.value()) == 4


def test_a_visit_that_is_dropped_settles_in_its_column(
    qtbot: QtBot, turned: BoardScreen, world: BoardWorld
) -> None:
    grid = turned.grid
    start, end = spot(grid, world, 1, 8, 30), spot(grid, world, 2, 11, 30)
    drag(grid.viewport(), start, end)
    assert "Ben Okafor" in turned.offers.label.text()
    release(grid.viewport(), end)
    assert turned.store.is_pending(1)
    _settled(qtbot, turned)
    assert world.visits[1].technician_id == 2
    assert world.visits[1].start_at == world.at(11)
    assert any(isinstance(command, MoveVisit) for command in world.office.done)


def test_a_job_from_the_list_lands_under_the_pointer(
    qtbot: QtBot, turned: BoardScreen, world: BoardWorld
) -> None:
    grid, jobs = turned.grid, turned.jobs.view
    start = jobs.visualRect(jobs.model().index(0, 0)).center()
    end = grid.viewport().mapTo(turned, spot(grid, world, 1, 11, 45) + QPoint(0, 1))
    press(jobs.viewport(), start)
    for step in (0.3, 0.6, 1.0):
        there = jobs.viewport().mapFrom(turned, end)
        move(jobs.viewport(), start + (there - start) * step)
    assert grid.state.ghost is not None
    assert grid.state.ghost.landing.technician_id == 1
    release(jobs.viewport(), jobs.viewport().mapFrom(turned, end))
    _settled(qtbot, turned)
    assert any(isinstance(command, PlaceVisit) for command in world.office.done)


def test_a_screen_reader_finds_each_visit_where_it_stands(turned: BoardScreen) -> None:
    accessible.install()
    heard = QAccessible.queryAccessibleInterface(turned.grid)
    assert "technicians as columns" in heard.text(QAccessible.Text.Name)
    assert heard.childCount() == 3  # one is later than what shows
    box = turned.grid.visit_box(4)
    centre = turned.grid.viewport().mapToGlobal(box.center())
    found = heard.childAt(centre.x(), centre.y())
    assert "Corner Bakery" in found.text(QAccessible.Text.Name)
    assert found.rect().topLeft() == turned.grid.viewport().mapToGlobal(box.topLeft())


def test_on_paper_technicians_are_rows(qtbot: QtBot, turned: BoardScreen, world: BoardWorld) -> None:
    assert turned.grid.layout_on_paper().height_of(0) == 78
    window = DrawnPreview(
        turned.desk,
        turned,
        turned.grid,
        Printed.SHOWN,
        PaperSize.A4,
        Heading("Friday", "Hill & Sons", "Printed today"),
        "Board",
    )
    window.show()
    qtbot.waitUntil(lambda: window.paper is not None)
    assert window.paper is not None
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(window.paper.content)).pages)
    window.close()
    for technician in world.technicians.values():
        assert technician.name.split()[0] in text


def test_what_another_seat_moved_glides_from_column_to_column(
    qtbot: QtBot, turned: BoardScreen, world: BoardWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gliding, "wants_motion", lambda _widget: True)
    before = turned.grid.visit_box(1)
    world.change(1, technician_id=3)
    turned.desk.hub.hear(ChangeSet.of([RecordRef("visit", 1)]))
    qtbot.waitUntil(lambda: turned.gliding.is_under_way)
    assert turned.gliding.geometry() == turned.grid.viewport().geometry()
    after = turned.grid.visit_box(1)
    assert after.left() > before.right()
    assert after.top() == before.top()
    qtbot.waitUntil(lambda: not turned.gliding.is_under_way)
