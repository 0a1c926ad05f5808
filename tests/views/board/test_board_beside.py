"""The board in a window of its own: with view, zoom, filter and choice apart from those of the main window."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.places import places
from fsmdesk.views.actions import ActionRegistry
from fsmdesk.views.board.board_look import remembered_look
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.period import ViewKind
from fsmdesk.views.main_window.settings_beside import SettingsBeside
from tests.views.board.world import BoardWorld, clock
from tests.views.desks import PlainShell


def _beside(qtbot: QtBot, board: BoardScreen) -> BoardScreen:
    place = next(place for place in places() if place.id == "board")
    window = QWidget()
    qtbot.addWidget(window)
    settings = SettingsBeside(board.desk.settings, place.own_beside, window)
    desk = replace(board.desk, settings=settings, actions=ActionRegistry(window), shell=PlainShell())
    screen = BoardScreen(desk, clock=clock)
    qtbot.addWidget(screen)
    screen.resize(1300, 600)
    screen.show()
    qtbot.waitExposed(screen)
    screen.arrive(None)
    qtbot.waitUntil(lambda: len(screen.store.stored_ids()) == 4)
    return screen


def test_the_key_and_the_button_open_it(board: BoardScreen) -> None:
    board.activateWindow()
    QTest.keyClick(
        board, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    board.beside_button.click()
    shell = board.desk.shell
    assert isinstance(shell, PlainShell)
    assert shell.went == [("board beside", None)] * 2


def test_choice_scroll_view_and_zoom_are_its_own_and_come_back(qtbot: QtBot, board: BoardScreen) -> None:
    beside = _beside(qtbot, board)
    board.grid.select(1)
    beside.grid.select(4)
    width, scroll = board.grid.scale.hour_width, board.grid.horizontalScrollBar().value()
    beside.views.choose_view(ViewKind.THREE_DAYS)
    qtbot.waitUntil(lambda: not beside.reader.is_waiting)
    beside.grid.zoom_in()
    assert (board.grid.state.selected_id, beside.grid.state.selected_id) == (1, 4)
    assert board.views.look.kind is ViewKind.DAY
    assert board.grid.scale.hour_width == width
    assert board.grid.horizontalScrollBar().value() == scroll
    assert remembered_look(board.desk.settings).kind is ViewKind.DAY
    assert remembered_look(beside.desk.settings).kind is ViewKind.THREE_DAYS


def test_a_change_made_in_one_shows_in_the_other(qtbot: QtBot, world: BoardWorld, board: BoardScreen) -> None:
    beside = _beside(qtbot, board)
    world.change(1, start_at=world.at(12), end_at=world.at(13))
    board.desk.hub.hear(ChangeSet.of([RecordRef("visit", 1)]))
    for screen in (board, beside):
        qtbot.waitUntil(lambda screen=screen: screen.store.visit(1).minutes == 60)  # type: ignore[misc]
