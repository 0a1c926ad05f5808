"""The alarms of the board: found again and again, counted on a chip, told when they are new, and gone to."""

from collections.abc import Mapping
from itertools import islice

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr, trn
from fsmdesk.views.actions import ActionSpec, tip
from fsmdesk.views.board.accessible import announce
from fsmdesk.views.board.alarm_list.alarm_finder import AlarmFinder
from fsmdesk.views.board.alarm_list.alarm_panel import AlarmPanel
from fsmdesk.views.board.alarm_list.alarm_rows import AlarmRow, alarm_row
from fsmdesk.views.board.alarm_list.put_away import PutAway
from fsmdesk.views.board.alarms import Alarm
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import Chip

_SOON_MS = 200
_MOST_LISTED = 500


class AlarmsShown(QObject):
    """Keeps marks, chip and panel as the store and the clock say.

    A new alarm is told once, politely: on the status line and to screen readers. What is wrong already when other
    days are shown is only counted.
    """

    def __init__(self, desk: Desk, grid: ScheduleGrid, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._grid = desk, grid
        self._finder = AlarmFinder(grid.store)
        self._put_away = PutAway(desk.settings)
        self._told: Mapping[int, Alarm] = {}
        self._is_silent = True
        self._panel: AlarmPanel | None = None
        self.rows: tuple[AlarmRow, ...] = ()
        self.chip = Chip(tr("Alarms"), parent=screen)
        self.chip.setToolTip(tip(tr("What is late, takes longer or is about to be missed"), "L"))
        self.chip.clicked.connect(self.open_panel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        grid.repainted.connect(self.look_soon)
        opens = ActionSpec(
            "board.alarms",
            tr("Board: alarms"),
            self.open_panel,
            "L",
            "triangle-alert",
            tr("late overdue jeopardy"),
        )
        desk.actions.add(screen, opens, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._name()

    @Slot()
    def look_soon(self) -> None:
        """Look once it is quiet."""
        if not self._timer.isActive():
            self._timer.start(_SOON_MS)

    def follow_other_days(self) -> None:
        """Other days are shown: what is wrong there is no news."""
        self._is_silent = True
        self.look_soon()

    @Slot()
    def _look(self) -> None:
        if not self._finder.look(self._grid.state.now_minute):
            self._timer.start(0)
            return
        if self._finder.found is not self._grid.state.alarms:
            self._grid.show_alarms(self._finder.found)
        self._list()
        self._tell_new()

    def _list(self) -> None:
        """The rows: what was put away is left out; the heaviest first, then what is wrong longest.

        Nobody reads thousands of them: then only so many are put into words.
        """
        store, now_minute, formats = self._grid.store, self._grid.state.now_minute, self._desk.formats
        found = []
        for visit_id, alarm in islice(self._finder.found.items(), _MOST_LISTED):
            visit = store.visit(visit_id)
            if visit is not None:
                technician = store.technicians.get(visit.technician_id)
                row = alarm_row(visit, alarm, technician.name if technician else "", now_minute, formats)
                found.append(row)
        shown = [row for row in found if not self._put_away.holds(row)]
        self.rows = tuple(sorted(shown, key=lambda row: (row.alarm.rank, row.since_minute, row.visit_id)))
        self._name()
        if self._panel is not None:
            self._panel.show_rows(self.rows)

    def _tell_new(self) -> None:
        fresh = [row for row in self.rows if self._told.get(row.visit_id) is not row.alarm]
        self._told = self._finder.found
        is_silent, self._is_silent = self._is_silent, False
        if is_silent or not fresh or not self._grid.isVisible():
            return
        text = _news(fresh)
        self._desk.shell.say(text)
        announce(self._grid, text)

    @Slot()
    def open_panel(self) -> AlarmPanel:
        """Show all alarms; an open panel gets the keys."""
        self._name()  # the click chose nothing yet
        if self._panel is None:
            self._panel = AlarmPanel(self.rows, self.chip)
            self._panel.chosen.connect(self._go)
            self._panel.put_away_wanted.connect(self._dismiss)
            self._panel.closed.connect(self._forget_panel)
            self._panel.show_at(self.chip.mapToGlobal(QPoint(0, self.chip.height() + 4)))
        return self._panel

    @Slot(object)
    def _go(self, row: AlarmRow) -> None:
        """The visit is chosen, in sight, and has the keys."""
        visit = self._grid.store.visit(row.visit_id)
        if visit is None:
            self._desk.shell.say(tr("This visit is not on the board any more."))
            return
        self._grid.select(visit.id)
        rect = self._grid.places.visit_rect(visit)
        if rect.isEmpty():
            words = tr("{customer} does not show: its technician is folded away or held back by the filter.")
            self._desk.shell.say(words.format(customer=row.customer))
        else:
            self._grid.reveal(rect)
        self._grid.setFocus()

    @Slot(tuple)
    def _dismiss(self, rows: tuple[AlarmRow, ...]) -> None:
        before = self._put_away.add(rows)
        self._list()

        def bring_back() -> None:
            self._put_away.restore(before)
            self._list()
            self._desk.shell.say(tr("The alarms are back"))

        text = trn("{n} alarm put away", "{n} alarms put away", len(rows)).format(n=len(rows))
        self._desk.shell.say(text, bring_back)

    @Slot()
    def _forget_panel(self) -> None:
        self._panel = None

    def _name(self) -> None:
        count = len(self.rows) + max(0, len(self._finder.found) - _MOST_LISTED)
        self.chip.setText(
            tr("Alarms: {n}").format(n=self._desk.formats.count(count)) if count else tr("Alarms")
        )
        self.chip.setAccessibleName(trn("{n} alarm", "{n} alarms", count).format(n=count))
        self.chip.setChecked(count > 0)


def _news(rows: list[AlarmRow]) -> str:
    """One alarm in full, several counted after the first."""
    first = f"{rows[0].alarm.label}: {rows[0].customer} · {rows[0].technician}"
    if len(rows) == 1:
        return first
    more = trn("and {n} more alarm", "and {n} more alarms", len(rows) - 1).format(n=len(rows) - 1)
    return f"{first}, {more}"
