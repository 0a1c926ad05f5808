"""A hand on the mouse: presses, moves in steps, lets go. Positions are global between widgets."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.visits import minute_of
from tests.views.board.world import BoardWorld

LEFT = Qt.MouseButton.LeftButton


def press(widget: QWidget, at: QPoint) -> None:
    QTest.mousePress(widget, LEFT, Qt.KeyboardModifier.NoModifier, at)


def move(widget: QWidget, at: QPoint) -> None:
    QTest.mouseMove(widget, at)


def release(widget: QWidget, at: QPoint) -> None:
    QTest.mouseRelease(widget, LEFT, Qt.KeyboardModifier.NoModifier, at)


def drag(widget: QWidget, start: QPoint, end: QPoint, steps: int = 4) -> None:
    """Press and move, without letting go."""
    press(widget, start)
    for step in range(1, steps + 1):
        move(widget, start + (end - start) * step / steps)


def minute_x(grid: ScheduleGrid, minute: int) -> int:
    """The x of a minute in the viewport."""
    return round(grid.scale.x_of(minute)) - grid.horizontalScrollBar().value()


def row_y(grid: ScheduleGrid, technician_id: int) -> int:
    """The middle of a row in the viewport."""
    rows = grid.layout_of_rows
    row = rows.row_of(technician_id)
    assert row is not None
    return rows.top_of(row) + rows.height_of(row) // 2 - grid.verticalScrollBar().value()


def spot(grid: ScheduleGrid, world: BoardWorld, technician_id: int, hour: int, minute: int = 0) -> QPoint:
    """The place of a time in a row, in the viewport."""
    return QPoint(minute_x(grid, minute_of(world.at(hour, minute))), row_y(grid, technician_id))
