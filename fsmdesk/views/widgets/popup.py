"""A small panel over the window, below what opened it; Esc or a click elsewhere puts it away."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QGraphicsDropShadowEffect, QPushButton, QVBoxLayout, QWidget

from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.surfaces import Surface, words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Popup(Surface):
    """A child of the window, since some systems do not let programs place windows.

    Signals:
        closed(): it was put away; it deletes itself.
    """

    closed = Signal()

    def __init__(self, title: str, anchor: QWidget, width: int = 300) -> None:
        super().__init__("popup", anchor.window())
        self._anchor = anchor
        self.setFixedWidth(width)
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 12, 14, 14)
        self.column.setSpacing(8)
        self.column.addWidget(words(title, "strong", self))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 6)
        shadow.setColor(tokens().shadow)
        self.setGraphicsEffect(shadow)

    def show_at(self, where: QPoint) -> None:
        """Open below this point of the screen, moved so that all of it is in the window."""
        window = self.window()
        needed = self.column.totalHeightForWidth(self.width()) if self.column.hasHeightForWidth() else -1
        self.resize(self.width(), max(needed, self.sizeHint().height()))
        corner = window.mapFromGlobal(where)
        x = min(max(corner.x(), 8), max(window.width() - self.width() - 8, 8))
        y = min(max(corner.y(), 8), max(window.height() - self.height() - 8, 8))
        self.move(x, y)
        self.show()
        self.raise_()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    @Slot()
    def put_away(self) -> None:
        """Close; the focus goes back to what opened it."""
        if self.isHidden():
            return
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.hide()
        self._anchor.setFocus()
        self.closed.emit()
        self.deleteLater()

    def confirm(self) -> None:
        """Enter was pressed in it, but not on a button."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click beside it closes it, and does nothing else; Enter confirms, wherever the cursor is."""
        if self._is_enter(watched, event):
            self.confirm()
            return True
        if isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            is_press = event.type() == QEvent.Type.MouseButtonPress and watched.window() is self.window()
            if is_press and not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint())):
                self.put_away()
                return True
        is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # else the window's own Esc would leave the screen
            return True
        return False

    def _is_enter(self, watched: QObject, event: QEvent) -> bool:
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if not is_press or not isinstance(event, QKeyEvent) or event.key() not in _ENTER:
            return False
        is_inside = isinstance(watched, QWidget) and self.isAncestorOf(watched)
        return is_inside and not isinstance(watched, QPushButton)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: object) -> None:
        """Whatever hides it, nothing listens any more."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
