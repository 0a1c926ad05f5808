"""Brings the board to one job: to the day of its next visit, or to its card in the list."""

from PySide6.QtCore import QObject, Signal, Slot

from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.dispatch.messages import BoardSpot, WhereOnBoard
from fsmdesk.views.board.board_reader import BoardReader
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.job_list import JobPanel
from fsmdesk.views.desk import Desk


class Arrival(QObject):
    """Signals:
    day_wanted(object): the day on which the job is, None where any day will do; it has to be read now.
    """

    day_wanted = Signal(object)

    def __init__(
        self, desk: Desk, grid: ScheduleGrid, jobs: JobPanel, reader: BoardReader, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._grid = grid
        self._jobs = jobs
        self._sought: int | None = None
        self._spot: BoardSpot | None = None
        reader.read_done.connect(self._show)

    def seek(self, work_order_id: int) -> None:
        """Once the day with this job is read, its visit or its card is chosen and has the keys."""
        self._sought, self._spot = work_order_id, None
        self._desk.ask(self, WhereOnBoard(work_order_id=work_order_id), self._found, self._not_found)

    def give_up(self) -> None:
        """Nothing is sought any more."""
        self._sought = self._spot = None

    def _found(self, spot: BoardSpot | None) -> None:
        if spot is None:
            self._desk.shell.say(tr("This job is not on the board, and does not wait for a place on it."))
        elif spot.work_order_id != self._sought:
            return  # another one is sought by now
        self._spot = spot
        at = spot.start_at if spot is not None else None
        self.day_wanted.emit(wall_minute(at, self._desk.formats.zone)[0] if at is not None else None)

    def _not_found(self, error: Exception) -> None:
        self.give_up()
        self._desk.errors.show(error, self._grid)
        self.day_wanted.emit(None)

    @Slot()
    def _show(self) -> None:
        spot = self._spot
        if spot is None:
            return
        visit = self._grid.store.visit(spot.visit_id) if spot.visit_id is not None else None
        if spot.start_at is None:
            self._jobs.choose((spot.work_order_id, spot.visit_id or 0))
        elif visit is not None:
            self._grid.select(visit.id)
            self._grid.reveal(self._grid.places.visit_rect(visit))
            self._grid.setFocus()
        self.give_up()
