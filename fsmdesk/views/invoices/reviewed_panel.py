"""The panel in which reviewed jobs become drafts, one for each customer."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet, Done
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr, trn
from fsmdesk.services.billing.messages import DraftInvoice
from fsmdesk.services.closeout.messages import Closeout, CloseoutQueues
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.invoices.reviewed_jobs import CustomerJobs, ReviewedJobs
from fsmdesk.views.invoices.reviewed_list import ReviewedList
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.surfaces import Card, hairline, paragraph, words

_WIDTH = 460
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReviewedPanel(QWidget):
    """Hidden until `open_panel`. Nothing is typed: lines, taxes and terms come from the jobs.

    Signals:
        drafted(list): drafts stand, with these ids; the panel is closed.
        closed(): the panel is hidden.
    """

    drafted = Signal(list)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._refusal = why_not(desk, Permission.ISSUE_INVOICES)
        self._jobs = ReviewedJobs()
        self._waiting = 0
        self._made: list[int] = []
        self.setFixedWidth(_WIDTH)
        self._lay_out()
        self.list.ticked.connect(self._show_sums)
        self.list.customer_wanted.connect(self._bill_one)
        self.list.draft_wanted.connect(self._open_draft)
        desk.hub.saved.connect(self._hear)
        self._show_sums()
        self.hide()

    def open_panel(self) -> None:
        """Show the panel and read what waits."""
        self.show()
        self.list.setFocus()
        self._read()

    def leave(self) -> None:
        """Hide the panel; nothing was made."""
        self.hide()
        self.closed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 20, 14)
        self._card = Card(tr("Reviewed, not invoiced"), parent=self)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        leave = IconButton("x", tr("Close the panel"), "Esc", parent=self._card)
        leave.clicked.connect(self.leave)
        self._card.heading.add_right(leave)
        self._card.body.setContentsMargins(12, 12, 12, 12)
        self.list = ReviewedList(self._jobs, self._desk.formats, self)
        self._empty = paragraph("", "muted", self)
        self._card.body.addWidget(self._empty)
        self._card.body.addWidget(self.list, 1)
        self._card.body.addWidget(hairline(self))
        sums = QHBoxLayout()
        self._count = words("", "muted", self)
        self._sum = words("", "section", self)
        sums.addWidget(self._count)
        sums.addStretch(1)
        sums.addWidget(self._sum)
        self._card.body.addLayout(sums)
        row = QHBoxLayout()
        self.one_button = KeyButton(tr("Only this customer"), keys="Return", parent=self)
        self.one_button.clicked.connect(self._bill_current)
        self.all_button = KeyButton("", "primary", keys="Ctrl+Return", parent=self)
        self.all_button.clicked.connect(self._bill_all)
        row.addStretch(1)
        row.addWidget(self.one_button)
        row.addWidget(self.all_button)
        self._card.body.addLayout(row)
        column.addWidget(self._card, 1)

    def _read(self) -> None:
        self._desk.ask(self, Closeout(), self._show)

    def _show(self, queues: CloseoutQueues) -> None:
        self._jobs.show(queues.to_invoice)
        self.list.refresh()
        self.list.setVisible(bool(queues.to_invoice))
        more = queues.to_invoice_count - len(queues.to_invoice)
        words = tr("{n} more jobs wait under Review, To invoice: these are the oldest.")
        nothing = tr("Every reviewed job has its invoice.")
        self._empty.setText(words.format(n=self._desk.formats.count(more)) if more else nothing)
        self._empty.setVisible(not queues.to_invoice or bool(more))
        self._show_sums()

    @Slot()
    def _show_sums(self) -> None:
        chosen = self._jobs.chosen()
        formats = self._desk.formats
        count = sum(len(group.jobs) for group in chosen)
        jobs = trn("{n} job", "{n} jobs", count).format(n=formats.count(count))
        customers = trn("{n} customer", "{n} customers", len(chosen)).format(n=formats.count(len(chosen)))
        self._count.setText(f"{jobs} · {customers}")
        self._sum.setText(formats.money_with_code(sum(group.net_minor for group in chosen)))
        text = trn("Make {n} draft", "Make {n} drafts", len(chosen)).format(n=formats.count(len(chosen)))
        text = text if chosen else tr("Make drafts")
        self.all_button.setText(text)
        self.all_button.setAccessibleName(text)
        self.all_button.updateGeometry()
        for button in (self.all_button, self.one_button):
            button.setEnabled(bool(chosen) and not self._refusal and not self._waiting)
            if self._refusal:
                button.setToolTip(self._refusal)

    @Slot()
    def _bill_all(self) -> None:
        self._bill(self._jobs.chosen())

    @Slot()
    def _bill_current(self) -> None:
        group = self.list.current_group()
        if group is not None:
            self._bill_one(group)

    @Slot(object)
    def _bill_one(self, group: CustomerJobs) -> None:
        self._bill(tuple(each for each in self._jobs.chosen() if each.customer_id == group.customer_id))

    def _bill(self, groups: tuple[CustomerJobs, ...]) -> None:
        if self._waiting or self._refusal or not groups:
            return
        self._waiting = len(groups)
        self._made = []
        self._show_sums()
        for group in groups:
            command = DraftInvoice(work_order_ids=tuple(job.id for job in group.jobs))
            self._desk.do(self, command, self._take, self._refuse)

    def _take(self, done: Done[int]) -> None:
        self._made.append(done.value)
        self._settle()

    def _refuse(self, error: Exception) -> None:
        self._desk.errors.show(error, self)
        self._settle(has_failed=True)

    def _settle(self, *, has_failed: bool = False) -> None:
        self._waiting -= 1
        self._has_failed = self._has_failed or has_failed
        if self._waiting:
            return
        stays, self._has_failed = self._has_failed, False
        self._show_sums()
        if not stays:
            self.hide()
            self.closed.emit()
        if self._made:
            self.drafted.emit(self._made)

    _has_failed = False

    @Slot(int)
    def _open_draft(self, invoice_id: int) -> None:
        self._desk.shell.open_record("invoice", invoice_id)

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        kinds = ("work_order", "work_order_line", "invoice", "customer")
        if self.isVisible() and not self._waiting and changes.touches(*kinds):
            self._read()

    def event(self, event: QEvent) -> bool:
        """Esc and Ctrl+Enter are for this panel, not for the screen around it."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave, or bill all that is ticked."""
        if not _is_own(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            self._bill_all()


def _is_own(event: QKeyEvent) -> bool:
    is_save = event.modifiers() == _CONTROL and event.key() in _ENTER
    return is_save or event.key() == Qt.Key.Key_Escape
