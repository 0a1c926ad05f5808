"""A card with a coloured stripe along its left edge."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.surfaces import Card

_WIDTH = 4
_RADIUS = 10


class StripeCard(Card):
    """`colour` is a token's name, such as `priority_2`."""

    def __init__(self, colour: str, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._colour = colour
        self.body.setContentsMargins(18, 14, 16, 14)

    def set_colour(self, colour: str) -> None:
        """Draw the stripe in another colour."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, then the stripe inside its rounded edge."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.setClipPath(edge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().named()[self._colour]))
        painter.drawRect(0, 0, _WIDTH, self.height())
