from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fsmdesk.core.placement import Severity
from fsmdesk.core.states import VisitState
from fsmdesk.views.board.board_rows import visit_from
from fsmdesk.views.board.drag_session import Phase
from fsmdesk.views.board.gesture import Landing, VisitDrop
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.store import BoardChanges
from fsmdesk.views.board.visits import minute_of
from tests.views.board.hand import drag, move, press, release, row_y, spot
from tests.views.board.world import BoardWorld


class Heard:
    """Remembers every wish that the schedule told."""

    def __init__(self, grid: ScheduleGrid) -> None:
        self.dropped: list[VisitDrop] = []
        self.resized: list[VisitDrop] = []
        self.opened: list[int] = []
        grid.visit_dropped.connect(self.dropped.append)
        grid.visit_resized.connect(self.resized.append)
        grid.visit_opened.connect(self.opened.append)

    @property
    def nothing(self) -> bool:
        return not (self.dropped or self.resized or self.opened)


@pytest.fixture
def heard(grid: ScheduleGrid) -> Heard:
    return Heard(grid)


def ghost_severity(grid: ScheduleGrid) -> Severity | None:
    return grid.state.ghost.severity if grid.state.ghost is not None else None


def lifted(grid: ScheduleGrid) -> int | None:
    return next(iter(grid.state.lifted_ids), None)


def landing(world: BoardWorld, technician_id: int, start: tuple[int, int], end: tuple[int, int]) -> Landing:
    return Landing(technician_id, minute_of(world.at(*start)), minute_of(world.at(*end)))


def test_moving_along_time_and_to_another_technician(
    grid: ScheduleGrid, world: BoardWorld, heard: Heard
) -> None:
    start = spot(grid, world, 1, 8, 30)
    end = spot(grid, world, 3, 11, 30)
    drag(grid.viewport(), start, end)
    release(grid.viewport(), end)
    assert [drop.landing for drop in heard.dropped] == [landing(world, 3, (11, 0), (12, 30))]
    assert heard.dropped[0].visit.id == 1
    assert grid.session.phase is Phase.IDLE


def test_moving_along_time_only_stays_in_the_row(grid: ScheduleGrid, world: BoardWorld, heard: Heard) -> None:
    start, end = spot(grid, world, 1, 8, 30), spot(grid, world, 1, 12, 30)
    drag(grid.viewport(), start, end)
    release(grid.viewport(), end)
    assert heard.dropped[0].landing == landing(world, 1, (12, 0), (13, 30))


def test_nothing_is_changed_by_the_drop_itself(grid: ScheduleGrid, world: BoardWorld) -> None:
    start, end = spot(grid, world, 1, 8, 30), spot(grid, world, 2, 12)
    drag(grid.viewport(), start, end)
    release(grid.viewport(), end)
    assert grid.store.visit(1) == visit_from(world.visits[1])


def test_put_back_where_it_was_is_no_move(grid: ScheduleGrid, world: BoardWorld, heard: Heard) -> None:
    start = spot(grid, world, 1, 8, 30)
    drag(grid.viewport(), start, start + QPoint(60, 60))
    move(grid.viewport(), start + QPoint(1, 0))
    release(grid.viewport(), start + QPoint(1, 0))
    assert heard.nothing


def test_a_click_chooses_and_is_no_drag(grid: ScheduleGrid, world: BoardWorld, heard: Heard) -> None:
    start = spot(grid, world, 1, 8, 30)
    press(grid.viewport(), start)
    move(grid.viewport(), start + QPoint(2, 1))
    release(grid.viewport(), start + QPoint(2, 1))
    assert heard.nothing
    assert grid.state.selected_id == 1
    press(grid.viewport(), spot(grid, world, 3, 9))
    assert grid.state.selected_id is None


def test_both_ends_can_be_pulled(grid: ScheduleGrid, world: BoardWorld, heard: Heard) -> None:
    box = grid.visit_box(1)
    early, late = QPoint(box.left() + 2, box.center().y()), QPoint(box.right() - 2, box.center().y())
    drag(grid.viewport(), early, early - QPoint(28, 0))
    release(grid.viewport(), early - QPoint(28, 0))
    drag(grid.viewport(), late, late + QPoint(16, 90))
    release(grid.viewport(), late + QPoint(16, 90))
    assert [drop.landing for drop in heard.resized] == [
        landing(world, 1, (7, 30), (9, 30)),
        landing(world, 1, (8, 0), (9, 45)),
    ]


@pytest.mark.parametrize("how", ["escape", "right button", "left the program"])
def test_it_can_be_called_off(
    qapp: QApplication, grid: ScheduleGrid, world: BoardWorld, heard: Heard, how: str
) -> None:
    start, end = spot(grid, world, 1, 8, 30), spot(grid, world, 2, 12)
    drag(grid.viewport(), start, end)
    assert ghost_severity(grid) is not None
    assert lifted(grid) == 1
    if how == "escape":
        QTest.keyClick(grid, Qt.Key.Key_Escape)
    elif how == "right button":
        QTest.mousePress(grid.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, end)
    else:
        QApplication.sendEvent(qapp, QEvent(QEvent.Type.ApplicationDeactivate))
    assert not grid.session.is_active
    assert ghost_severity(grid) is None
    assert lifted(grid) is None
    release(grid.viewport(), end)
    assert heard.nothing


def test_beside_the_rows_nothing_is_dropped(grid: ScheduleGrid, world: BoardWorld, heard: Heard) -> None:
    start = spot(grid, world, 1, 8, 30)
    below = QPoint(start.x() + 60, grid.viewport().height() - 5)
    for end in (below, QPoint(-30, start.y()), QPoint(start.x(), grid.viewport().height() + 40)):
        drag(grid.viewport(), start, end)
        assert grid.state.ghost is None
        release(grid.viewport(), end)
    assert heard.nothing


def test_what_has_begun_stays_where_it_is(grid: ScheduleGrid, world: BoardWorld, heard: Heard) -> None:
    begun = replace(visit_from(world.visits[1]), version=2, state=VisitState.ON_SITE)
    grid.store.apply(BoardChanges([begun]))
    start, end = spot(grid, world, 1, 8, 30), spot(grid, world, 2, 12)
    drag(grid.viewport(), start, end)
    release(grid.viewport(), end)
    assert heard.nothing


def test_the_ghost_says_what_the_rules_say(grid: ScheduleGrid, world: BoardWorld) -> None:
    drag(grid.viewport(), spot(grid, world, 1, 8, 30), spot(grid, world, 2, 10, 30))
    assert ghost_severity(grid) is Severity.ASK_WHY
    move(grid.viewport(), spot(grid, world, 3, 11, 30))
    assert ghost_severity(grid) is Severity.GOOD
    move(grid.viewport(), spot(grid, world, 3, 14))
    assert ghost_severity(grid) is Severity.ASK_WHY
    move(grid.viewport(), spot(grid, world, 3, 18))
    assert ghost_severity(grid) is Severity.WARN


def test_at_the_edge_the_board_scrolls_on_while_the_pointer_rests(
    qtbot: QtBot, grid: ScheduleGrid, world: BoardWorld
) -> None:
    bar = grid.horizontalScrollBar()
    before = bar.value()
    end = QPoint(grid.viewport().width() - 4, row_y(grid, 1))
    drag(grid.viewport(), spot(grid, world, 1, 8, 30), end)
    qtbot.waitUntil(lambda: bar.value() > before + 100)
    ghost = grid.state.ghost
    assert ghost is not None
    pointer = grid.scale.minute_at(end.x() + bar.value())
    assert ghost.landing.start_minute <= pointer <= ghost.landing.end_minute
    move(grid.viewport(), QPoint(300, row_y(grid, 1)))
    resting = bar.value()
    qtbot.wait(60)
    assert bar.value() == resting


def test_crossing_the_edge_on_the_way_in_scrolls_nothing(grid: ScheduleGrid, world: BoardWorld) -> None:
    view = grid.viewport()
    before = grid.horizontalScrollBar().value()
    edge = view.mapToGlobal(QPoint(view.width() - 4, row_y(grid, 1)))
    for _ in range(5):
        assert not grid.target.scroll_toward(edge)
    inside = view.mapToGlobal(QPoint(300, row_y(grid, 1)))
    assert not grid.target.scroll_toward(inside)
    for _ in range(14):
        assert not grid.target.scroll_toward(edge)
    assert grid.target.scroll_toward(edge)
    assert grid.horizontalScrollBar().value() > before


def test_at_the_lower_edge_it_scrolls_down(qtbot: QtBot, grid: ScheduleGrid, world: BoardWorld) -> None:
    for technician_id in range(10, 30):
        world.technician(technician_id, f"Tess {technician_id}")
    world.fill(grid.store)
    grid.show_all()
    drag(grid.viewport(), spot(grid, world, 1, 8, 30), QPoint(200, grid.viewport().height() - 4))
    qtbot.waitUntil(lambda: grid.verticalScrollBar().value() > 100)


def test_other_visits_may_change_meanwhile(
    qtbot: QtBot, grid: ScheduleGrid, world: BoardWorld, heard: Heard
) -> None:
    start, end = spot(grid, world, 1, 8, 30), spot(grid, world, 3, 10, 30)
    drag(grid.viewport(), start, end)
    assert ghost_severity(grid) is Severity.GOOD
    other = replace(visit_from(world.visits[4]), version=2, technician_id=3)
    grid.show_changes(grid.store.apply(BoardChanges([other])))
    qtbot.waitUntil(lambda: ghost_severity(grid) is Severity.ASK_WHY)
    assert grid.session.phase is Phase.DRAGGING
    release(grid.viewport(), end)
    assert len(heard.dropped) == 1


def test_a_double_click_opens(grid: ScheduleGrid, world: BoardWorld, heard: Heard) -> None:
    QTest.mouseDClick(
        grid.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        spot(grid, world, 1, 10, 30),
    )
    assert heard.opened == [2]
    assert grid.session.phase is Phase.IDLE


def test_the_pointer_tells_what_a_press_would_do(grid: ScheduleGrid, world: BoardWorld) -> None:
    box = grid.visit_box(1)
    shapes = []
    for at in (box.center(), QPoint(box.right() - 2, box.center().y()), spot(grid, world, 3, 9)):
        move(grid.viewport(), at)
        shapes.append(grid.viewport().cursor().shape())
    shape = Qt.CursorShape
    assert shapes == [shape.OpenHandCursor, shape.SizeHorCursor, shape.ArrowCursor]
