"""Turns the board into the agenda and back: the same visits, days and choice, as a table."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from fsmdesk.views.board.agenda.agenda_view import AgendaView
from fsmdesk.views.board.board_views import BoardViews
from fsmdesk.views.board.schedule_view import ScheduleView
from fsmdesk.views.board.time_scale import day_stretch


class AgendaMode(QObject):
    """Stands between the schedule and the table; `pages` gets the table as one more page."""

    def __init__(
        self,
        agenda: AgendaView,
        grid: ScheduleView,
        views: BoardViews,
        pages: QStackedLayout,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.agenda = agenda
        self._grid = grid
        self._views = views
        self._pages = pages
        pages.addWidget(agenda)
        views.shown.connect(self._turn)
        grid.repainted.connect(self._read)

    @property
    def is_shown(self) -> bool:
        """True while the table stands in place of the schedule."""
        return self._pages.currentWidget() is self.agenda

    @Slot()
    def _turn(self) -> None:
        """Show the one that is wanted; it takes the keys if the other one had them."""
        wanted = self._views.is_agenda and bool(self._grid.store.technicians)
        if wanted != self.is_shown and self._pages.currentWidget() in (self.agenda, self._grid):
            had_focus = self._grid.hasFocus() or self.agenda.table.hasFocus()
            shown: QWidget = self.agenda if wanted else self._grid
            self._pages.setCurrentWidget(shown)
            if had_focus:
                shown.setFocus()
        self._read()

    @Slot()
    def _read(self) -> None:
        """What is in the store stands in the table, while it is looked at."""
        if not self.is_shown:
            return
        zone, period = self._grid.formats.zone, self._views.period
        first, last = (day_stretch(day, zone) for day in (period.first, period.days[-1]))
        ids = self._grid.layout_of_rows.technician_ids
        self.agenda.show_span(ids, first.start_minute, last.end_minute)
        self.agenda.choose(self._grid.state.selected_id)
