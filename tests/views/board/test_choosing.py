"""Several visits: chosen by mouse and keys, moved, copied and lifted together."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fsmdesk.core.placement import Severity
from fsmdesk.core.states import VisitState
from fsmdesk.views.board.board_rows import visit_from
from fsmdesk.views.board.drag_session import Phase
from fsmdesk.views.board.gesture import GroupDrop, Landing, VisitDrop
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.store import BoardChanges
from fsmdesk.views.board.visits import minute_of
from tests.views.board.hand import LEFT, drag, move, press, release, row_y, spot
from tests.views.board.world import BoardWorld

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def click(grid: ScheduleGrid, at: QPoint, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mouseClick(grid.viewport(), LEFT, held, at)


def chosen(grid: ScheduleGrid) -> tuple[int | None, set[int]]:
    return grid.state.selected_id, set(grid.state.chosen_ids)


@pytest.fixture
def groups(grid: ScheduleGrid) -> list[GroupDrop]:
    heard: list[GroupDrop] = []
    grid.group_dropped.connect(heard.append)
    return heard


def severity(grid: ScheduleGrid) -> Severity | None:
    return grid.state.ghost.severity if grid.state.ghost is not None else None


def landings(group: GroupDrop) -> dict[int, Landing]:
    return {drop.visit.id: drop.landing for drop in group.drops if isinstance(drop, VisitDrop)}


def there(world: BoardWorld, technician: int, start: tuple[int, int], end: tuple[int, int]) -> Landing:
    return Landing(technician, minute_of(world.at(*start)), minute_of(world.at(*end)))


def test_ctrl_adds_and_removes_one(grid: ScheduleGrid, world: BoardWorld) -> None:
    click(grid, spot(grid, world, 1, 8, 30))
    click(grid, spot(grid, world, 2, 9, 30), CTRL)
    assert chosen(grid) == (4, {1, 4})
    click(grid, spot(grid, world, 2, 9, 30), CTRL)
    assert chosen(grid) == (1, {1})
    click(grid, spot(grid, world, 1, 8, 30), CTRL)
    assert chosen(grid) == (None, set())


def test_shift_chooses_all_between(grid: ScheduleGrid, world: BoardWorld) -> None:
    click(grid, spot(grid, world, 1, 8, 30))
    click(grid, spot(grid, world, 1, 14, 30), SHIFT)
    assert chosen(grid) == (3, {1, 2, 3})
    click(grid, spot(grid, world, 1, 8, 30))
    click(grid, spot(grid, world, 2, 9, 30), SHIFT)
    assert chosen(grid)[1] == {1, 2, 4}


def test_a_frame_over_empty_time_chooses_what_it_touches(grid: ScheduleGrid, world: BoardWorld) -> None:
    start, end = spot(grid, world, 3, 12), spot(grid, world, 1, 10, 30)
    QTest.mousePress(grid.viewport(), LEFT, CTRL, start)
    move(grid.viewport(), end)
    assert chosen(grid)[1] == {2}
    move(grid.viewport(), QPoint(spot(grid, world, 1, 8, 30).x(), row_y(grid, 1)))
    assert chosen(grid)[1] == {1, 2, 4}
    QTest.mouseRelease(grid.viewport(), LEFT, CTRL, end)
    move(grid.viewport(), start)
    assert chosen(grid)[1] == {1, 2, 4}
    press(grid.viewport(), spot(grid, world, 3, 8))
    assert chosen(grid) == (None, set())


def test_a_click_on_one_of_several_leaves_that_one(grid: ScheduleGrid, world: BoardWorld) -> None:
    grid.select(1, [1, 2, 4])
    click(grid, spot(grid, world, 1, 10, 30))
    assert chosen(grid) == (2, {2})


def test_all_and_more_by_keys(grid: ScheduleGrid) -> None:
    QTest.keyClick(grid, Qt.Key.Key_A, CTRL)
    assert chosen(grid) == (1, {1, 2, 3, 4})
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert chosen(grid) == (2, {2})
    QTest.keyClick(grid, Qt.Key.Key_Right, SHIFT)
    assert chosen(grid) == (3, {2, 3})
    QTest.keyClick(grid, Qt.Key.Key_Down, SHIFT)
    assert chosen(grid) == (4, {2, 3, 4})


def test_several_are_dragged_and_keep_their_distance(
    grid: ScheduleGrid, world: BoardWorld, groups: list[GroupDrop]
) -> None:
    grid.select(1, [1, 2])
    end = spot(grid, world, 3, 9, 30)
    drag(grid.viewport(), spot(grid, world, 1, 8, 30), end)
    assert len(grid.state.companions) == 1 and grid.state.lifted_ids == {1, 2}
    release(grid.viewport(), end)
    assert landings(groups[0]) == {
        1: there(world, 3, (9, 0), (10, 30)),
        2: there(world, 3, (11, 0), (12, 0)),
    }
    assert not groups[0].is_copy and not grid.state.companions


def test_none_of_them_is_in_the_way_of_another(grid: ScheduleGrid, world: BoardWorld) -> None:
    grid.select(1, [1, 2])
    drag(grid.viewport(), spot(grid, world, 1, 8, 30), spot(grid, world, 1, 10, 30))
    assert severity(grid) is Severity.GOOD
    move(grid.viewport(), spot(grid, world, 2, 8, 30))
    assert severity(grid) is Severity.ASK_WHY


def test_what_has_begun_stays_out_of_the_hand(
    grid: ScheduleGrid, world: BoardWorld, groups: list[GroupDrop]
) -> None:
    world.change(2, state=VisitState.ON_SITE)
    grid.store.apply(BoardChanges([visit_from(world.visits[2])]))
    grid.select(1, [1, 2, 4])
    end = spot(grid, world, 1, 12, 30)
    drag(grid.viewport(), spot(grid, world, 1, 8, 30), end)
    release(grid.viewport(), end)
    assert set(landings(groups[0])) == {1, 4}


def test_shift_locks_what_changed_less(
    grid: ScheduleGrid, world: BoardWorld, groups: list[GroupDrop]
) -> None:
    heard: list[VisitDrop] = []
    grid.visit_dropped.connect(heard.append)
    start, end = spot(grid, world, 1, 8, 30), spot(grid, world, 2, 12, 30)
    drag(grid.viewport(), start, end)
    QTest.keyPress(grid, Qt.Key.Key_Shift)
    QTest.mouseRelease(grid.viewport(), LEFT, SHIFT, end)
    assert heard[-1].landing == there(world, 1, (12, 0), (13, 30))
    down = QPoint(start.x() + 20, row_y(grid, 3))
    drag(grid.viewport(), start, down)
    QTest.mouseRelease(grid.viewport(), LEFT, SHIFT, down)
    assert heard[-1].landing == there(world, 3, (8, 0), (9, 30))
    assert groups == []


def test_alt_leaves_the_grid_of_time(grid: ScheduleGrid, world: BoardWorld) -> None:
    heard: list[VisitDrop] = []
    grid.visit_dropped.connect(heard.append)
    start = spot(grid, world, 1, 8, 30)
    end = start + QPoint(247, 0)
    drag(grid.viewport(), start, end)
    QTest.mouseRelease(grid.viewport(), LEFT, ALT, end)
    assert heard[0].landing.start_minute == minute_of(world.at(12, 7))


def test_ctrl_copies_and_the_visit_stays(
    grid: ScheduleGrid, world: BoardWorld, groups: list[GroupDrop]
) -> None:
    start, end = spot(grid, world, 1, 8, 30), spot(grid, world, 3, 9, 30)
    drag(grid.viewport(), start, end)
    QTest.keyPress(grid, Qt.Key.Key_Control)
    assert grid.state.lifted_ids == frozenset()
    QTest.keyRelease(grid, Qt.Key.Key_Control)
    assert grid.state.lifted_ids == {1}
    QTest.mouseRelease(grid.viewport(), LEFT, CTRL, end)
    assert groups[0].is_copy and landings(groups[0]) == {1: there(world, 3, (9, 0), (10, 30))}


def test_several_are_lifted_and_moved_by_keys(
    grid: ScheduleGrid, world: BoardWorld, groups: list[GroupDrop]
) -> None:
    grid.select(1, [1, 2])
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert grid.session.phase is Phase.LIFTED and len(grid.state.companions) == 1
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(grid, key)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert landings(groups[0]) == {
        1: there(world, 3, (8, 15), (9, 45)),
        2: there(world, 3, (10, 15), (11, 15)),
    }


def test_rows_end_where_the_board_ends(
    grid: ScheduleGrid, world: BoardWorld, groups: list[GroupDrop]
) -> None:
    grid.select(1, [1, 4])
    end = spot(grid, world, 3, 8, 30)
    drag(grid.viewport(), spot(grid, world, 1, 8, 30), end)
    release(grid.viewport(), end)
    assert {visit: at.technician_id for visit, at in landings(groups[0]).items()} == {1: 3, 4: 3}


def test_the_menu_key_and_the_right_button_ask_for_a_menu(grid: ScheduleGrid, world: BoardWorld) -> None:
    heard: list[tuple[int | None, int | None]] = []
    grid.menu_wanted.connect(
        lambda hit, at: heard.append((hit.visit.id if hit.visit else None, hit.technician_id))
    )
    by_key = QContextMenuEvent.Reason.Keyboard
    grid.select(2)
    QApplication.sendEvent(grid, QContextMenuEvent(by_key, QPoint(), QPoint()))
    grid.select(None)
    QApplication.sendEvent(grid, QContextMenuEvent(by_key, QPoint(), QPoint()))
    over = spot(grid, world, 2, 9, 30)
    by_hand = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, over, grid.viewport().mapToGlobal(over))
    QApplication.sendEvent(grid.viewport(), by_hand)
    assert chosen(grid) == (4, {4})
    QTest.mouseDClick(grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, spot(grid, world, 3, 9))
    assert heard == [(2, 1), (None, 1), (4, 2), (None, 3)]


def test_of_many_the_heaviest_are_said_and_the_rest_counted(grid: ScheduleGrid, world: BoardWorld) -> None:
    for hour in range(8, 17):
        world.visit(2, (hour, 0), (hour, 50), f"Customer {hour}")
        world.visit(3, (hour, 0), (hour, 50), f"Guest {hour}")
    world.fill(grid.store)
    grid.show_all()
    moved = [visit.id for visit in grid.store.row(3).all()]
    grid.select(moved[0], moved)
    drag(grid.viewport(), spot(grid, world, 3, 8, 30), spot(grid, world, 2, 8, 30))
    offer = grid.target.offer(grid.session.gesture, grid.viewport().mapToGlobal(spot(grid, world, 2, 8, 30)))  # type: ignore[arg-type]
    assert offer is not None and len(offer.findings) == 7
    assert offer.findings[-1].text.startswith("and ") and offer.severity is Severity.ASK_WHY
