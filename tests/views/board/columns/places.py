"""Where times and technicians are on a turned schedule."""

from PySide6.QtCore import QPoint

from fsmdesk.views.board.columns.turnable_grid import TurnableGrid
from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.visits import minute_of
from tests.views.board.world import BoardWorld


def spot(grid: TurnableGrid, world: BoardWorld, technician_id: int, hour: int, minute: int = 0) -> QPoint:
    """The place of a time in the middle of a column, in the viewport."""
    at = minute_of(world.at(hour, minute))
    box = grid.viewed(grid.places.landing_rect(Landing(technician_id, at, at + 60)))
    return QPoint(box.center().x(), box.top())


def landing(world: BoardWorld, technician_id: int, start: tuple[int, int], end: tuple[int, int]) -> Landing:
    return Landing(technician_id, minute_of(world.at(*start)), minute_of(world.at(*end)))
