"""A turned schedule by mouse."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fsmdesk.core.placement import Severity
from fsmdesk.views.board.columns.turnable_grid import TurnableGrid
from fsmdesk.views.board.drag_session import Phase
from fsmdesk.views.board.gesture import GroupDrop, Landing, VisitDrop
from fsmdesk.views.board.store import BoardChanges
from tests.views.board.columns.places import landing, spot
from tests.views.board.hand import drag, move, press, release
from tests.views.board.world import BoardWorld


class Heard:
    """Remembers every wish that the schedule told."""

    def __init__(self, grid: TurnableGrid) -> None:
        self.dropped: list[VisitDrop] = []
        self.resized: list[VisitDrop] = []
        self.groups: list[GroupDrop] = []
        self.opened: list[int] = []
        grid.visit_dropped.connect(self.dropped.append)
        grid.visit_resized.connect(self.resized.append)
        grid.group_dropped.connect(self.groups.append)
        grid.visit_opened.connect(self.opened.append)


@pytest.fixture
def heard(columns: TurnableGrid) -> Heard:
    return Heard(columns)


def test_technicians_share_the_width_and_time_runs_down(columns: TurnableGrid) -> None:
    boxes = [columns.visit_box(visit_id) for visit_id in (1, 2, 3)]
    assert [box.top() for box in boxes] == [60, 180, 420]
    assert boxes[0].height() == pytest.approx(89, abs=1)
    assert len({box.left() for box in boxes}) == 1
    assert columns.visit_box(4).left() > boxes[0].right()
    layout = columns.layout_of_rows
    assert layout.height == pytest.approx(columns.viewport().width(), abs=3)
    assert columns.horizontalScrollBar().maximum() == 0


def test_many_columns_keep_a_width_that_can_be_read(columns: TurnableGrid, world: BoardWorld) -> None:
    for one in range(4, 14):
        world.technician(one, f"Technician Number{one}")
    world.fill(columns.store)
    columns.show_all()
    assert columns.layout_of_rows.height_of(0) == 132
    assert columns.row_bar is columns.horizontalScrollBar()
    assert columns.row_bar.maximum() > 0
    columns.show_rows(True)
    assert columns.layout_of_rows.height_of(0) == 84


def test_a_click_chooses_and_a_double_click_opens(
    columns: TurnableGrid, world: BoardWorld, heard: Heard
) -> None:
    QTest.mouseClick(columns.viewport(), Qt.MouseButton.LeftButton, pos=columns.visit_box(2).center())
    assert columns.state.selected_id == 2
    QTest.mouseDClick(columns.viewport(), Qt.MouseButton.LeftButton, pos=columns.visit_box(2).center())
    assert heard.opened == [2]
    QTest.mouseClick(columns.viewport(), Qt.MouseButton.LeftButton, pos=spot(columns, world, 3, 9))
    assert columns.state.selected_id is None


def test_a_visit_goes_to_another_time_and_technician(
    columns: TurnableGrid, world: BoardWorld, heard: Heard
) -> None:
    start, end = spot(columns, world, 1, 8, 30), spot(columns, world, 3, 11, 30)
    drag(columns.viewport(), start, end)
    assert columns.state.ghost is not None
    assert columns.state.ghost.severity is Severity.GOOD
    assert columns.state.lifted_ids == {1}
    release(columns.viewport(), end)
    assert [(drop.visit.id, drop.landing) for drop in heard.dropped] == [
        (1, landing(world, 3, (11, 0), (12, 30)))
    ]
    assert columns.state.ghost is None


def test_the_ghost_says_what_speaks_against_it(columns: TurnableGrid, world: BoardWorld) -> None:
    drag(columns.viewport(), spot(columns, world, 1, 8, 30), spot(columns, world, 2, 9, 30))
    ghost = columns.state.ghost
    assert ghost is not None
    assert ghost.severity is Severity.ASK_WHY
    assert ghost.landing == landing(world, 2, (9, 0), (10, 30))


def test_both_ends_can_be_pulled_and_the_pointer_says_so(
    columns: TurnableGrid, world: BoardWorld, heard: Heard
) -> None:
    box = columns.visit_box(1)
    first, last = QPoint(box.center().x(), box.top() + 2), QPoint(box.center().x(), box.bottom() - 2)
    QTest.mouseMove(columns.viewport(), first)
    assert columns.viewport().cursor().shape() is Qt.CursorShape.SizeVerCursor
    QTest.mouseMove(columns.viewport(), box.center())
    assert columns.viewport().cursor().shape() is Qt.CursorShape.OpenHandCursor
    assert columns.state.hovered_id == 1
    drag(columns.viewport(), first, first - QPoint(0, 28))
    release(columns.viewport(), first - QPoint(0, 28))
    drag(columns.viewport(), last, last + QPoint(90, 16))
    release(columns.viewport(), last + QPoint(90, 16))
    assert [drop.landing for drop in heard.resized] == [
        landing(world, 1, (7, 30), (9, 30)),
        landing(world, 1, (8, 0), (9, 45)),
    ]


def test_shift_locks_what_changed_less(columns: TurnableGrid, world: BoardWorld) -> None:
    start = spot(columns, world, 1, 8, 30)
    drag(columns.viewport(), start, start + QPoint(200, 120))
    columns.session.move(
        columns.viewport().mapToGlobal(start + QPoint(190, 240)), Qt.KeyboardModifier.ShiftModifier
    )
    assert columns.session.landing == landing(world, 1, (12, 0), (13, 30))
    columns.session.move(
        columns.viewport().mapToGlobal(start + QPoint(210, 60)), Qt.KeyboardModifier.ShiftModifier
    )
    assert columns.session.landing == landing(world, 2, (8, 0), (9, 30))
    columns.session.cancel()


def test_several_go_together_by_as_many_columns(
    columns: TurnableGrid, world: BoardWorld, heard: Heard
) -> None:
    columns.select(1, [2])
    start, end = spot(columns, world, 1, 8, 30), spot(columns, world, 2, 11, 30)
    drag(columns.viewport(), start, end)
    release(columns.viewport(), end)
    assert [drop.landing for drop in heard.groups[0].drops] == [
        landing(world, 2, (11, 0), (12, 30)),
        landing(world, 2, (13, 0), (14, 0)),
    ]


@pytest.mark.parametrize("how", ["escape", "right button", "turned back"])
def test_it_can_be_called_off(columns: TurnableGrid, world: BoardWorld, heard: Heard, how: str) -> None:
    start, end = spot(columns, world, 1, 8, 30), spot(columns, world, 2, 12)
    drag(columns.viewport(), start, end)
    if how == "escape":
        QTest.keyClick(columns, Qt.Key.Key_Escape)
    elif how == "right button":
        QTest.mousePress(columns.viewport(), Qt.MouseButton.RightButton, pos=end)
    else:
        columns.turn(False)
    assert columns.session.phase is Phase.IDLE
    assert columns.state.ghost is None
    assert not columns.state.lifted_ids
    release(columns.viewport(), end)
    assert not heard.dropped


def test_it_scrolls_on_at_the_lower_edge(qtbot: QtBot, columns: TurnableGrid, world: BoardWorld) -> None:
    start = spot(columns, world, 1, 8, 30)
    before = columns.time_bar.value()
    drag(columns.viewport(), start, QPoint(start.x(), columns.viewport().height() - 4))
    first = columns.session.landing
    qtbot.waitUntil(lambda: columns.time_bar.value() > before + 60)
    assert first is not None and columns.session.landing is not None
    assert columns.session.landing.start_minute > first.start_minute
    columns.session.cancel()


def test_another_seats_change_keeps_what_is_in_the_hand(
    qtbot: QtBot, columns: TurnableGrid, world: BoardWorld
) -> None:
    drag(columns.viewport(), spot(columns, world, 1, 8, 30), spot(columns, world, 3, 9, 30))
    visit = columns.store.visit(4)
    assert visit is not None
    there = landing(world, 3, (9, 0), (10, 0))
    moved = type(visit)(visit.id, 2, 3, there.start_minute, there.end_minute, customer="Corner Bakery")
    with qtbot.waitSignal(columns.repainted):
        columns.show_changes(columns.store.apply(BoardChanges([moved])))
    ghost = columns.state.ghost
    assert ghost is not None
    assert ghost.severity is Severity.ASK_WHY
    columns.session.cancel()


def test_a_frame_chooses_what_it_touches(columns: TurnableGrid, world: BoardWorld) -> None:
    view = columns.viewport()
    first = spot(columns, world, 1, 7, 30)
    last = spot(columns, world, 2, 10, 15)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, first)
    move(view, (first + last) / 2)
    move(view, last)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, last)
    assert columns.state.chosen_ids == {1, 2, 4}


def _wheel(grid: TurnableGrid, at: QPoint, notches: int, held: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(grid.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(grid.viewport(), event)


def test_ctrl_and_the_wheel_zoom_around_the_pointer(columns: TurnableGrid) -> None:
    at = QPoint(100, 300)
    before = columns.scale.minute_at(columns.time_bar.value() + at.y())
    _wheel(columns, at, 2, Qt.KeyboardModifier.ControlModifier)
    assert columns.scale.hour_width == pytest.approx(60 * 1.25**2)
    assert columns.scale.minute_at(columns.time_bar.value() + at.y()) == pytest.approx(before, abs=1)


def test_the_wheel_scrolls_time_and_asks_for_more_at_its_end(qtbot: QtBot, columns: TurnableGrid) -> None:
    before = columns.time_bar.value()
    _wheel(columns, QPoint(100, 300), -1, Qt.KeyboardModifier.NoModifier)
    assert columns.time_bar.value() > before
    columns.time_bar.setValue(columns.time_bar.maximum())
    with qtbot.waitSignal(columns.edge_passed) as passed:
        _wheel(columns, QPoint(100, 300), -1, Qt.KeyboardModifier.NoModifier)
    assert passed.args == [True]


def test_a_right_click_offers_what_can_be_done_there(
    qtbot: QtBot, columns: TurnableGrid, world: BoardWorld
) -> None:
    hits = []
    columns.menu_wanted.connect(lambda hit, _at: hits.append(hit))
    QTest.mouseDClick(columns.viewport(), Qt.MouseButton.LeftButton, pos=spot(columns, world, 3, 9))
    assert hits[0].technician_id == 3
    assert hits[0].minute == pytest.approx(landing(world, 3, (9, 0), (10, 0)).start_minute, abs=1)


def test_a_press_on_a_visit_that_began_moves_nothing(
    columns: TurnableGrid, world: BoardWorld, heard: Heard
) -> None:
    press(columns.viewport(), spot(columns, world, 3, 9))
    move(columns.viewport(), spot(columns, world, 2, 11))
    release(columns.viewport(), spot(columns, world, 2, 11))
    assert not heard.dropped


def test_empty_time_is_pulled_open_downwards(columns: TurnableGrid, world: BoardWorld) -> None:
    columns.offers_spans = True
    pulled: list[Landing] = []
    columns.span_pulled.connect(lambda span, _at: pulled.append(span))
    there = spot(columns, world, 3, 10, 28)
    drag(columns.viewport(), spot(columns, world, 3, 9, 3), there)
    release(columns.viewport(), there)
    assert pulled == [landing(world, 3, (9, 0), (10, 30))]
    columns.pointer.span.forget()
