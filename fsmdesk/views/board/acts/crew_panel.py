"""Asks below the board whether the rest of a crew goes along."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import Surface, paragraph

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CrewPanel(Surface):
    """Hidden until it asks. Enter moves all, O this one only, Esc nobody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("foot", parent)
        self.setProperty("banner", "warn")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._answer: Callable[[bool | None], object] | None = None
        self._sign = QLabel(self)
        self._words = paragraph("", parent=self)
        self.all_button = KeyButton("", "primary", "users", "Return", self)
        self.one_button = KeyButton(tr("Only this one"), "", "user", "O", self)
        self.none_button = KeyButton(tr("Put it back"), "", "undo-2", "Esc", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 12)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        for button in (self.all_button, self.one_button, self.none_button):
            row.addWidget(button)
        self.all_button.clicked.connect(self._all)
        self.one_button.clicked.connect(self._one)
        self.none_button.clicked.connect(self._nobody)
        self.hide()

    def ask(self, customer: str, count: int, answer: Callable[[bool | None], object]) -> None:
        """Ask; `answer` hears True for all, False for this one only, None for nobody."""
        self.decline()
        self._answer = answer
        words = tr("{count} go to {customer} together. Shall all of them move?")
        self._sign.setPixmap(icon("users", "warn_text").pixmap(18, 18))
        self._words.setText(words.format(count=count, customer=customer))
        self.setAccessibleName(self._words.text())
        self.all_button.setText(tr("Move all {count}").format(count=count))
        self.all_button.setAccessibleName(self.all_button.text())
        self.all_button.updateGeometry()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def decline(self) -> None:
        """Nobody moves; nothing happens if nothing was asked."""
        self._end(None)

    def event(self, event: QEvent) -> bool:
        """The keys of this strip are not for the board around it."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_O, *_ENTER):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, O and Esc answer."""
        answers = {Qt.Key.Key_O: False, Qt.Key.Key_Escape: None} | dict.fromkeys(_ENTER, True)
        if event.key() in answers:
            self._end(answers[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    @Slot()
    def _all(self) -> None:
        self._end(True)

    @Slot()
    def _one(self) -> None:
        self._end(False)

    @Slot()
    def _nobody(self) -> None:
        self._end(None)

    def _end(self, said: bool | None) -> None:
        answer, self._answer = self._answer, None
        self.hide()
        if answer is not None:
            answer(said)
