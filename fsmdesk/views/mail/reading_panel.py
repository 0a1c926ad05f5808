"""One mail of the outbox: its words, why it did not go out, and another address to try."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.core.terms import MailState
from fsmdesk.core.words import tr
from fsmdesk.services.mail.messages import MailBody, MailRow
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.surfaces import Card, FactRow, SidePanel, paragraph

_WIDTH = 420


class ReadingPanel(SidePanel):
    """Hidden until a mail is opened.

    Signals:
        closed(): it was left.
        again_wanted(object, str): this mail is to be sent again, to this address.
    """

    closed = Signal()
    again_wanted = Signal(object, str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, _WIDTH)
        self._desk = desk
        self._row: MailRow | None = None
        self._card = Card(" ", parent=self)
        leave = IconButton("x", tr("Close the panel"), "Esc", parent=self._card)
        leave.clicked.connect(self.leave)
        self._card.heading.add_right(leave)
        self._to = FactRow(tr("To"), parent=self._card)
        self._tries = FactRow(tr("Tries"), parent=self._card)
        self._trouble = paragraph("", "danger", self._card)
        self._words = paragraph("", "", self._card)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._address = FieldText("recipient", tr("Send it to"), parent=self._card)
        self._again = KeyButton(tr("Send again"), "primary", "send", parent=self._card)
        self._again.clicked.connect(self._want_again)
        for widget in (self._to, self._tries, self._trouble, self._address, self._again, self._words):
            self._card.body.addWidget(widget)
        self.body.addWidget(self._card)
        self.hide()

    def open(self, row: MailRow) -> None:
        """Show this mail; its words are read."""
        self._row = row
        self._card.heading.set_text(row.subject)
        self._to.value.setText(row.recipient)
        self._tries.value.setText(self._desk.formats.count(row.attempts))
        self._trouble.setText(row.last_error)
        self._trouble.setVisible(bool(row.last_error))
        can_again = row.state in (MailState.FAILED, MailState.CANCELLED)
        self._address.set_value(row.recipient)
        self._address.setVisible(can_again)
        self._again.setVisible(can_again)
        self._words.setText("")
        self.show()
        self._desk.ask(self, MailBody(mail_id=row.id), self._show_words)

    @Slot()
    def leave(self) -> None:
        """The panel is hidden."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _show_words(self, text: str) -> None:
        self._words.setText(text)

    @Slot()
    def _want_again(self) -> None:
        if self._row is not None:
            self.again_wanted.emit(self._row, self._address.edit.text().strip())
