import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fsmdesk.core.placement import Severity
from fsmdesk.core.states import VisitState
from fsmdesk.views.board.board_rows import job_from, visit_from
from fsmdesk.views.board.drag_session import Phase
from fsmdesk.views.board.gesture import JobDrop, Landing, VisitDrop
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.store import BoardChanges
from fsmdesk.views.board.visits import minute_of
from tests.views.board.world import BoardWorld

KEY, HELD = Qt.Key, Qt.KeyboardModifier
ALT, SHIFT, NONE = HELD.AltModifier, HELD.ShiftModifier, HELD.NoModifier


def type_keys(grid: ScheduleGrid, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Click the keys, or press them one after the other without letting go of what is held."""
    for key in keys:
        if held is NONE:
            QTest.keyClick(grid, key)
        else:
            QTest.keyPress(grid, key, held)


def let_go_of_alt(grid: ScheduleGrid) -> None:
    QTest.keyRelease(grid, KEY.Key_Alt)


@pytest.fixture
def dropped(grid: ScheduleGrid) -> list[VisitDrop]:
    found: list[VisitDrop] = []
    grid.visit_dropped.connect(found.append)
    grid.visit_resized.connect(found.append)
    return found


def spans(world: BoardWorld, drops: list[VisitDrop]) -> list[tuple[int, int, int]]:
    """Technician, and hours in minutes after midnight, of every drop."""
    zero = minute_of(world.at(0))
    return [
        (drop.landing.technician_id, drop.landing.start_minute - zero, drop.landing.end_minute - zero)
        for drop in drops
    ]


def test_arrows_walk_the_visits_and_stop_at_the_ends(grid: ScheduleGrid) -> None:
    walked = []
    for key in (
        KEY.Key_Right,
        KEY.Key_Right,
        KEY.Key_Right,
        KEY.Key_Right,
        KEY.Key_Left,
        KEY.Key_Down,
        KEY.Key_Down,
    ):
        type_keys(grid, key)
        walked.append(grid.state.selected_id)
    assert walked == [1, 2, 3, 3, 2, 4, 4]
    type_keys(grid, KEY.Key_Up)
    assert grid.state.selected_id in (1, 2)  # both are as near in time


def test_walking_brings_the_visit_into_sight(grid: ScheduleGrid) -> None:
    grid.horizontalScrollBar().setValue(0)
    grid.resize(500, 400)
    grid.select(2)
    type_keys(grid, KEY.Key_Right)
    assert grid.viewport().rect().contains(grid.visit_box(3))


def test_alt_and_arrows_move_when_alt_is_let_go(
    grid: ScheduleGrid, world: BoardWorld, dropped: list[VisitDrop]
) -> None:
    grid.select(1)
    type_keys(grid, KEY.Key_Right, KEY.Key_Right, KEY.Key_Down, KEY.Key_Down, held=ALT)
    assert dropped == []
    assert grid.session.phase is Phase.LIFTED and grid.state.ghost is not None
    let_go_of_alt(grid)
    assert spans(world, dropped) == [(3, 510, 600)]


def test_it_lands_by_itself_where_the_release_of_alt_is_swallowed(
    qtbot: QtBot, grid: ScheduleGrid, world: BoardWorld, dropped: list[VisitDrop]
) -> None:
    grid.select(1)
    type_keys(grid, KEY.Key_Left, held=ALT)
    qtbot.waitUntil(lambda: bool(dropped))
    assert spans(world, dropped) == [(1, 465, 555)]


def test_shift_alt_and_arrows_change_the_length(
    grid: ScheduleGrid, world: BoardWorld, dropped: list[VisitDrop]
) -> None:
    grid.select(1)
    type_keys(grid, KEY.Key_Right, held=ALT | SHIFT)
    let_go_of_alt(grid)
    assert spans(world, dropped) == [(1, 480, 585)]


def test_space_lifts_and_enter_drops(grid: ScheduleGrid, world: BoardWorld, dropped: list[VisitDrop]) -> None:
    grid.select(4)
    type_keys(grid, KEY.Key_Space, KEY.Key_Down, KEY.Key_Right, KEY.Key_Return)
    assert spans(world, dropped) == [(3, 555, 645)]


def test_escape_puts_it_back(grid: ScheduleGrid, dropped: list[VisitDrop]) -> None:
    grid.select(4)
    type_keys(grid, KEY.Key_Space, KEY.Key_Down, KEY.Key_Escape)
    assert grid.session.phase is Phase.IDLE
    assert grid.state.ghost is None and not grid.state.lifted_ids
    type_keys(grid, KEY.Key_Return)
    assert dropped == []


def test_leaving_the_board_puts_it_back(qtbot: QtBot, grid: ScheduleGrid, dropped: list[VisitDrop]) -> None:
    grid.select(4)
    type_keys(grid, KEY.Key_Space, KEY.Key_Down)
    grid.clearFocus()
    assert grid.session.phase is Phase.IDLE
    assert dropped == []


def test_the_same_rules_judge_by_key(grid: ScheduleGrid) -> None:
    grid.select(1)
    type_keys(grid, KEY.Key_Space, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right)
    assert grid.state.ghost is not None and grid.state.ghost.severity is Severity.ASK_WHY


def test_a_job_is_placed_by_keys(grid: ScheduleGrid, world: BoardWorld) -> None:
    placed: list[JobDrop] = []
    grid.job_dropped.connect(placed.append)
    grid.keys.lift_job(job_from(world.jobs[1]))
    type_keys(grid, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    start = minute_of(world.at(7, 30))
    assert [drop.landing for drop in placed] == [Landing(3, start, start + 90)]


def test_what_has_begun_says_why_it_stays(grid: ScheduleGrid, world: BoardWorld) -> None:
    refused: list[str] = []
    grid.refused.connect(refused.append)
    world.change(1, state=VisitState.ON_SITE)
    grid.store.apply(BoardChanges([visit_from(world.visits[1])]))
    grid.select(1)
    type_keys(grid, KEY.Key_Right, held=ALT)
    assert grid.session.phase is Phase.IDLE
    assert "Harbour Dental" in refused[0]


def test_enter_opens_the_chosen_visit(grid: ScheduleGrid) -> None:
    opened: list[int] = []
    grid.visit_opened.connect(opened.append)
    grid.select(3)
    type_keys(grid, KEY.Key_Return)
    assert opened == [3]


def turn_wheel(grid: ScheduleGrid, at: QPoint, notches: int) -> None:
    event = QWheelEvent(
        at.toPointF(),
        grid.viewport().mapToGlobal(at).toPointF(),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        HELD.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(grid.viewport(), event)


@pytest.mark.parametrize("notches", [2, -1])
def test_ctrl_and_wheel_zoom_around_the_pointer(grid: ScheduleGrid, notches: int) -> None:
    at = QPoint(310, 100)
    before = grid.scale.minute_at(at.x() + grid.horizontalScrollBar().value())
    width = grid.scale.hour_width
    turn_wheel(grid, at, notches)
    after = grid.scale.minute_at(at.x() + grid.horizontalScrollBar().value())
    assert (grid.scale.hour_width > width) == (notches > 0)
    assert abs(after - before) <= 60 / grid.scale.hour_width  # within one pixel


def test_zoom_stops_where_nothing_can_be_read(grid: ScheduleGrid) -> None:
    for _ in range(40):
        grid.zoom_in()
    widest = grid.scale.hour_width
    grid.zoom_in()
    assert grid.scale.hour_width == widest
    for _ in range(40):
        grid.zoom_out()
    assert 20 < grid.scale.hour_width < 30
