"""Turns the board as its person likes it, in the views of few days."""

from PySide6.QtCore import QObject, Slot

from fsmdesk.views.board.board_views import BoardViews
from fsmdesk.views.board.columns.turnable_grid import TurnableGrid


class ColumnsMode(QObject):
    """Stands between the remembered look and the schedule."""

    def __init__(self, grid: TurnableGrid, views: BoardViews, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid
        self._views = views
        grid.turn(views.look.shows_columns)
        views.shown.connect(self._turn)

    @Slot()
    def _turn(self) -> None:
        """The schedule stands as the look says; its days begin where they did."""
        wanted = self._views.look.shows_columns
        if wanted != self._grid.is_turned:
            self._grid.turn(wanted)
            self._views.lay_again()
