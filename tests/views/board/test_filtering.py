"""The board's filter: what it lets through, and that the rest is pale or gone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.filtering.board_filter import BoardFilter, filter_from, kept_filter
from fsmdesk.views.board.filtering.sieve import Sieve
from fsmdesk.views.board.store import BoardChanges, BoardStore
from fsmdesk.views.board.visits import Technician, Visit
from tests.views.board.world import BoardWorld


def _store() -> BoardStore:
    store = BoardStore()
    people = [
        Technician(1, "Fay", region="North", certified_until={"Gas": None}, team="Blue"),
        Technician(2, "Ben", region="South"),
    ]
    visits = [
        Visit(1, 1, 1, 0, 60, number="71", customer="Müller & Söhne", title="No heat", site="Main hall"),
        Visit(2, 1, 1, 90, 120, number="72", customer="Zoo", state=VisitState.DONE, kind=JobKind.INSPECTION),
        Visit(3, 1, 2, 0, 60, number="73", customer="Library", priority=Priority.CRITICAL),
    ]
    store.load(people, visits, [])
    return store


@pytest.mark.parametrize(
    ("wanted", "through"),
    [
        (BoardFilter(), {1, 2, 3}),
        (BoardFilter(text="muller HEAT"), {1}),
        (BoardFilter(text="muller zoo"), set()),
        (BoardFilter(text="muller, zoo"), {1, 2}),
        (BoardFilter(text="#73"), {3}),
        (BoardFilter(states=frozenset({VisitState.DONE})), {2}),
        (BoardFilter(priorities=frozenset({Priority.CRITICAL})), {3}),
        (BoardFilter(kinds=frozenset({JobKind.INSPECTION})), {2}),
        (BoardFilter(skills=frozenset({"Gas"})), {1, 2}),
        (BoardFilter(regions=frozenset({"South", "West"})), {3}),
        (BoardFilter(teams=frozenset({"Blue"})), {1, 2}),
        (BoardFilter(teams=frozenset({"Blue"}), regions=frozenset({"South"})), set()),
        (BoardFilter(regions=frozenset({"North"}), text="zoo"), {2}),
    ],
)
def test_it_lets_through_what_is_wanted(wanted: BoardFilter, through: set[int]) -> None:
    sieve = Sieve(_store())
    sieve.use(wanted)
    assert {1, 2, 3} - sieve.held_back == through
    assert filter_from(kept_filter(wanted)) == wanted


def test_only_unwanted_rows_are_hidden_and_only_if_asked() -> None:
    sieve = Sieve(_store())
    sieve.use(BoardFilter(regions=frozenset({"South"})))
    assert sieve.rows([1, 2]) == [1, 2]
    sieve.use(BoardFilter(regions=frozenset({"South"}), hides=True))
    assert sieve.rows([1, 2]) == [2]
    sieve.use(BoardFilter(text="zoo", hides=True))
    assert sieve.rows([1, 2]) == [1, 2]


def test_what_comes_later_is_looked_through_too() -> None:
    store = _store()
    sieve = Sieve(store)
    sieve.use(BoardFilter(text="zoo"))
    store.apply(
        BoardChanges([Visit(9, 1, 2, 90, 120, customer="Other"), Visit(10, 1, 2, 150, 180, customer="Zoo")])
    )
    sieve.look()
    assert sieve.held_back == {1, 3, 9}


def test_what_is_remembered_wrongly_is_left_out() -> None:
    assert filter_from({"states": ["done", "nonsense"], "text": 5, "hides": 1}) == BoardFilter(
        states=frozenset({VisitState.DONE})
    )


def test_typing_in_the_panel_is_followed_at_once(qtbot: QtBot, board: BoardScreen) -> None:
    bare = board.grid.viewport().grab().toImage()
    panel = board.filtering.open_panel()
    QTest.keyClicks(panel.text, "harb")
    held = board.grid.state.held_back
    shown = [visit for visit in board.store.stored_ids() if visit not in held]
    assert held
    assert all("Harb" in visit.customer for one in shown if (visit := board.store.visit(one)))
    assert board.grid.viewport().grab().toImage() != bare
    assert board.filtering.chip.text() == "Filter: 1"
    panel.clear_button.click()
    assert board.grid.state.held_back == frozenset()
    assert board.grid.viewport().grab().toImage() == bare
    QTest.keyClick(panel.text, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: board.filtering._panel is None)


def test_what_is_hidden_is_not_under_the_pointer(board: BoardScreen) -> None:
    at = board.grid.content_point(board.grid.visit_box(1).center())
    under = [board.grid.places.hit(at).visit]
    for hides in (False, True):
        board.filtering.use(BoardFilter(text="nowhere to be found", hides=hides))
        under.append(board.grid.places.hit(at).visit)
    assert [visit and visit.id for visit in under] == [1, 1, None]


def test_a_filter_that_changes_in_the_middle_of_a_drag_ends_in_a_clear_state(
    qtbot: QtBot, board: BoardScreen
) -> None:
    grid = board.grid
    start = grid.visit_box(1).center()
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grid.viewport(), start + QPoint(40, 0))
    QTest.mouseMove(grid.viewport(), start + QPoint(80, 0))
    phases = [board.session.is_active]
    board.filtering.use(BoardFilter(text="nowhere to be found", hides=True))
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(80, 0))
    phases.append(board.session.is_active)
    assert phases == [True, False]
    assert grid.state.ghost is None
    qtbot.waitUntil(lambda: board.desk.tasks.is_idle() and not board.reader.is_waiting)


def test_a_team_is_chosen_in_the_panel(qtbot: QtBot, world: BoardWorld, board: BoardScreen) -> None:
    world.technicians[2] = replace(world.technicians[2], team="Blue")
    board.read_again()
    qtbot.waitUntil(lambda: board.store.technicians[2].team == "Blue")
    panel = board.filtering.open_panel()
    value, chip = panel.chips["teams"][0]
    chip.click()
    panel.rest.findChildren(QPushButton)[1].click()
    assert value == "Blue"
    assert list(board.grid.layout_of_rows.technician_ids) == [2]
