"""A card that is a button: it lights up under the pointer and with the focus."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from fsmdesk.views.theme.theme import tokens


class LitButton(QAbstractButton):
    """Subclasses draw what stands on the card, with the painter that `begin_card` gives."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_hovered = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        self._is_hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Rest."""
        self._is_hovered = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the card, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def begin_card(self, radius: int) -> QPainter:
        """The card is drawn; the painter goes on with what stands on it."""
        now = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.hasFocus() or self._is_hovered
        painter.setPen(QPen(QColor(now.accent if is_lit else now.hairline), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(now.hover if self._is_hovered else now.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        return painter
