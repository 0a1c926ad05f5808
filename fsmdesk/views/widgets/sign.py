"""An icon by itself, drawn in the theme in force."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.views.theme.icons import draw_icon


class Sign(QWidget):
    """One icon in a token's colour. It says nothing to a screen reader; the words beside it do."""

    def __init__(
        self, icon_name: str, colour: str = "muted", side: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._colour = colour
        self.setFixedSize(side, side)

    def show_icon(self, icon_name: str, colour: str) -> None:
        """Show another icon."""
        self._icon_name = icon_name
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        draw_icon(QPainter(self), self._icon_name, self._colour, QRectF(self.rect()))
