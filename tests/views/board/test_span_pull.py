"""Empty time that is pulled open, and the steps on which everything that is moved by hand stands."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from fsmdesk.views.board.acts.place_dialog import PlaceDialog
from fsmdesk.views.board.board_look import remembered_look
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.gesture import Landing, VisitDrop
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.visits import minute_of
from tests.views.board.hand import LEFT, drag, release, spot
from tests.views.board.world import BoardWorld

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ALT = Qt.KeyboardModifier.AltModifier


def picture(grid: ScheduleGrid) -> QImage:
    return grid.viewport().grab().toImage()


@pytest.fixture
def spans(grid: ScheduleGrid) -> list[Landing]:
    heard: list[Landing] = []
    grid.offers_spans = True
    grid.span_pulled.connect(lambda span, _at: heard.append(span))
    return heard


def pull(grid: ScheduleGrid, world: BoardWorld, start: tuple[int, int], end: tuple[int, int]) -> None:
    there = spot(grid, world, 3, *end)
    drag(grid.viewport(), spot(grid, world, 3, *start), there)
    release(grid.viewport(), there)


@pytest.mark.parametrize(("start", "end"), [((9, 3), (10, 28)), ((10, 28), (9, 3))])
def test_a_span_stands_on_the_steps_whichever_way_it_is_pulled(
    grid: ScheduleGrid, world: BoardWorld, spans: list[Landing], start: tuple[int, int], end: tuple[int, int]
) -> None:
    before = picture(grid)
    pull(grid, world, start, end)
    assert spans == [Landing(3, minute_of(world.at(9)), minute_of(world.at(10, 30)))]
    assert picture(grid) != before  # the band stays while one chooses
    grid.pointer.span.forget()
    assert picture(grid) == before


def test_a_click_pulls_nothing_and_a_short_pull_is_one_step(
    grid: ScheduleGrid, world: BoardWorld, spans: list[Landing]
) -> None:
    QTest.mouseClick(grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, spot(grid, world, 3, 9))
    assert not spans
    pull(grid, world, (9, 1), (9, 1))
    at = spot(grid, world, 3, 9)
    drag(grid.viewport(), at, at + QPoint(1, 20))
    release(grid.viewport(), at + QPoint(1, 20))
    assert [span.minutes for span in spans] == [15]


def test_alt_pulls_to_the_minute(grid: ScheduleGrid, world: BoardWorld) -> None:
    span = grid.pointer.span
    span.press(3, minute_of(world.at(9)), spot(grid, world, 3, 9))
    span.pull(spot(grid, world, 3, 10, 22), is_exact=True)
    assert span.release() == Landing(3, minute_of(world.at(9)), minute_of(world.at(10, 22)))
    span.forget()


def test_esc_lets_go_of_the_span(grid: ScheduleGrid, world: BoardWorld, spans: list[Landing]) -> None:
    before, at = picture(grid), spot(grid, world, 3, 10, 30)
    drag(grid.viewport(), spot(grid, world, 3, 9), at)
    assert picture(grid) != before
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert picture(grid) == before
    release(grid.viewport(), at)
    assert not spans


def test_nothing_is_pulled_where_nobody_may_plan(grid: ScheduleGrid, world: BoardWorld) -> None:
    before = picture(grid)
    drag(grid.viewport(), spot(grid, world, 3, 9), spot(grid, world, 3, 10, 30))
    assert picture(grid) == before
    release(grid.viewport(), spot(grid, world, 3, 10, 30))


@pytest.mark.parametrize(("step", "lands"), [(5, 40), (10, 40), (15, 45), (30, 30)])
def test_a_drag_and_the_keys_keep_to_the_steps(
    grid: ScheduleGrid, world: BoardWorld, step: int, lands: int
) -> None:
    heard: list[VisitDrop] = []
    grid.visit_dropped.connect(heard.append)
    grid.snap_minutes = step
    drag(grid.viewport(), spot(grid, world, 1, 8, 30), spot(grid, world, 3, 10, 12))  # 9:42 for its start
    release(grid.viewport(), spot(grid, world, 3, 10, 12))
    assert heard[0].landing.start_minute == minute_of(world.at(9)) + lands
    grid.select(1)
    QTest.keyClick(grid, Qt.Key.Key_Right, ALT)
    QTest.keyRelease(grid, Qt.Key.Key_Alt)
    assert heard[1].landing.start_minute == minute_of(world.at(8)) + step


def test_a_span_that_was_pulled_open_offers_the_waiting_jobs_for_its_length(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld
) -> None:
    board.grid.reveal(
        board.grid.places.landing_rect(Landing(3, minute_of(world.at(7)), minute_of(world.at(12))))
    )
    pull(board.grid, world, (9, 0), (10, 30))
    menu = board.offering.menu
    assert menu is not None
    assert menu.isVisible()
    title, *jobs = [action for action in menu.actions() if action.text()]
    assert not title.isEnabled()
    assert "1 h 30" in title.text()
    assert "Foundry Lofts" in jobs[0].text()
    jobs[0].trigger()
    menu.close()
    assert board.grid.pointer.span.landing is None
    dialog = board.findChildren(PlaceDialog)[-1]
    assert dialog.landing() == Landing(3, minute_of(world.at(9)), minute_of(world.at(10, 30)))
    dialog.reject()


def test_the_steps_are_chosen_in_the_bar_and_remembered(qtbot: QtBot, board: BoardScreen) -> None:
    menu = board.controls.bar.rows_button.findChildren(QMenu)[0]
    steps = next(
        sub
        for action in menu.actions()
        if action.text() == "Steps of time" and isinstance(sub := action.menu(), QMenu)
    )
    assert [action.text() for action in steps.actions() if action.isChecked()] == ["15 minutes"]
    steps.actions()[0].trigger()
    assert board.grid.snap_minutes == 5
    assert remembered_look(board.desk.settings).snap_minutes == 5
