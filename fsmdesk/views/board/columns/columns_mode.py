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
        """The schedule stands as the look says, from the same minute on; a chosen visit that showed still does."""
        grid, wanted = self._grid, self._views.look.shows_columns
        if wanted == grid.is_turned:
            return
        minute, chosen = grid.scale.minute_at(grid.time_bar.value()), grid.selected_visit
        showed = chosen is not None and chosen in grid.visits_in_sight()
        grid.turn(wanted)
        self._views.lay_again()
        grid.time_bar.setValue(round(grid.scale.x_of(minute)))
        if showed and chosen is not None:
            grid.reveal(grid.places.visit_rect(chosen))
