"""The program's mark."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.theme import tokens


class Mark(QWidget):
    """The program's mark: a rounded square with its letter."""

    def __init__(self, side: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().accent))
        painter.drawRoundedRect(QRectF(self.rect()), self.width() * 0.24, self.width() * 0.24)
        painter.setPen(QColor(tokens().on_accent))
        painter.setFont(text_font(self.width() * 4 // 9, QFont.Weight.Bold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "F")
