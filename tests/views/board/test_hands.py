"""Whose hand is on a visit: what others hold is marked, what is dragged here is told."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from fsmdesk.core.hands import Hand
from fsmdesk.services.hands.messages import ShowHand
from fsmdesk.views.board import hands
from fsmdesk.views.board.board_screen import BoardScreen
from tests.views.board.hand import drag, release, spot
from tests.views.board.world import BoardWorld


@pytest.fixture
def told(world: BoardWorld, board: BoardScreen) -> list[tuple[int, bool]]:
    """What other seats were told, in order."""
    found: list[tuple[int, bool]] = []

    def hear(message: ShowHand) -> None:
        found.append((message.record_id, message.is_held))

    world.office.answers[ShowHand] = hear
    return found


def _pixels(board: BoardScreen) -> Any:
    return board.grid.viewport().grab().toImage()


def test_what_another_seat_holds_is_marked_until_it_lets_go(qtbot: QtBot, board: BoardScreen) -> None:
    bare = _pixels(board)
    board.desk.hub.see(Hand("visit", 1, "Dana Fox", "desk-2"))
    qtbot.waitUntil(lambda: board.grid.state.hands == {1: "Dana Fox"})
    assert _pixels(board) != bare
    board.desk.hub.see(Hand("visit", 1, "Dana Fox", "desk-2", is_held=False))
    qtbot.waitUntil(lambda: board.grid.state.hands == {})
    assert _pixels(board) == bare


def test_a_job_that_is_edited_marks_all_of_its_visits(qtbot: QtBot, board: BoardScreen) -> None:
    visit = board.store.visit(1)
    assert visit is not None
    board.desk.hub.see(Hand("work_order", visit.work_order_id, "Dana", "desk-2"))
    qtbot.waitUntil(lambda: board.grid.state.hands == {1: "Dana"})


def test_a_seat_that_died_is_forgotten(
    qtbot: QtBot, board: BoardScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands, "_FORGOTTEN_SECONDS", 0.0)
    board.desk.hub.see(Hand("visit", 1, "Dana", "desk-2"))
    qtbot.waitUntil(lambda: board.grid.state.hands == {1: "Dana"})
    board.hands.others._forget_old()
    assert board.grid.state.hands == {}


def test_a_drag_is_told_and_its_end_too(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld, told: list[tuple[int, bool]]
) -> None:
    grid = board.grid
    box = grid.visit_box(1)
    end = spot(grid, world, 3, 9)
    drag(grid.viewport(), box.center(), end)
    qtbot.waitUntil(lambda: told == [(1, True)])
    release(grid.viewport(), end + QPoint(1, 0))
    qtbot.waitUntil(lambda: told == [(1, True), (1, False)])


def test_who_takes_what_another_holds_is_told_so(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld, told: list[tuple[int, bool]]
) -> None:
    board.desk.hub.see(Hand("visit", 1, "Dana", "desk-2"))
    qtbot.waitUntil(lambda: 1 in board.grid.state.hands)
    grid = board.grid
    end = spot(grid, world, 3, 9)
    drag(grid.viewport(), grid.visit_box(1).center(), end)
    said = board.desk.shell.said[-1][0]  # type: ignore[attr-defined]
    assert "Dana" in said
    qtbot.waitUntil(lambda: told == [(1, True)])
    release(grid.viewport(), end)
    qtbot.waitUntil(lambda: told[-1:] == [(1, False)])
