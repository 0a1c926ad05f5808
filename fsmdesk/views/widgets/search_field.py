"""A field that searches while one types: an icon before, the key at its end."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.actions import shown_keys
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.theme.theme import tokens

_WAIT_MS = 0  # keys pressed together are one search; nobody who types waits for it


class SearchField(QLineEdit):
    """Signals:
    searched(str): another text was typed, or Enter was pressed.
    went_down(): the Down key was pressed, towards what was found.
    """

    searched = Signal(str)
    went_down = Signal()

    def __init__(self, placeholder: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = shown_keys(keys)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        sign = self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        sign.setText(tr("Search"))
        self.setClearButtonEnabled(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._search)
        self.textChanged.connect(self._timer.start)
        self.returnPressed.connect(self._search)

    def show_text(self, text: str) -> None:
        """Show this text without searching for it."""
        self.setText(text)
        self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field, from an empty one it is passed on; Down leaves for what was found."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._search()
            return
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, and its key while it is empty."""
        super().paintEvent(event)
        if not self._keys or self.text() or self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = text_font(11)
        width = QFontMetrics(font).horizontalAdvance(self._keys) + 12
        box = self.rect().adjusted(self.width() - width - 8, (self.height() - 19) // 2, -8, 0)
        box.setHeight(19)
        painter.setPen(QColor(tokens().line))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(tokens().muted))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._keys)

    @Slot()
    def _search(self) -> None:
        self._timer.stop()
        self.searched.emit(self.text().strip())
