"""What a turned schedule looks like, and how little of it is painted."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import VisitState
from fsmdesk.views.board.columns.columns_painter import ColumnsPainter
from fsmdesk.views.board.columns.turnable_grid import TurnableGrid
from fsmdesk.views.board.filtering.board_filter import BoardFilter
from fsmdesk.views.board.palette import board_palette
from fsmdesk.views.board.row_layout import Group
from fsmdesk.views.board.store import BoardChanges
from fsmdesk.views.board.visits import minute_of
from fsmdesk.views.theme.theme import tokens
from tests.views.board.columns.places import spot
from tests.views.board.world import BoardWorld


def _image(grid: TurnableGrid) -> QImage:
    grid.viewport().grab()  # what was not finished at first is now
    return grid.viewport().grab().toImage()


def _colour(image: QImage, at: QPoint) -> QColor:
    return image.pixelColor(at)


def test_cards_stand_in_their_colours_and_rows_in_theirs(columns: TurnableGrid, world: BoardWorld) -> None:
    palette, image = board_palette(tokens()), _image(columns)
    box = columns.visit_box(1)
    assert (
        _colour(image, QPoint(box.right() - 6, box.bottom() - 6)) == palette.states[VisitState.PLANNED].fill
    )
    assert _colour(image, QPoint(box.left() + 1, box.center().y())) == palette.priorities[3]
    free = spot(columns, world, 2, 12, 10)
    assert _colour(image, free) == palette.card
    night = [_colour(image, spot(columns, world, 2, 7, 2) + QPoint(step, 0)) for step in range(12)]
    assert palette.card not in night
    away = spot(columns, world, 3, 15, 40)
    assert _colour(image, away + QPoint(20, 0)) == palette.absence.fill


def test_the_now_line_lies_across_all_columns(columns: TurnableGrid, world: BoardWorld) -> None:
    columns.show_now(minute_of(world.at(12, 10)))
    palette, image = board_palette(tokens()), _image(columns)
    for technician_id in (1, 2, 3):
        assert _colour(image, spot(columns, world, technician_id, 12, 10)) == palette.now_line


def test_visits_at_the_same_time_stand_side_by_side(columns: TurnableGrid, world: BoardWorld) -> None:
    world.visit(2, (9, 30), (11, 0), "Elm Street Gym")
    world.fill(columns.store)
    columns.show_all()
    first, second = columns.visit_box(4), columns.visit_box(5)
    assert first.right() < second.left()
    assert not first.intersects(second)
    assert second.top() > first.top()


def test_words_stand_at_the_top_of_a_long_visit(columns: TurnableGrid, world: BoardWorld) -> None:
    world.visit(3, (8, 0), (12, 30), "Metro Storage")
    world.fill(columns.store)
    columns.show_all()
    image, box = _image(columns), columns.visit_box(5)
    fill = board_palette(tokens()).states[VisitState.PLANNED].fill
    inside = QRect(box.left() + 12, 0, box.width() - 24, 1)

    def inked(top: int) -> bool:
        return any(
            _colour(image, QPoint(x, y)) != fill
            for y in range(top, top + 40, 2)
            for x in range(inside.left(), inside.right(), 2)
        )

    assert inked(box.top() + 8)
    assert not inked(box.center().y())


def test_only_what_is_in_sight_is_painted(columns: TurnableGrid) -> None:
    painter = columns.board_painter()
    assert isinstance(painter, ColumnsPainter)
    whole = columns.viewport().rect()
    counted: list[int] = []
    paint = painter.paint

    def counting(*rest: Any) -> int:
        counted.append(paint(*rest))
        return counted[-1]

    painter.paint = counting  # type: ignore[method-assign, assignment]
    columns.viewport().repaint(whole)
    assert counted == [4]
    counted.clear()
    columns.viewport().repaint(columns.visit_box(2))
    assert sum(counted) <= 3


def test_a_change_of_another_seat_paints_its_places_only(
    qtbot: QtBot, columns: TurnableGrid, world: BoardWorld
) -> None:
    columns.viewport().repaint()
    dirty: list[QRect] = []
    painter = columns.board_painter()
    paint = painter.paint

    def counting(device: object, rect: QRect, *rest: object) -> int:
        dirty.append(QRect(rect))
        return paint(device, rect, *rest)  # type: ignore[arg-type]

    painter.paint = counting  # type: ignore[method-assign, assignment]
    visit = columns.store.visit(3)
    assert visit is not None
    later = replace(visit, version=2, end_minute=visit.end_minute - 30)
    with qtbot.waitSignal(columns.repainted):
        columns.show_changes(columns.store.apply(BoardChanges([later])))
    qtbot.waitUntil(lambda: bool(dirty))
    width = columns.layout_of_rows.height_of(0)
    assert all(rect.width() <= width + 10 for rect in dirty)


def test_a_filter_pales_or_hides(columns: TurnableGrid) -> None:
    image, at = _image(columns), columns.visit_box(4).center() + QPoint(0, 20)
    plain = _colour(image, at)
    columns.show_filter(BoardFilter(text="library"))
    pale = _colour(_image(columns), at)
    columns.show_filter(BoardFilter(text="library", hides=True))
    QTest.mouseMove(columns.viewport(), at)
    assert plain != pale
    assert columns.state.hovered_id is None
    assert columns.state.held_back == {1, 3, 4}


def test_the_hand_of_another_seat_is_marked(columns: TurnableGrid) -> None:
    before = _image(columns)
    columns.state.hands = {2: "Rosa Diaz"}
    columns.update_visit(2)
    box, after = columns.visit_box(2), _image(columns)
    tag = QRect(box.right() - 60, box.top() - 8, 60, 16)
    changed = sum(
        before.pixelColor(x, y) != after.pixelColor(x, y)
        for x in range(tag.left(), tag.right())
        for y in range(tag.top(), tag.bottom())
    )
    assert changed > 400


def test_what_really_happened_stands_beside_the_visit(columns: TurnableGrid, world: BoardWorld) -> None:
    visit = columns.store.visit(4)
    assert visit is not None
    begun = replace(
        visit,
        version=2,
        state=VisitState.DONE,
        arrived_minute=visit.start_minute + 15,
        finished_minute=visit.end_minute - 20,
    )
    columns.show_changes(columns.store.apply(BoardChanges([begun])))
    columns.show_all()
    image, box = _image(columns), columns.visit_box(4)
    actual = board_palette(tokens()).actual
    assert _colour(image, QPoint(box.right() - 1, box.top() + 40)) == actual
    assert _colour(image, QPoint(box.right() - 1, box.bottom() - 10)) != actual
    assert _colour(image, QPoint(box.right() - 1, box.top() + 5)) != actual


def test_groups_stand_side_by_side_and_fold_at_a_click(qtbot: QtBot, columns: TurnableGrid) -> None:
    folded: list[str] = []
    columns.row_header.group_clicked.connect(folded.append)
    columns.show_rows(False, lambda: [Group("n", "North", (1, 2)), Group("s", "South", (3,))])
    heads = columns.layout_of_rows.heads
    assert columns.visit_box(1).left() > heads[0].top + 30
    strip = QPoint(heads[1].top + 15, 30)
    QTest.mousePress(columns.row_header, Qt.MouseButton.LeftButton, pos=strip)
    assert folded == ["s"]
    image = _image(columns)
    ink = board_palette(tokens()).text
    letters = [(x, y) for x in range(30) for y in range(80) if _colour(image, QPoint(x, y)) == ink]
    assert letters, "the name of the group stands along its strip"


def test_turned_back_everything_stands_as_before(columns: TurnableGrid) -> None:
    columns.select(2)
    columns.turn(False)
    columns.time_bar.setValue(7 * 60)
    box = columns.visit_box(2)
    assert (box.left(), box.width()) == (180, 59)
    assert columns.state.selected_id == 2
    assert not isinstance(columns.board_painter(), ColumnsPainter)
    palette = board_palette(tokens())
    assert (
        _colour(_image(columns), QPoint(box.right() - 6, box.top() + 4))
        == palette.states[VisitState.PLANNED].fill
    )


@pytest.mark.parametrize("is_turned", [True, False])
def test_headers_name_everybody_and_every_hour(columns: TurnableGrid, is_turned: bool) -> None:
    columns.turn(is_turned)
    columns.show_now(columns.scale.start_minute + 10 * 60)
    for header in (columns.row_header, columns.time_header, columns.corner):
        image = header.grab().toImage()
        colours = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height())}
        assert len(colours) > 6
    cell = columns.row_header.row_rect(2)
    assert columns.row_header.technician_at(cell.center().toPointF()) == 2


def test_a_tip_above_a_column_says_what_its_cell_has_no_room_for(
    qtbot: QtBot, columns: TurnableGrid, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: said.append(text))
    header = columns.row_header
    at = header.row_rect(1).center()
    QApplication.sendEvent(header, QHelpEvent(QEvent.Type.ToolTip, at, header.mapToGlobal(at)))
    assert said == ["Ana Ruiz\nHVAC\n4.5/9.5 h"]
