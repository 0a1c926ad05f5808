import gc
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSlider, QLineEdit, QScrollBar
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from fsmdesk.core.links import Link, Links
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import JobKind
from fsmdesk.views.board import accessible, board_screen, spoken_moves
from fsmdesk.views.board.alarms import Alarm
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.drag_session import DragSession
from fsmdesk.views.board.filtering.board_filter import BoardFilter
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.store import BoardChanges
from fsmdesk.views.board.visits import minute_of
from tests.views.board.hand import drag, minute_x, release, row_y, spot
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


def _visit(grid: ScheduleGrid, visit_id: int, **changed: Any) -> None:
    visit = grid.store.visit(visit_id)
    assert visit is not None
    grid.store.apply(BoardChanges([replace(visit, version=visit.version + 1, **changed)]))


def _minute(world: BoardWorld, hour: int, minute: int = 0) -> int:
    return minute_of(world.at(hour, minute))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"is_time_pinned": True}, "Time pinned"),
        ({"is_technician_pinned": True, "is_time_pinned": True}, "Time and technician pinned"),
        ({"is_confirmed": True}, "Confirmed by the customer"),
        ({"is_missing_parts": True}, "Parts are missing"),
        ({"is_unpaid": True}, "Customer has overdue invoices"),
        ({"is_on_credit_hold": True}, "Customer is on credit hold"),
        ({"is_helper": True}, "Goes along as a helper"),
        ({"crew_size": 3}, "Crew of 3"),
        ({"has_hazard": True}, "Hazard on site"),
        ({"is_double_booked": True}, "Double booked"),
        ({"travel_minutes": 25}, "25 min on the way before"),
        (
            {"kind": JobKind.INSPECTION, "state": VisitState.DISPATCHED},
            "Dispatched, priority 3 Medium, Inspection",
        ),
        ({"links": Links((Link(4410),))}, "waits for 1 job"),
    ],
)
def test_all_that_marks_tell_is_in_the_sentence(
    heard: QAccessibleInterface, grid: ScheduleGrid, changed: dict[str, Any], words: str
) -> None:
    before = heard.child(0).text(NAME)
    _visit(grid, 1, **changed)
    assert words in heard.child(0).text(NAME)
    assert words not in before


def test_promises_and_what_happened_are_in_the_sentence(
    heard: QAccessibleInterface, grid: ScheduleGrid, world: BoardWorld
) -> None:
    _visit(
        *(grid, 1),
        window_start_minute=_minute(world, 8),
        window_end_minute=_minute(world, 12),
        respond_minute=_minute(world, 9),
        due_minute=_minute(world, 15),
        arrived_minute=_minute(world, 8, 5),
        finished_minute=_minute(world, 9, 20),
    )
    text = heard.child(0).text(NAME)
    for words in (
        "suits the customer",
        "promised on site by",
        "due ",
        "on site since 8:05",
        "finished at 9:20",
    ):
        assert words in text


def test_alarms_hands_and_the_filter_are_in_the_sentence(
    heard: QAccessibleInterface, grid: ScheduleGrid
) -> None:
    grid.show_alarms({1: Alarm.PROMISE})
    grid.state.hands = {1: "Dana Fox"}
    grid.show_lifted([1])
    grid.show_filter(BoardFilter(text="nothing like it"))
    text = heard.child(0).text(NAME)
    for words in (
        "Not on site as promised",
        "Dana Fox has it in the hand",
        "in your hand",
        "held back by the filter",
    ):
        assert words in text
    grid.show_filter(BoardFilter(text="City", hides=True))
    assert [heard.child(at).text(NAME)[:12] for at in range(heard.childCount())] == ["City Library"]


def test_every_chosen_visit_says_that_it_is_chosen(heard: QAccessibleInterface, grid: ScheduleGrid) -> None:
    grid.select(2, [1, 2])
    states = [heard.child(at).state() for at in range(3)]
    assert [state.selected for state in states] == [True, True, False]
    assert [state.focused for state in states] == [False, True, False]


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What screen readers were told, in order."""
    found: list[str] = []
    for place in (spoken_moves, board_screen):
        monkeypatch.setattr(place, "announce", lambda _view, text: found.append(text))
    return found


def test_each_step_of_a_move_by_keys_is_announced(
    qtbot: QtBot, board: BoardScreen, announced: list[str]
) -> None:
    grid = board.grid
    grid.setFocus()
    grid.select(2)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert announced[0].startswith("City Library is in your hand. Arrow keys move it")
    for _step in range(3):
        QTest.keyClick(grid, Qt.Key.Key_Left)
    assert announced[-1].startswith("Ana Ruiz")
    assert "This time is over." in announced[-1]
    assert "Harbour Dental" in announced[-1]
    assert "will ask for the reason" in announced[-1]
    count = len(announced)
    board.session.look_again()
    assert len(announced) == count
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert announced[-1] == "City Library is put back."
    QTest.keyClick(grid, Qt.Key.Key_Space)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert announced[-1].startswith("Put down: ")
    assert "Ana Ruiz" in announced[-1]
    qtbot.waitUntil(lambda: board.desk.tasks.is_idle() and not board.reader.is_waiting)


def test_a_drag_says_each_place_once(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld, announced: list[str]
) -> None:
    grid = board.grid
    end = spot(grid, world, 3, 14)
    drag(grid.viewport(), grid.visit_box(1).center(), end)
    assert announced[0] == "Harbour Dental is in your hand."
    assert "Training day" in announced[-1]
    assert all(one != other for one, other in pairwise(announced))
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert announced[-1] == "Harbour Dental is put back."
    release(grid.viewport(), end)


def test_every_control_of_the_board_has_a_name_and_a_role(board: BoardScreen) -> None:
    kinds = (QAbstractButton, QLineEdit, QAbstractSlider, QAbstractItemView)
    controls = [one for kind in kinds for one in board.findChildren(kind) if not isinstance(one, QScrollBar)]
    controls += [board.filtering.open_panel().text, board.alarms.open_panel().view]
    nameless = []
    for control in controls:
        found = QAccessible.queryAccessibleInterface(control)
        is_inner = control.objectName().startswith("qt_")
        if (
            control.isVisible()
            and not is_inner
            and (not found.text(NAME) or found.role() is QAccessible.Role.NoRole)
        ):
            nameless.append(f"{control!r} {control.toolTip()} in {control.parentWidget()!r}")
    assert nameless == []
    assert len(controls) > 20
