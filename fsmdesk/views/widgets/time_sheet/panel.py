"""The time on one job: spans that can be added and corrected, sums, and lines of labour that follow them."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import TimeKind
from fsmdesk.core.times import Clock, now, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.time_sheets.messages import BillTime, JobTime, JobTimeCard, RemoveTime, TimeRow
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.fitting_table import FittingTable
from fsmdesk.views.widgets.inline_editor import InlineEditor
from fsmdesk.views.widgets.surfaces import paragraph, words
from fsmdesk.views.widgets.time_sheet.entry_form import EntryForm
from fsmdesk.views.widgets.time_sheet.tables import SumRow, entry_columns, sum_columns
from fsmdesk.views.widgets.time_sheet.time_words import rule_words, running_words, until_now, when_words

_TICK_MS: Final = 15_000
_KINDS: Final = ("time_entry", "visit", "company", "shift")


class TimePanel(QWidget):
    """Shows the time on the job given to `show_job`, and keeps up with other seats and with the clock."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, clock: Clock = now) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._job = 0
        self.card: JobTimeCard | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 10, 10, 0)
        self._column.setSpacing(10)
        self._add_tables()
        self._add_buttons()
        self.form = EntryForm(desk)
        self.editor = InlineEditor(self.form, self)
        self.editor.closed.connect(self._closed)
        self._column.addWidget(self.editor)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_clock)
        desk.hub.saved.connect(self._hear)
        self.setFocusProxy(self.table)

    def _add_tables(self) -> None:
        formats = self._desk.formats
        self._running = paragraph("", "success", self)
        self._running.hide()
        self._empty = paragraph(
            tr("Nobody has worked on this job yet. Time is recorded with the steps of the visits."),
            "muted",
            self,
        )
        self.table: FittingTable[TimeRow] = FittingTable(entry_columns(formats), formats, self)
        self.table.setAccessibleName(tr("Time on this job"))
        self.table.opened.connect(self._edit)
        self.table.current_changed.connect(self._offer)
        remove = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._remove)
        self._sum_title = words(tr("By technician and day"), "label", self)
        self.sums: FittingTable[SumRow] = FittingTable(sum_columns(formats), formats, self)
        self.sums.setAccessibleName(tr("Time by technician and day"))
        self._rule = paragraph("", "small", self)
        for widget in (self._running, self._empty, self.table, self._sum_title, self.sums, self._rule):
            self._column.addWidget(widget)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.add_button = KeyButton(tr("Add time"), "", "plus", parent=self)
        self.add_button.clicked.connect(self.begin_new)
        self.edit_button = KeyButton(tr("Correct"), "quiet", "pencil", parent=self)
        self.edit_button.clicked.connect(self._edit_current)
        self.remove_button = KeyButton(tr("Remove"), "quiet", "trash-2", "Del", self)
        self.remove_button.clicked.connect(self._remove)
        self.bill_button = KeyButton(tr("Labour from time"), "link", "clipboard-list", parent=self)
        self.bill_button.clicked.connect(self._bill)
        self._follows = words("", "small", self)
        for button in (self.add_button, self.edit_button, self.remove_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._follows)
        row.addWidget(self.bill_button)
        self._column.addLayout(row)

    def show_job(self, work_order_id: int) -> None:
        """Show the time on this job."""
        if work_order_id != self._job:
            self._job = work_order_id
            self.form.owner_id = work_order_id
            self.card = None
            self.editor.leave()
        self._read()

    @Slot()
    def begin_new(self) -> None:
        """Open the form for time by hand, like the current row, or the last one."""
        if self.card is None or not self.add_button.isEnabled():
            return
        self.add_button.setEnabled(False)
        self.form.offer(self.card)
        like = self.table.current_row() or next(reversed(self.card.rows), None)
        first = self.card.technicians[0][0] if self.card.technicians else None
        today = wall_minute(self._clock(), self._desk.formats.zone)[0]
        self.editor.open_new(
            {
                "technician_id": like.technician_id if like is not None else first,
                "kind": TimeKind.LABOUR.value,
                "day": like.day if like is not None else today,
            }
        )

    def _read(self) -> None:
        self._desk.ask(self, JobTime(work_order_id=self._job), partial(self._show, self._job))

    def _show(self, job: int, card: JobTimeCard) -> None:
        if job != self._job:
            return
        self.card = card
        self.sums.show_rows([SumRow(at, day) for at, day in enumerate(card.sums, 1)])
        for widget in (self.table, self._sum_title, self.sums, self._rule):
            widget.setVisible(bool(card.rows))
        self._empty.setVisible(not card.rows)
        self._rule.setText(rule_words(card, self._desk.formats))
        self._hide_columns(card)
        self._show_clock()
        self._show_lines(card)
        self._offer()
        if any(row.end_at is None for row in card.rows):
            self._tick.start()
        else:
            self._tick.stop()

    def _hide_columns(self, card: JobTimeCard) -> None:
        """What says the same in each row, or nothing, leaves its room to the remarks."""
        is_alone = len({row.technician_id for row in card.rows}) == 1 and len(card.technicians) == 1
        has_overtime = any(row.overtime_seconds for row in card.rows)
        for table in (self.table, self.sums):
            keys = [column.key for column in table.rows().columns()]
            table.setColumnHidden(keys.index("technician"), is_alone)
            overtime = "overtime_seconds" if "overtime_seconds" in keys else "overtime"
            table.setColumnHidden(keys.index(overtime), not has_overtime)

    @Slot()
    def _show_clock(self) -> None:
        """What runs has grown."""
        if self.card is None:
            return
        at = self._clock()
        self.table.show_rows([until_now(row, at) for row in self.card.rows])
        running = running_words(self.card, at, self._desk.formats)
        self._running.setText(running)
        self._running.setVisible(bool(running))

    def _show_lines(self, card: JobTimeCard) -> None:
        billed = sum(day.billed_minutes for day in card.sums)
        length = self._desk.formats.duration(card.labour_on_lines_minutes)
        is_even = card.follows and billed == card.labour_on_lines_minutes
        self._follows.setText(
            tr("{length} on lines that follow the time").format(length=length) if card.follows else ""
        )
        self.bill_button.setVisible(
            bool(billed) and not is_even and self._desk.may(Permission.EDIT_WORK_ORDERS)
        )
        self.bill_button.setEnabled(not card.locked)
        self.bill_button.setToolTip(
            card.locked or tr("Put each technician's time on a line of labour that follows it")
        )

    @Slot()
    def _offer(self) -> None:
        refusal = why_not(self._desk, Permission.REPORT_WORK)
        refusal = refusal or (self.card.locked if self.card is not None else "")
        has_row = self.table.current_row() is not None
        self.add_button.setEnabled(not self.editor.isVisible())
        self.edit_button.setEnabled(has_row)
        self.remove_button.setEnabled(has_row)
        for button in (self.add_button, self.edit_button, self.remove_button):
            button.setToolTip("")
            limit(button, refusal)

    @Slot()
    def _edit_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._edit(row)

    @Slot(object)
    def _edit(self, row: TimeRow) -> None:
        if self.card is None or not self.edit_button.isEnabled():
            return
        self.add_button.setEnabled(False)
        self.form.offer(self.card)
        self.editor.open(row.id)

    @Slot()
    def _remove(self) -> None:
        row = self.table.current_row()
        if row is None or not self.remove_button.isEnabled():
            return
        command = RemoveTime(work_order_id=self._job, entry_id=row.id, seen_version=row.version)
        what = f"{row.technician} {when_words(row, self._desk.formats)}"
        self._desk.do(self, command, self._settled, said=tr("Removed: {what}").format(what=what))

    @Slot()
    def _bill(self) -> None:
        command = BillTime(work_order_id=self._job)
        self._desk.do(self, command, self._settled, said=tr("Labour follows the time"))

    def _settled(self, _done: object) -> None:
        self._read()

    @Slot(bool)
    def _closed(self, had_focus: bool) -> None:
        self._offer()
        if had_focus and self.add_button.isEnabled():
            self.add_button.setFocus()

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if self.card is not None and self.isVisible() and changes.touches(*_KINDS):
            self._read()
