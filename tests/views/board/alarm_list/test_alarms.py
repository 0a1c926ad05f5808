"""What asks for attention: found, counted, listed, told, gone to and put away."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.core.states import VisitState
from fsmdesk.views.board.alarm_list import alarms_shown
from fsmdesk.views.board.alarm_list.alarm_finder import AlarmFinder
from fsmdesk.views.board.alarm_list.alarm_model import cross_rect
from fsmdesk.views.board.alarm_list.alarm_panel import AlarmPanel
from fsmdesk.views.board.alarm_list.alarm_rows import alarm_row
from fsmdesk.views.board.alarms import WINDOW_MINUTES, Alarm, alarm_and_change, alarm_of
from fsmdesk.views.board.board_rows import visit_from
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.store import BoardChanges, BoardStore
from fsmdesk.views.board.visits import Technician, Visit, minute_of
from tests.views.board.world import BoardWorld, clock
from tests.views.desks import FORMATS

NOW = minute_of(clock())
PLANNED = Visit(1, 1, 1, 600, 660, customer="Zoo")


@pytest.mark.parametrize(
    ("changed", "now", "alarm"),
    [
        ({}, 600, None),
        ({}, 601, Alarm.LATE),
        ({"state": VisitState.EN_ROUTE}, 601, Alarm.LATE),
        ({"state": VisitState.ON_SITE}, 660, None),
        ({"state": VisitState.ON_SITE}, 661, Alarm.OVER),
        ({"state": VisitState.WAITING}, 700, Alarm.OVER),
        ({"state": VisitState.DONE}, 700, None),
        ({"due_minute": 500}, 501, Alarm.PROMISE),
        ({"due_minute": 500, "state": VisitState.ON_SITE}, 501, None),
        ({"due_minute": 900, "respond_minute": 500}, 501, Alarm.PROMISE),
        ({"window_end_minute": 590}, 590 - WINDOW_MINUTES - 1, None),
        ({"window_end_minute": 590}, 590 - WINDOW_MINUTES, Alarm.WINDOW),
        ({"window_end_minute": 590, "due_minute": 500}, 580, Alarm.PROMISE),
    ],
)
def test_the_heaviest_of_what_is_wrong(changed: dict[str, object], now: int, alarm: Alarm | None) -> None:
    visit = replace(PLANNED, **changed)  # type: ignore[arg-type]
    assert alarm_of(visit, now) is alarm
    change = alarm_and_change(visit, now)[1]
    assert all(alarm_of(visit, minute) is alarm for minute in range(now, min(change, now + 300)))


def test_rows_are_looked_at_again_only_where_something_may_be_different() -> None:
    store = BoardStore()
    people = [Technician(at, f"T{at}") for at in range(1, 13)]
    visits = [Visit(1000 * at + n, 1, at, 600 + n, 900) for at in range(1, 13) for n in range(600)]
    store.load(people, visits, [])
    finder = AlarmFinder(store)
    looks = 1
    while not finder.look(700):
        looks += 1
    assert looks > 1
    assert len(finder.found) == 12 * 100
    store.apply(BoardChanges([replace(visits[0], version=2, state=VisitState.DONE)]))
    assert finder.look(700)
    assert len(finder.found) == 12 * 100 - 1
    while not finder.look(701):
        pass
    assert len(finder.found) == 12 * 101 - 1


@pytest.fixture
def late_board(qtbot: QtBot, board: BoardScreen) -> BoardScreen:
    """It is 10:43: three of the four visits should have begun."""
    qtbot.waitUntil(lambda: len(board.alarms.rows) == 3)
    return board


def _open(board: BoardScreen) -> AlarmPanel:
    board.grid.setFocus()
    QTest.keyClick(board.grid, Qt.Key.Key_L)
    panel = board.alarms._panel
    assert panel is not None
    return panel


def _said(board: BoardScreen) -> list[str]:
    return [text for text, *_ in board.desk.shell.said]  # type: ignore[attr-defined]


def test_the_chip_counts_and_the_list_says_who_what_and_since_when(
    qtbot: QtBot, late_board: BoardScreen
) -> None:
    board = late_board
    assert board.alarms.chip.text() == "Alarms: 3"
    assert board.alarms.chip.accessibleName() == "3 alarms"
    assert not [text for text in _said(board) if "Late" in text]
    panel = _open(board)
    assert panel.view.hasFocus()
    spoken = [panel.view.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert "Harbour Dental, Late, Ana Ruiz" in spoken[0]
    assert "2 h 43" in spoken[0]
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    chosen = board.grid.selected_visit
    assert chosen is not None
    assert chosen.customer == "Corner Bakery"
    assert board.grid.hasFocus()
    assert not panel.isVisible()


def test_a_click_goes_to_the_visit_that_is_out_of_sight(qtbot: QtBot, late_board: BoardScreen) -> None:
    board = late_board
    bar = board.grid.horizontalScrollBar()
    bar.setValue(bar.maximum())
    panel = _open(board)
    row = panel.view.visualRect(panel.view.model().index(0, 0))
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert board.grid.state.selected_id == 1
    assert board.grid.viewport().rect().contains(board.grid.visit_box(1))


def _listed(board: BoardScreen) -> list[str]:
    return [one.customer for one in board.alarms.rows]


def test_put_away_until_something_about_it_changes(
    qtbot: QtBot, late_board: BoardScreen, world: BoardWorld
) -> None:
    board = late_board
    panel = _open(board)
    row = panel.view.visualRect(panel.view.model().index(0, 0))
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=cross_rect(row).center())
    assert _listed(board) == ["Corner Bakery", "City Library"]
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    assert _listed(board) == ["City Library"]
    assert 1 in board.grid.state.alarms  # the mark stays: it is late
    panel.all_button.click()
    assert _listed(board) == []
    assert panel.empty.isVisible()
    text, undo = board.desk.shell.said[-1]  # type: ignore[attr-defined]
    assert text == "1 alarm put away"
    undo()
    assert _listed(board) == ["City Library"]
    world.change(1, start_at=world.at(8, 15))
    board.desk.hub.hear(ChangeSet.of([RecordRef("visit", 1)]))
    qtbot.waitUntil(lambda: "Harbour Dental" in [one.customer for one in board.alarms.rows])


def test_what_was_put_away_is_remembered_for_the_person(qtbot: QtBot, late_board: BoardScreen) -> None:
    late_board.alarms._dismiss(late_board.alarms.rows)
    again = type(late_board.alarms)(late_board.desk, late_board.grid, late_board)
    again._look()
    assert again.rows == ()


def test_a_new_alarm_is_told_once(qtbot: QtBot, late_board: BoardScreen, world: BoardWorld) -> None:
    board = late_board
    before = len(_said(board))
    world.change(3, due_at=world.at(10, 30))
    board.desk.hub.hear(ChangeSet.of([RecordRef("visit", 3)]))
    qtbot.waitUntil(lambda: len(board.alarms.rows) == 4)
    assert _said(board)[before:] == ["Not on site as promised: Oakfield Estates · Ana Ruiz"]
    assert board.alarms.rows[0].customer == "Oakfield Estates"
    board.alarms._look()
    assert len(_said(board)) == before + 1


def test_an_alarm_ends_when_somebody_is_there(
    qtbot: QtBot, late_board: BoardScreen, world: BoardWorld
) -> None:
    board = late_board
    world.change(2, state=VisitState.ON_SITE, arrived_at=world.at(10) + timedelta(minutes=5))
    board.desk.hub.hear(ChangeSet.of([RecordRef("visit", 2)]))
    qtbot.waitUntil(lambda: len(board.alarms.rows) == 2)
    assert 2 not in board.grid.state.alarms


@pytest.mark.parametrize(
    ("changed", "alarm", "words"),
    [
        ({}, Alarm.LATE, "Should have begun at 8:00\N{NO-BREAK SPACE}AM, 2 h 43 ago; planned so far"),
        (
            {"state": VisitState.ON_SITE},
            Alarm.OVER,
            "Should have been done by 9:30\N{NO-BREAK SPACE}AM, 1 h 13 ago",
        ),
        ({"due_minute": NOW - 3 * 1440}, Alarm.PROMISE, "3 days ago"),
        (
            {"window_end_minute": NOW + 17},
            Alarm.WINDOW,
            "The customer's window closes at 11:00\N{NO-BREAK SPACE}AM, in 17 min",
        ),
        (
            {"window_end_minute": NOW - 43},
            Alarm.WINDOW,
            "The customer's window closed at 10:00\N{NO-BREAK SPACE}AM, 43 min ago",
        ),
    ],
)
def test_what_an_alarm_means(world: BoardWorld, changed: dict[str, object], alarm: Alarm, words: str) -> None:
    visit = replace(visit_from(world.visits[1]), **changed)  # type: ignore[arg-type]
    assert alarm_of(visit, NOW) is alarm
    assert words in alarm_row(visit, alarm, "Ana Ruiz", NOW, FORMATS).meaning


def test_of_very_many_alarms_only_so_many_are_listed(
    late_board: BoardScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alarms_shown, "_MOST_LISTED", 2)
    late_board.alarms._list()
    assert len(late_board.alarms.rows) == 2
    assert late_board.alarms.chip.text() == "Alarms: 3"
