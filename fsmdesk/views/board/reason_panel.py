"""Asks why a visit goes against rules of the office, in a strip below the board instead of a dialog."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.board.last_reasons import LastReasons
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.flow_layout import FlowLayout
from fsmdesk.views.widgets.surfaces import Surface, paragraph, words

_MOST_LETTERS = 200
_SHOWN_LETTERS = 40


class ReasonPanel(Surface):
    """Hidden until it asks. Down and Up walk through the reasons that were given last. Esc declines wherever
    the keys are, since the question stays open while one looks at something else.

    Signals:
        given(str): the reason, never empty.
        declined(): it shall not be placed there.
    """

    given = Signal(str)
    declined = Signal()

    def __init__(self, last: LastReasons, parent: QWidget | None = None) -> None:
        super().__init__("foot", parent)
        self.setProperty("banner", "warn")
        self._last = last
        self._typed = ""
        self._at = -1
        self._sign = QLabel(self)
        self._words = paragraph("", parent=self)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(_MOST_LETTERS)
        self.reason.setPlaceholderText(tr("Why is that all right? It is kept with the visit."))
        self.reason.setAccessibleName(tr("Reason"))
        self.accept_button = KeyButton(tr("Place it anyway"), "primary", "check", "Return", self)
        self.decline_button = KeyButton(tr("Put it back"), "", "undo-2", "Esc", self)
        self.offers = QWidget(self)
        self._offered = FlowLayout(self.offers)
        self._lay_out()
        self.reason.installEventFilter(self)
        self.reason.textChanged.connect(self._check)
        self.reason.returnPressed.connect(self._accept)
        self.accept_button.clicked.connect(self._accept)
        self.decline_button.clicked.connect(self._decline)
        # Takes part only while the strip shows.
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._decline)
        self.hide()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        entry = QHBoxLayout()
        entry.setSpacing(8)
        entry.addWidget(self.reason, 1)
        entry.addWidget(self.accept_button)
        entry.addWidget(self.decline_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        column.addLayout(line)
        column.addLayout(entry)
        column.addWidget(self.offers)

    def ask(self, text: str) -> None:
        """Show what stands against it, a sentence in each line, and wait for the reason."""
        self._sign.setPixmap(icon("circle-alert", "warn_text").pixmap(18, 18))
        self._words.setText(text)
        self.setAccessibleName(text)
        self.reason.setAccessibleDescription(text)
        self._typed, self._at = "", -1
        self.reason.clear()
        self._offer_last()
        self._check()
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down is the reason before, Up the one after, and then what was typed."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._walk(step)
                return True
        return super().eventFilter(watched, event)

    def _walk(self, step: int) -> None:
        reasons = self._last.all()
        if self._at < 0:
            self._typed = self.reason.text()
        self._at = min(max(self._at + step, -1), len(reasons) - 1)
        blocker = QSignalBlocker(self.reason)
        self.reason.setText(reasons[self._at] if self._at >= 0 else self._typed)
        blocker.unblock()
        self._check()

    def _offer_last(self) -> None:
        while (item := self._offered.takeAt(0)) is not None:
            shown = item.widget()
            if shown is not None:
                shown.deleteLater()
        reasons = self._last.all()
        buttons = [self._offer(reason) for reason in reasons]
        if buttons:
            label = words(tr("Last given (↓):"), "muted", self.offers)
            label.setMinimumHeight(buttons[0].sizeHint().height())
            for widget in (label, *buttons):
                self._offered.addWidget(widget)
        self.offers.setVisible(bool(reasons))

    def _offer(self, reason: str) -> KeyButton:
        short = reason if len(reason) <= _SHOWN_LETTERS else f"{reason[:_SHOWN_LETTERS]}…"
        button = KeyButton(short, "quiet", parent=self.offers)
        button.setAccessibleName(reason)
        button.setToolTip(reason)
        button.setProperty("reason", reason)
        button.clicked.connect(self._take_offered)
        return button

    @Slot()
    def _take_offered(self) -> None:
        button = self.sender()
        if button is not None:
            self.reason.setText(str(button.property("reason")))
            self._accept()

    @Slot()
    def _check(self) -> None:
        self.accept_button.setEnabled(bool(self.reason.text().strip()))

    @Slot()
    def _accept(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self._last.add(reason)
            self.hide()
            self.given.emit(reason)

    @Slot()
    def _decline(self) -> None:
        self.hide()
        self.declined.emit()
