"""One rule for the whole program: Enter presses the plain button that has the keys, as Space does.

Where it holds: on every button that does something, in every window. Where it does not, because Enter means something
else there: in fields and lists, on what is turned on and off (chips, segments, ticks), and in dialogs, whose default
button takes Enter as Qt has it.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QToolButton, QWidget
from shiboken6 import isValid

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_Button = QPushButton | QToolButton


class EnterPresses(QObject):
    """Follows the keys from widget to widget, and hears only what is pressed on the button that has them."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._button: _Button | None = None
        app.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._button is not None and isValid(self._button):
            self._button.removeEventFilter(self)
        self._button = now if isinstance(now, QPushButton | QToolButton) and _is_plain(now) else None
        if self._button is not None:
            self._button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter presses the button once, however long it is held; no shortcut takes it away."""
        if watched is not self._button or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        is_enter = event.key() in _ENTER and event.modifiers() in _PLAIN
        if not is_enter:
            return super().eventFilter(watched, event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._button.click()
        return True


def _is_plain(button: _Button) -> bool:
    return not button.isCheckable() and not isinstance(button.window(), QDialog)
