from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import VisitState
from fsmdesk.views.board.board_rows import visit_from
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.palette import board_palette
from fsmdesk.views.board.promises import promise_rect
from fsmdesk.views.board.store import BoardChanges
from fsmdesk.views.board.visits import Visit, minute_of
from fsmdesk.views.theme.theme import tokens
from tests.views.board.hand import drag, minute_x, row_y, spot
from tests.views.board.world import BoardWorld


def picture(grid: ScheduleGrid) -> QImage:
    return grid.viewport().grab().toImage()


def near(colour: QColor, other: QColor) -> bool:
    pairs = zip(colour.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return all(abs(one - two) <= 3 for one, two in pairs)


def share_of(image: QImage, rect: QRect, colour: QColor) -> float:
    points = [
        (x, y) for x in range(rect.left(), rect.right(), 3) for y in range(rect.top(), rect.bottom(), 3)
    ]
    return sum(near(image.pixelColor(x, y), colour) for x, y in points) / len(points)


@pytest.mark.parametrize(
    "state", [VisitState.PLANNED, VisitState.ON_SITE, VisitState.WAITING, VisitState.DONE]
)
def test_a_card_is_filled_by_its_state_and_striped_by_its_priority(
    grid: ScheduleGrid, world: BoardWorld, state: VisitState
) -> None:
    world.change(1, state=state)
    grid.store.apply(BoardChanges([visit_from(world.visits[1])]))
    palette = board_palette(tokens())
    image, box = picture(grid), grid.visit_box(1)
    assert share_of(image, box.adjusted(6, 2, -2, -2), palette.states[state].fill) > 0.6
    assert near(image.pixelColor(box.left() + 1, box.center().y()), palette.priorities[3])


def test_the_second_and_third_painting_look_like_the_first(grid: ScheduleGrid) -> None:
    first = picture(grid)
    assert picture(grid) == first  # now kept as pixmaps
    assert picture(grid) == first


def test_scrolling_paints_what_a_fresh_painting_would(qtbot: QtBot, grid: ScheduleGrid) -> None:
    picture(grid)
    for step in (7, 31, 120, -60, 5):
        grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().value() + step)
        QApplication.processEvents()
    scrolled = picture(grid)
    grid.viewport().update()
    assert picture(grid) == scrolled


def test_hours_outside_the_shift_look_different(grid: ScheduleGrid, world: BoardWorld) -> None:
    palette = board_palette(tokens())
    image, y = picture(grid), row_y(grid, 3)
    working = QRect(minute_x(grid, minute_of(world.at(9))) + 4, y - 20, 20, 40)
    early = QRect(minute_x(grid, minute_of(world.at(7))) + 4, y - 20, 20, 40)
    assert share_of(image, working, palette.card) == 1
    assert share_of(image, early, palette.card) < 0.2


def test_an_absence_is_a_block_with_its_reason(grid: ScheduleGrid, world: BoardWorld) -> None:
    palette = board_palette(tokens())
    left, right = (minute_x(grid, minute_of(world.at(hour))) for hour in (13, 17))
    block = QRect(left + 4, row_y(grid, 3) - 30, right - left - 8, 60)
    image = picture(grid)
    assert share_of(image, block, palette.absence.fill) > 0.8
    assert share_of(image, block, palette.absence.fill) < 1


def test_the_now_line_moves_and_leaves_nothing_behind(grid: ScheduleGrid, world: BoardWorld) -> None:
    without = picture(grid)
    noon = minute_of(world.at(12))
    grid.show_now(noon)
    red = board_palette(tokens()).now_line
    assert near(picture(grid).pixelColor(minute_x(grid, noon), row_y(grid, 3)), red)
    grid.show_now(noon + 120)
    assert near(picture(grid).pixelColor(minute_x(grid, noon + 120), row_y(grid, 3)), red)
    grid.show_now(0)
    assert picture(grid) == without


def test_a_drag_that_is_called_off_leaves_nothing_behind(grid: ScheduleGrid, world: BoardWorld) -> None:
    grid.select(1)
    before = picture(grid)
    drag(grid.viewport(), spot(grid, world, 1, 8, 30), spot(grid, world, 3, 10, 30))
    assert picture(grid) != before
    grid.session.cancel()
    assert picture(grid) == before


def test_dragging_dirties_two_ghosts_and_no_more(qtbot: QtBot, grid: ScheduleGrid, world: BoardWorld) -> None:
    drag(grid.viewport(), spot(grid, world, 1, 8, 30), spot(grid, world, 3, 10, 30))
    QApplication.processEvents()
    painted: list[QRect] = []
    board = grid.board_painter()
    paint = board.paint
    board.paint = lambda painter, dirty, *rest: painted.append(dirty) or paint(painter, dirty, *rest)  # type: ignore
    grid.session.move(grid.viewport().mapToGlobal(spot(grid, world, 3, 11)))
    qtbot.waitUntil(lambda: bool(painted))
    ghost = 100 * 78
    assert sum(rect.width() * rect.height() for rect in painted) <= 2.2 * ghost


def test_visits_at_the_same_time_stand_side_by_side(grid: ScheduleGrid, world: BoardWorld) -> None:
    twin = replace(visit_from(world.visits[4]), id=50, is_double_booked=True)
    grid.store.apply(BoardChanges([twin]))
    grid.show_all()
    first, second = grid.visit_box(4), grid.visit_box(50)
    assert not first.intersects(second)
    assert first.height() == pytest.approx(second.height(), abs=1)
    assert grid.places.hit(grid.content_point(second.center())).visit == twin


def many(count: int, start: int, step: int, length: int) -> list[Visit]:
    return [
        Visit(100 + at, 1, 1, start + at * step, start + at * step + length, customer=f"Customer {at}")
        for at in range(count)
    ]


def test_eight_hundred_identical_visits_can_be_shown_and_hit(grid: ScheduleGrid, world: BoardWorld) -> None:
    start = minute_of(world.at(9))
    grid.store.load(grid.store.technicians.values(), many(800, start, 0, 60), [])
    grid.show_all()
    shown = {
        grid.places.hit(QPoint(grid.places.visit_rect(visit).center())).visit is not None
        for visit in grid.store.row(1).all()
    }
    assert shown == {True}
    assert grid.layout_of_rows.height_of(0) < 500
    picture(grid)


def test_four_thousand_visits_on_one_row(grid: ScheduleGrid, world: BoardWorld) -> None:
    start = minute_of(world.at(0))
    grid.store.load(grid.store.technicians.values(), many(4000, start - 40_000, 20, 20), [])
    grid.show_all()
    x = minute_x(grid, start + 9 * 60 + 10)
    hit = grid.places.hit(grid.content_point(QPoint(x, row_y(grid, 1))))
    assert hit.visit is not None
    assert hit.visit.start_minute <= start + 9 * 60 + 10 < hit.visit.end_minute
    picture(grid)


def test_all_visits_may_change_at_once(qtbot: QtBot, grid: ScheduleGrid, world: BoardWorld) -> None:
    start = minute_of(world.at(7))
    visits = many(300, start, 2, 2)
    grid.store.load(grid.store.technicians.values(), visits, [])
    grid.show_all()
    before = picture(grid)
    moved = [replace(visit, version=2, technician_id=2) for visit in visits]
    grid.show_changes(grid.store.apply(BoardChanges(moved)))
    qtbot.waitUntil(lambda: picture(grid) != before)
    assert grid.store.row(1).all() == []
    assert abs(grid.visit_box(100).center().y() - row_y(grid, 2)) <= 1


def test_a_visit_of_a_technician_without_a_row_is_nowhere(grid: ScheduleGrid) -> None:
    grid.store.apply(BoardChanges([Visit(77, 1, 999, 0, 60)]))
    assert grid.visit_box(77).isEmpty()
    assert grid.visit_box(12345).isEmpty()
    picture(grid)


def test_the_flag_where_a_job_is_due_is_painted_inside_of_what_is_painted_anew(
    grid: ScheduleGrid, world: BoardWorld
) -> None:
    world.change(1, due_at=world.at(14))
    grid.store.apply(BoardChanges([visit_from(world.visits[1])]))
    before = picture(grid)
    grid.select(1)
    image, flag = picture(grid), grid.viewed(promise_rect(grid.places, grid.store.row(1).all()[0]))
    late, due = board_palette(tokens()).late, minute_x(grid, minute_of(world.at(14)))
    red = [
        QPoint(x, y)
        for x in range(due - 30, due + 31)
        for y in range(row_y(grid, 1) - 40, row_y(grid, 1) + 41)
        if grid.viewport().rect().contains(x, y) and near(image.pixelColor(x, y), late)
    ]
    assert red
    assert all(flag.contains(at) for at in red)
    grid.select(None)
    assert picture(grid) == before
