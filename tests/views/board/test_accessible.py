import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from fsmdesk.views.board import accessible
from fsmdesk.views.board.drag_session import DragSession
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.store import BoardChanges
from tests.views.board.hand import minute_x, row_y
from tests.views.board.world import BoardWorld

NAME = QAccessible.Text.Name


@pytest.fixture
def heard(grid: ScheduleGrid) -> Iterator[QAccessibleInterface]:
    """The schedule as a screen reader sees it."""
    accessible.install()
    found = QAccessible.queryAccessibleInterface(grid)
    assert found is not None
    yield found


def test_the_schedule_is_a_list_of_the_visits_in_sight(
    heard: QAccessibleInterface, grid: ScheduleGrid
) -> None:
    assert heard.role() is QAccessible.Role.List
    assert "4 visits" in heard.text(NAME)
    assert [heard.indexOfChild(heard.child(at)) for at in range(heard.childCount())] == [0, 1, 2, 3]
    grid.horizontalScrollBar().setValue(minute_x(grid, grid.store.row(1).all()[2].start_minute) + 420)
    assert heard.childCount() == 1


def test_each_visit_says_everything_in_one_sentence(heard: QAccessibleInterface, grid: ScheduleGrid) -> None:
    first = heard.child(0)
    for words in ("Harbour Dental", "Tune-up", "Ana Ruiz", "8:00", "9:30", "Planned", "3 Medium"):
        assert words in first.text(NAME)
    box = grid.visit_box(1)
    assert first.rect().topLeft() == grid.viewport().mapToGlobal(box.topLeft())
    centre = grid.viewport().mapToGlobal(box.center())
    assert heard.childAt(centre.x(), centre.y()).text(NAME) == first.text(NAME)
    nowhere = grid.viewport().mapToGlobal(QPoint(2, row_y(grid, 3)))
    assert heard.childAt(nowhere.x(), nowhere.y()) is None


def test_the_chosen_visit_has_the_focus(heard: QAccessibleInterface, grid: ScheduleGrid) -> None:
    assert heard.focusChild() is None
    grid.select(2)
    chosen = heard.focusChild()
    assert "City Library" in chosen.text(NAME)
    assert chosen.state().selected


def test_a_visit_that_is_gone_says_nothing(heard: QAccessibleInterface, grid: ScheduleGrid) -> None:
    first = heard.child(0)
    grid.store.apply(BoardChanges(gone_visits=[1]))
    assert not first.isValid()
    assert first.text(NAME) == ""
    assert first.rect().isEmpty()
    assert heard.indexOfChild(first) == -1


def test_a_schedule_that_is_gone_leaves_nothing_that_breaks(
    qtbot: QtBot, world: BoardWorld, grid: ScheduleGrid
) -> None:
    accessible.install()
    session = DragSession()
    view = ScheduleGrid(grid.store, grid.scale, session, grid.target.rules)
    view.resize(1000, 400)
    view.show_all()
    view.show()
    found = QAccessible.queryAccessibleInterface(view)
    first = found.child(0)
    assert first.isValid()
    delete(view)
    gc.collect()
    assert not first.isValid()
    assert first.text(NAME) == ""
    assert first.parent() is None
