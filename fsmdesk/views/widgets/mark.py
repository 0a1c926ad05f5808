"""The program's mark."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.theme import tokens

_ICON_SIDES = (16, 24, 32, 48, 64, 128, 256)


class Mark(QWidget):
    """The program's mark: a rounded square with its letter."""

    def __init__(self, side: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        _draw(QPainter(self), self.rect())


def mark_icon() -> QIcon:
    """The mark in the sizes that title bars and task bars ask for."""
    made = QIcon()
    for side in _ICON_SIDES:
        made.addPixmap(mark_picture(side))
    return made


def mark_picture(side: int) -> QPixmap:
    """The mark as a picture of this side."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _draw(painter, pixmap.rect())
    painter.end()
    return pixmap


def _draw(painter: QPainter, room: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().accent))
    painter.drawRoundedRect(QRectF(room), room.width() * 0.24, room.width() * 0.24)
    painter.setPen(QColor(tokens().on_accent))
    painter.setFont(text_font(room.width() * 4 // 9, QFont.Weight.Bold))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "F")
