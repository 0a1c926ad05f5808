"""The board's filter: the chip that opens it, the key for it, and the schedule that follows it."""

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.board.filtering.board_filter import BoardFilter
from fsmdesk.views.board.filtering.filter_panel import FilterPanel
from fsmdesk.views.board.schedule_view import ScheduleView
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import Chip


class Filtering(QObject):
    """Signals:
    changed(BoardFilter): something else is let through.
    """

    changed = Signal(object)

    def __init__(self, desk: Desk, grid: ScheduleView, screen: QWidget) -> None:
        super().__init__(screen)
        self._grid = grid
        self._screen = screen
        self._panel: FilterPanel | None = None
        self.filter = BoardFilter()
        self.chip = Chip(tr("Filter"), parent=screen)
        self.chip.setToolTip(tr("Show only some of the visits (Ctrl+F)"))
        self.chip.clicked.connect(self.open_panel)
        opens = ActionSpec("board.filter", tr("Board: filter"), self.open_panel, "Ctrl+F", "funnel")
        clears = ActionSpec("board.filter_none", tr("Board: show everything"), self.clear, "Ctrl+Shift+F")
        for spec in (opens, clears):
            desk.actions.add(screen, spec, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @Slot()
    def open_panel(self) -> FilterPanel:
        """Choose what shows; an open panel gets the keys."""
        self._name()  # the click chose nothing yet
        if self._panel is None:
            people = self._grid.store.technicians.values()
            skills = sorted({skill for one in people for skill in one.certified_until}, key=str.casefold)
            regions = sorted({one.region for one in people if one.region}, key=str.casefold)
            teams = sorted({one.team for one in people if one.team}, key=str.casefold)
            self._panel = FilterPanel(self.filter, skills, regions, teams, self.chip)
            self._panel.changed.connect(self.use)
            self._panel.closed.connect(self._forget_panel)
            self._panel.show_at(self.chip.mapToGlobal(QPoint(0, self.chip.height() + 4)))
        self._panel.set_focus()
        return self._panel

    @Slot(object)
    def use(self, wanted: BoardFilter) -> None:
        """The schedule lets this through from now on."""
        if wanted == self.filter:
            return
        self.filter = wanted
        self._grid.show_filter(wanted)
        self._name()
        self.changed.emit(wanted)

    def clear(self) -> None:
        """Everything is let through."""
        self.use(BoardFilter(hides=self.filter.hides))

    @Slot()
    def _forget_panel(self) -> None:
        self._panel = None

    def _name(self) -> None:
        count = self.filter.count
        self.chip.setText(tr("Filter: {n}").format(n=count) if count else tr("Filter"))
        self.chip.setAccessibleName(self.chip.text())
        self.chip.setChecked(count > 0)
