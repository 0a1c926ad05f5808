"""What another seat moved glides into place, and disturbs nothing."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.views.board import gliding
from fsmdesk.views.board.board_screen import BoardScreen
from tests.views.board.hand import drag, release, spot
from tests.views.board.world import BoardWorld


@pytest.fixture
def moving(board: BoardScreen, monkeypatch: pytest.MonkeyPatch) -> BoardScreen:
    """A board on a system that wants motion, scrolled to the morning."""
    monkeypatch.setattr(gliding, "wants_motion", lambda _widget: True)
    board.grid.reveal(board.grid.places.visit_rect(board.grid.store.visit(1)))  # type: ignore[arg-type]
    return board


def _move_elsewhere(board: BoardScreen, world: BoardWorld, visit_id: int = 1, technician_id: int = 3) -> None:
    world.change(visit_id, technician_id=technician_id)
    board.desk.hub.hear(ChangeSet.of([RecordRef("visit", visit_id)]))


def test_a_card_glides_from_its_old_place_to_the_new_one(
    qtbot: QtBot, moving: BoardScreen, world: BoardWorld
) -> None:
    grid, over = moving.grid, moving.gliding
    start = grid.visit_box(1)
    _move_elsewhere(moving, world)
    qtbot.waitUntil(lambda: over.is_under_way)
    over._clock.pause()
    over._clock.setCurrentTime(0)
    glide = over._glides[0]
    assert grid.viewed(glide.at(0.0)).topLeft() == start.topLeft()
    assert grid.viewed(glide.at(1.0)) == grid.visit_box(1)
    assert over.geometry() == grid.viewport().geometry()
    early = over.grab().toImage()
    over._clock.setCurrentTime(gliding.LENGTH_MS // 2)
    assert over.grab().toImage() != early
    over._clock.resume()
    qtbot.waitUntil(lambda: not over.is_under_way)
    assert over.isHidden()


def test_choice_scroll_keys_and_clicks_are_not_disturbed(
    qtbot: QtBot, moving: BoardScreen, world: BoardWorld
) -> None:
    grid = moving.grid
    grid.setFocus()
    grid.select(2)
    scroll = grid.time_bar.value(), grid.row_bar.value()
    _move_elsewhere(moving, world)
    qtbot.waitUntil(lambda: moving.gliding.is_under_way)
    assert grid.hasFocus()
    assert grid.state.selected_id == 2
    assert (grid.time_bar.value(), grid.row_bar.value()) == scroll
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visit_box(1).center())
    assert grid.state.selected_id == 1
    qtbot.waitUntil(lambda: not moving.gliding.is_under_way)


def test_a_drag_goes_on_while_others_glide(qtbot: QtBot, moving: BoardScreen, world: BoardWorld) -> None:
    grid = moving.grid
    end = spot(grid, world, 3, 12)
    drag(grid.viewport(), grid.visit_box(2).center(), end)
    _move_elsewhere(moving, world)
    qtbot.waitUntil(lambda: moving.gliding.is_under_way)
    assert moving.session.is_active
    assert grid.state.ghost is not None
    release(grid.viewport(), end + QPoint(1, 0))
    qtbot.waitUntil(lambda: world.visits[2].technician_id == 3)
    qtbot.waitUntil(lambda: moving.desk.tasks.is_idle() and not moving.reader.is_waiting)


def test_ones_own_drop_does_not_glide(qtbot: QtBot, moving: BoardScreen, world: BoardWorld) -> None:
    grid = moving.grid
    begun: list[bool] = []
    moving.gliding._clock.stateChanged.connect(lambda: begun.append(True))
    end = spot(grid, world, 3, 9)
    drag(grid.viewport(), grid.visit_box(1).center(), end)
    release(grid.viewport(), end)
    qtbot.waitUntil(lambda: moving.store.stored_visit(1).technician_id == 3)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: moving.desk.tasks.is_idle() and not moving.reader.is_waiting)
    assert begun == []


def test_many_at_once_do_not_glide(
    qtbot: QtBot, moving: BoardScreen, world: BoardWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gliding, "MOST_CARDS", 1)
    world.change(2, technician_id=2)
    _move_elsewhere(moving, world)
    qtbot.waitUntil(lambda: moving.store.visit(1).technician_id == 3)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not moving.grid._coalescer.isActive())
    assert not moving.gliding.is_under_way


def test_nothing_moves_where_the_system_wants_no_motion(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld
) -> None:
    assert not gliding.wants_motion(board.grid)
    _move_elsewhere(board, world)
    qtbot.waitUntil(lambda: board.store.visit(1).technician_id == 3)  # type: ignore[union-attr]
    assert not board.gliding.is_under_way
