"""The invoice as the customer will get it, beside the queue, with the button that issues it.

Issuing can't be taken back, so it is asked for: the panel is the question, and needs no box of its own.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fsmdesk.core.errors import ConflictError
from fsmdesk.core.messages import Done
from fsmdesk.core.words import tr, trn
from fsmdesk.services.billing.messages import (
    DiscardDraft,
    DraftInvoice,
    Invoice,
    InvoiceCard,
    IssueInvoice,
)
from fsmdesk.services.closeout.messages import ReviewRow
from fsmdesk.services.printing.messages import InvoicePaper
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.printing.page_preview import PagePreview
from fsmdesk.views.widgets.banner import BannerArea
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.surfaces import Card, hairline, paragraph, words

_WIDTH: Final = 440
_MOST_JOBS: Final = 4


class IssuePanel(QWidget):
    """Hidden until jobs are prepared. A draft that was made only to be looked at is gone when the panel is left.

    Signals:
        issued(int): the invoice with this id is issued.
        numbered(object): the card of the issued invoice, with its number.
        closed(): the panel is hidden.
        refused(object, object): these jobs can't be billed: the first of them, and the error.
    """

    issued = Signal(int)
    numbered = Signal(object)
    closed = Signal()
    refused = Signal(object, object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: Sequence[ReviewRow] = ()
        self._shown: InvoiceCard | None = None
        self._is_own_draft = False
        self._is_busy = False
        self._asked = 0
        self.setFixedWidth(_WIDTH)
        self._lay_out()
        self.hide()

    def prepare(self, rows: Sequence[ReviewRow]) -> None:
        """Show the invoice for these jobs of one customer, filled from their lines as they are now."""
        if self._is_busy:
            return
        self.leave()
        self._rows = tuple(rows)
        self._is_own_draft = all(row.draft_id is None for row in rows)
        self._ask_draft()

    def job_ids(self) -> set[int]:
        """The jobs that are shown."""
        return {row.id for row in self._rows}

    def invoice_id(self) -> int | None:
        """The draft that is shown, None before it came and after it is issued."""
        return self._shown.row.id if self._shown is not None else None

    def is_ready(self) -> bool:
        """True if the invoice is shown and can be issued."""
        return self.isVisible() and self._shown is not None and not self._is_busy

    @Slot()
    def issue(self) -> None:
        """Issue the invoice that is shown, as it is shown."""
        if self._shown is None or self._is_busy:
            return
        self._set_busy(True)
        row = self._shown.row
        command = IssueInvoice(invoice_id=row.id, seen_version=row.version)
        self._desk.do(self, command, self._issued, self._not_issued)

    @Slot()
    def leave(self) -> None:
        """Hide; what was only looked at is no draft any more."""
        self._asked += 1
        if self._shown is not None and self._is_own_draft and not self._is_busy:
            self._discard(self._shown)
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Enter issues where the button has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.issue_button.hasFocus():
            self.issue()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 20, 14)
        self._card = Card(tr("Issue this invoice?"), parent=self)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        leave = IconButton("x", tr("Close the panel"), "Esc", parent=self._card)
        leave.clicked.connect(self.leave)
        self._card.heading.add_right(leave)
        body = self._card.body
        self.banners = BannerArea(self, (0, 0, 0, 0))
        self._customer = paragraph("", "strong", self)
        self._jobs = paragraph("", "muted", self)
        self.paper = PagePreview(self._desk, self)
        self.paper.setMinimumHeight(220)
        self._amount, self._due = words("", "hero", self), words("", "muted", self)
        self._what = paragraph("", "small", self)
        sums = QHBoxLayout()
        sums.addWidget(self._amount)
        sums.addStretch(1)
        sums.addWidget(self._due, 0, Qt.AlignmentFlag.AlignBottom)
        body.addWidget(self.banners)
        body.addWidget(self._customer)
        body.addWidget(self._jobs)
        body.addWidget(self.paper, 1)
        body.addWidget(hairline(self))
        body.addLayout(sums)
        body.addWidget(self._what)
        body.addLayout(self._buttons())
        column.addWidget(self._card, 1)

    def _buttons(self) -> QHBoxLayout:
        self.edit_button = KeyButton(tr("Edit draft"), icon_name="pencil", parent=self)
        self.edit_button.clicked.connect(self._edit)
        self.issue_button = KeyButton(tr("Issue invoice"), "primary", keys="Ctrl+Return", parent=self)
        self.issue_button.clicked.connect(self.issue)
        row = QHBoxLayout()
        row.addWidget(self.edit_button)
        row.addStretch(1)
        row.addWidget(self.issue_button)
        return row

    def _ask_draft(self) -> None:
        self._asked += 1
        command = DraftInvoice(work_order_ids=tuple(row.id for row in self._rows))
        self._desk.do(self, command, partial(self._read, self._asked), self._refuse)

    def _read(self, asked: int, done: Done[int]) -> None:
        self._desk.ask(self, Invoice(invoice_id=done.value), partial(self._take, asked, self._is_own_draft))

    def _take(self, asked: int, is_own: bool, card: InvoiceCard) -> None:
        if asked == self._asked:
            self._show(card)
        elif is_own:
            self._discard(card)  # it was left before it came

    def _refuse(self, error: Exception) -> None:
        self._close()
        self.refused.emit(self._rows[0], error)

    def _show(self, card: InvoiceCard) -> None:
        formats = self._desk.formats
        self._shown = card
        self._customer.setText(card.row.customer)
        self._jobs.setText(_jobs_words(self._rows))
        self._amount.setText(formats.money_with_code(card.row.total_minor))
        days = card.payment_days
        due = trn("due {n} day after issue", "due {n} days after issue", days).format(n=days)
        self._due.setText(due if days else tr("due on the day of issue"))
        self._what.setText(
            tr("Issued, it gets the next number and today's date, and can't be changed any more.")
        )
        self.paper.clear()
        self.show()
        self.paper.show_paper(InvoicePaper(invoice_id=card.row.id))
        self._set_busy(False)
        self.issue_button.setFocus()

    def _issued(self, done: Done[int]) -> None:
        self._shown = None
        self._close()
        self._desk.ask(self, Invoice(invoice_id=done.value), self._say)
        self.issued.emit(done.value)

    def _say(self, card: InvoiceCard) -> None:
        says = tr("{number} is issued to {customer}.")
        self._desk.shell.say(says.format(number=card.row.number, customer=card.row.customer))
        self.numbered.emit(card)

    def _not_issued(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, ConflictError):
            text = tr("The jobs changed meanwhile. This is the invoice as it is now.")
            self.banners.show_notice(Notice(text, "warn", key="changed"))
            self._ask_draft()
        else:
            self._desk.errors.show(error, self)

    @Slot()
    def _edit(self) -> None:
        if self._shown is not None:
            invoice_id, self._shown = self._shown.row.id, None
            self._close()
            self._desk.shell.open_record("invoice", invoice_id)

    def _discard(self, card: InvoiceCard) -> None:
        command = DiscardDraft(invoice_id=card.row.id, seen_version=card.row.version)
        self._desk.do(self, command, self._forget, self._forget)

    def _forget(self, _result: object) -> None:
        """Whether the draft could be discarded matters to nobody: it is shown in the queue while it is there."""

    def _close(self) -> None:
        was_shown, self._shown = self.isVisible(), None
        self.banners.close_notice("changed")
        self._set_busy(False)
        self.paper.clear()
        self.hide()
        if was_shown:
            self.closed.emit()

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for button in (self.issue_button, self.edit_button):
            button.setEnabled(not is_busy)


def _jobs_words(rows: Sequence[ReviewRow]) -> str:
    told = [f"#{row.number} {row.title}" for row in rows[:_MOST_JOBS]]
    if len(rows) > _MOST_JOBS:
        told.append(tr("and {n} more jobs").format(n=len(rows) - _MOST_JOBS))
    return "\n".join(told)
