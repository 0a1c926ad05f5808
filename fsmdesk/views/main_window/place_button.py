"""A button of the rail: icon over words, and a small number where something waits."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.actions import tip
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.theme.theme import tokens

_HEIGHT = 54
_ICON = 20
_BADGE_HEIGHT = 15.0
_BADGE_TEXT_PX = 10


class PlaceButton(QToolButton):
    """Checkable; `keys` are named in its tooltip."""

    def __init__(self, place: Place, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip = tip(place.title, keys)
        self._title = place.title
        self._count = ""
        self.setProperty("kind", "place")
        self.setProperty("place", place.id)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIcon(icon(place.icon, "rail_text", "rail_active_text"))
        self.setIconSize(QSize(_ICON, _ICON))
        self.setText(place.title)
        self.setCheckable(True)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def count(self) -> str:
        """The number that is shown; empty for none."""
        return self._count

    def show_count(self, count: str) -> None:
        """Show this number beside the icon; none if it is empty."""
        if count != self._count:
            self._count = count
            self._name()
            self.update()

    def _name(self) -> None:
        waits = tr("{count} waiting").format(count=self._count) if self._count else ""
        self.setAccessibleName(f"{self._title}, {waits}" if waits else self._title)
        self.setToolTip(f"{self._tip} · {waits}" if waits else self._tip)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and the number over the upper right of its icon."""
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(_BADGE_TEXT_PX)
        font.setWeight(QFont.Weight.DemiBold)
        width = max(_BADGE_HEIGHT, QFontMetricsF(font).horizontalAdvance(self._count) + 8)
        left = min(self.width() / 2 + _ICON / 2 - 4, self.width() - width - 2)
        box = QRectF(left, 3, width, _BADGE_HEIGHT)
        colours = tokens()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.rail_active_text if self.isChecked() else colours.rail_text))
        painter.drawRoundedRect(box, _BADGE_HEIGHT / 2, _BADGE_HEIGHT / 2)
        painter.setFont(font)
        painter.setPen(QColor(colours.rail))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._count)
