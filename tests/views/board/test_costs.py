"""What a step costs, counted instead of timed: rows asked, calls of the painter, pixels painted again."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fsmdesk.views.board.gesture import Gesture, GestureKind, Landing
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.index import RowIndex
from fsmdesk.views.board.painting import ghost_rect
from fsmdesk.views.board.row_layout import COMPACT_HEIGHT
from fsmdesk.views.board.store import BoardChanges
from tests.benchmarks.board_stage import SMALL, Stage

_DRAWN = ("drawPixmap", "drawText", "drawStaticText", "fillRect", "drawRoundedRect", "drawTiledPixmap")


class PaintedPixels(QObject):
    """What parts of a widget were painted, event by event."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.parts += list(event.region())  # type: ignore[call-overload]
        return False

    @property
    def area(self) -> int:
        return sum(part.width() * part.height() for part in self.parts)


class CountingPainter(QPainter):
    """Paints, and counts what it was told to draw."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.calls: Counter[str] = Counter()


def _counted(name: str) -> Callable[..., Any]:
    def draw(self: CountingPainter, *args: Any) -> Any:
        self.calls[name] += 1
        return getattr(QPainter, name)(self, *args)

    return draw


for _name in _DRAWN:
    setattr(CountingPainter, _name, _counted(_name))


@pytest.fixture
def stage(qapp: QApplication) -> Stage:
    return Stage(SMALL)


@pytest.fixture
def shown(qtbot: QtBot, stage: Stage) -> Iterator[ScheduleGrid]:
    """1,500 visits of 50 technicians in low rows, in a window, with every card finished."""
    grid = stage.grid
    qtbot.addWidget(grid)
    grid.session.setParent(grid)
    grid.resize(1100, 500)
    grid.show_rows(is_compact=True)
    grid.show()
    qtbot.waitExposed(grid)
    grid.show_now(0)
    grid.horizontalScrollBar().setValue(60)
    settle(qtbot, grid)
    yield grid


@pytest.fixture
def pixels(shown: ScheduleGrid) -> PaintedPixels:
    found = PaintedPixels()
    shown.viewport().installEventFilter(found)
    return found


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[RowIndex]:
    """The rows whose visits were looked up."""
    found: list[RowIndex] = []
    between = RowIndex.between

    def looked_up(row: RowIndex, start: float, end: float) -> Any:
        found.append(row)
        return between(row, start, end)

    monkeypatch.setattr(RowIndex, "between", looked_up)
    return found


def settle(qtbot: QtBot, grid: ScheduleGrid) -> None:
    """Every card in sight is finished, and nothing is left to be painted."""
    timers, seen = grid.findChildren(QTimer), PaintedPixels()
    grid.viewport().installEventFilter(seen)

    def is_quiet() -> bool:
        seen.parts.clear()
        QApplication.processEvents()
        return not seen.parts and not any(timer.isActive() for timer in timers)

    qtbot.waitUntil(is_quiet)
    assert not grid.board_painter().cards.unfinished


def test_a_warm_page_is_a_copy_for_each_visit_and_no_words(stage: Stage) -> None:
    page = stage.pages[0]
    visits = stage.warm(page)
    painter = CountingPainter(stage.image)
    assert stage.board.paint(painter, page, stage.grid.places, stage.grid.state) == visits > 300
    painter.end()
    assert painter.calls["drawPixmap"] == visits
    assert not painter.calls["drawText"] + painter.calls["drawStaticText"]
    rows = len(stage.in_sight)
    # Shifts, hours and lines of rows; what somebody is doing just now has a line of its own.
    assert painter.calls["fillRect"] <= 4 * rows + visits // 3


def test_a_scroll_by_24_pixels_paints_their_strip_and_asks_two_rows(
    shown: ScheduleGrid, pixels: PaintedPixels, asked: list[RowIndex]
) -> None:
    assert shown.layout_of_rows.row_height == COMPACT_HEIGHT > 24
    for step in range(1, 5):
        asked.clear()
        pixels.parts.clear()
        shown.verticalScrollBar().setValue(24 * step)
        QApplication.processEvents()
        assert {id(row) for row in asked} <= {id(row) for row in _rows_at_the_edge(shown)}
        assert len(asked) <= 2
        assert 0 < pixels.area <= 24 * shown.viewport().width()


def _rows_at_the_edge(grid: ScheduleGrid) -> list[RowIndex]:
    """The rows in the lowest 24 pixels."""
    seen, layout = grid.shown_rect(), grid.layout_of_rows
    rows = layout.rows_between(seen.bottom() + 1 - 24, seen.bottom() + 1)
    assert 1 <= len(rows) <= 2
    return [grid.store.row(layout.technician_ids[row]) for row in rows]


def test_a_step_of_a_drag_paints_at_most_both_places_of_the_ghost(
    shown: ScheduleGrid, pixels: PaintedPixels
) -> None:
    visit = replace(
        shown.store.row(5).all()[3], window_start_minute=None, window_end_minute=None, due_minute=None
    )
    gesture = Gesture(GestureKind.MOVE, visit)
    shown.target.show_offer(gesture, offer_at(shown, gesture, 5, 0))
    QApplication.processEvents()
    for technician_id, steps in ((5, 1), (6, 1), (6, 9), (12, 20)):
        before = shown.state.ghost
        pixels.parts.clear()
        shown.target.show_offer(gesture, offer_at(shown, gesture, technician_id, steps))
        QApplication.processEvents()
        after = shown.state.ghost
        assert before is not None
        assert after is not None
        places = [shown.viewed(ghost_rect(shown.places, ghost)) for ghost in (before, after)]
        assert pixels.parts
        assert region_of(pixels.parts).subtracted(region_of(places)).isEmpty()
        assert pixels.area <= sum(place.width() * place.height() for place in places)


def region_of(rects: Iterable[QRect]) -> QRegion:
    found = QRegion()
    for rect in rects:
        found = found.united(rect)
    return found


def offer_at(grid: ScheduleGrid, gesture: Gesture, technician_id: int, steps: int) -> Any:
    visit = gesture.visit
    assert visit is not None
    start = visit.start_minute + 15 * steps
    return grid.target.judge(gesture, Landing(technician_id, start, start + visit.minutes))


def test_a_step_that_lands_where_the_last_one_did_paints_nothing(
    shown: ScheduleGrid, pixels: PaintedPixels, asked: list[RowIndex]
) -> None:
    gesture = Gesture(GestureKind.MOVE, shown.store.row(5).all()[3])
    shown.target.show_offer(gesture, offer_at(shown, gesture, 6, 2))
    QApplication.processEvents()
    pixels.parts.clear()
    asked.clear()
    for _ in range(3):
        shown.target.show_offer(gesture, offer_at(shown, gesture, 6, 2))
        QApplication.processEvents()
    assert not pixels.parts
    assert not asked


def test_an_update_in_sight_paints_its_places_and_one_out_of_sight_nothing(
    qtbot: QtBot, shown: ScheduleGrid, pixels: PaintedPixels, asked: list[RowIndex]
) -> None:
    in_sight = [
        visit
        for visit in shown.visits_in_sight()
        if not shown.store.lanes(visit.technician_id) and shown.visit_box(visit.id).left() > 0
    ][4]
    hidden = shown.store.row(50).all()[0]
    assert not shown.visit_box(hidden.id).intersects(shown.viewport().rect())
    for visit, is_seen in ((hidden, False), (in_sight, True)):
        asked.clear()
        pixels.parts.clear()
        with qtbot.waitSignal(shown.repainted):
            fresh = replace(visit, version=visit.version + 1, customer="Another name")
            shown.show_changes(shown.store.apply(BoardChanges([fresh])))
        QApplication.processEvents()
        if is_seen:
            box = shown.visit_box(visit.id).adjusted(-4, -6, 4, 6)  # its ring, from the whole row
            assert pixels.parts
            assert all(box.contains(part) for part in pixels.parts)
            assert len({id(row) for row in asked}) <= 3  # the ring reaches into the rows beside it
        else:
            assert not pixels.parts
            assert not asked
