"""A long job over several days: how many hours in all and each day, and the days that this makes."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QTableWidgetItem, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr, trn
from fsmdesk.services.shaping.messages import Part, SpreadDays
from fsmdesk.views.board.acts.act_dialog import ActDialog
from fsmdesk.views.board.acts.plain_table import plain_table
from fsmdesk.views.board.visits import Visit, instant_of
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_typed import FieldDuration

_WAIT_MS = 120
_USUAL_DAY = 8 * 60


class SpreadDialog(ActDialog):
    """Nights, days off and absences are skipped; each part is a visit of its own."""

    def __init__(
        self, visit: Visit, desk: Desk, on_yes: Callable[[tuple[Part, ...]], object], parent: QWidget
    ) -> None:
        title = tr("{customer} over several days").format(customer=visit.customer or visit.title)
        remark = tr("Nights, days off and absences are skipped. Each day becomes a visit of its own.")
        super().__init__(title, remark, tr("Extend"), parent)
        self._visit = visit
        self._desk = desk
        self._on_yes = on_yes
        self._parts: tuple[Part, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.total = FieldDuration("minutes", tr("Work in all"), desk.formats, is_required=True)
        self.total.set_value(max(visit.minutes, 2 * _USUAL_DAY))
        self.a_day = FieldDuration("minutes_a_day", tr("At most a day"), desk.formats, is_required=True)
        self.a_day.set_value(_USUAL_DAY)
        self.table = plain_table((tr("Day"), tr("Time"), tr("Length")), tr("The days that this makes"), self)
        self.beside(self.total, self.a_day)
        self.form.addWidget(self.table)
        for field in (self.total, self.a_day):
            field.changed.connect(self._look)
        self._ask()
        self.total.setFocus()

    def act(self) -> None:
        """Tell the days."""
        if not self._parts:
            raise RuleBroken(tr("Wait until you see the days."))
        self._on_yes(self._parts)

    @Slot()
    def _look(self) -> None:
        self._parts = ()
        self.yes_button.setEnabled(False)
        self._timer.start()

    @Slot()
    def _ask(self) -> None:
        try:
            minutes, a_day = self.total.value() or 0, self.a_day.value() or 0
        except RuleBroken as error:
            self.say(str(error))
            return
        query = SpreadDays(
            technician_id=self._visit.technician_id,
            start_at=instant_of(self._visit.start_minute),
            minutes=minutes,
            minutes_a_day=a_day,
        )

        def fail(error: Exception) -> None:
            self.table.setRowCount(0)
            self.say(str(error))

        self._desk.ask(self, query, self._show, fail)

    def _show(self, parts: tuple[Part, ...]) -> None:
        self.say("")
        self._parts = parts
        formats = self._desk.formats
        self.table.setRowCount(len(parts))
        for row, part in enumerate(parts):
            times = f"{formats.time(part.start_at)}–{formats.time(part.end_at)}"
            minutes = int((part.end_at - part.start_at).total_seconds() // 60)
            day = wall_minute(part.start_at, formats.zone)[0]
            for column, text in enumerate((formats.long_date(day), times, formats.duration(minutes))):
                self.table.setItem(row, column, QTableWidgetItem(text))
        words = trn("Extend over 1 day", "Extend over {count} days", len(parts))
        self.yes_button.setText(words.format(count=len(parts)))
        self.yes_button.updateGeometry()
        self.yes_button.setEnabled(True)
