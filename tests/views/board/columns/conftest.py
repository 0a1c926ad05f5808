"""The schedule turned: technicians as columns, scrolled to seven o'clock, with 60 pixels an hour."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.views.board.columns.turnable_grid import TurnableGrid
from fsmdesk.views.board.drag_session import DragSession
from fsmdesk.views.board.placement_rules import PlacementRules
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.time_scale import TimeScale, day_stretch
from tests.views.board.world import DAY, BoardWorld
from tests.views.desks import FORMATS


@pytest.fixture
def columns(qtbot: QtBot, world: BoardWorld) -> Iterator[TurnableGrid]:
    store = BoardStore()
    world.fill(store)
    session = DragSession()
    scale = TimeScale([day_stretch(DAY, FORMATS.zone)], 60, FORMATS.zone)
    made = TurnableGrid(store, scale, session, PlacementRules(FORMATS))
    session.setParent(made)
    qtbot.addWidget(made)
    made.resize(672, 700)
    made.show_all()
    made.turn(True)
    made.show()
    qtbot.waitExposed(made)
    made.time_bar.setValue(7 * 60)
    made.show_now(0)
    made.setFocus()
    yield made
    # QTest remembers pressed buttons from one test to the next.
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
        QTest.mouseRelease(made.viewport(), button)
