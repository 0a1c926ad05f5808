"""A schedule and a whole board on the small office in memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.drag_session import DragSession
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.placement_rules import PlacementRules
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.time_scale import TimeScale, day_stretch
from fsmdesk.views.desk import Desk
from tests.views.board.world import DAY, BoardWorld, clock, small_world
from tests.views.desks import FORMATS, make_desk


@pytest.fixture
def world() -> BoardWorld:
    return small_world()


@pytest.fixture
def grid(qtbot: QtBot, world: BoardWorld) -> Iterator[ScheduleGrid]:
    """The schedule alone, scrolled to seven o'clock, with 60 pixels an hour."""
    store = BoardStore()
    world.fill(store)
    session = DragSession()
    made = ScheduleGrid(
        store, TimeScale([day_stretch(DAY, FORMATS.zone)], 60, FORMATS.zone), session, PlacementRules(FORMATS)
    )
    session.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show_all()
    made.show()
    qtbot.waitExposed(made)
    made.horizontalScrollBar().setValue(7 * 60)
    made.show_now(0)
    made.setFocus()
    yield made
    # QTest remembers pressed buttons from one test to the next.
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
        QTest.mouseRelease(made.viewport(), button)


@pytest.fixture
def desk(qtbot: QtBot, world: BoardWorld, tmp_path: Path) -> Iterator[Desk]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = make_desk(tmp_path, world.office, parent)
    yield made
    made.tasks.drain()


@pytest.fixture
def board(qtbot: QtBot, desk: Desk) -> BoardScreen:
    """The whole screen with the day read."""
    screen = BoardScreen(desk, clock=clock)
    qtbot.addWidget(screen)
    screen.resize(1600, 700)
    screen.show()
    qtbot.waitExposed(screen)
    screen.arrive(None)
    qtbot.waitUntil(lambda: len(screen.store.stored_ids()) == 4)
    return screen
