"""The left rail: one button for each place."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.actions import tip
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.surfaces import Surface

RAIL_WIDTH = 80
_PLACE_HEIGHT = 54


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


class Rail(Surface):
    """Signals:
    place_chosen(str): the id of the place that the person wants to see.
    """

    place_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rail", parent)
        self.setFixedWidth(RAIL_WIDTH)
        self.setAccessibleName(tr("Places"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 12, 6, 10)
        self._column.setSpacing(4)
        self._column.addWidget(Mark(parent=self), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(8)
        self._buttons: dict[str, QToolButton] = {}

    def show_places(self, places: Sequence[Place]) -> None:
        """Show these places, those for the foot at the bottom."""
        shown = [place for place in places if place.in_rail]
        keys = {place.id: f"Ctrl+{at}" for at, place in enumerate(shown, 1) if at <= 9}
        for place in shown:
            if not place.at_foot:
                self._column.addWidget(self._button(place, keys.get(place.id, "")))
        self._column.addStretch(1)
        for place in shown:
            if place.at_foot:
                self._column.addWidget(self._button(place, keys.get(place.id, "")))

    def light(self, place_id: str) -> None:
        """Show where the person is."""
        for key, button in self._buttons.items():
            button.setChecked(key == place_id)

    def _button(self, place: Place, keys: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "place")
        button.setProperty("place", place.id)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIcon(icon(place.icon, "rail_text", "rail_active_text"))
        button.setIconSize(QSize(20, 20))
        button.setText(place.title)
        button.setToolTip(tip(place.title, keys))
        button.setAccessibleName(place.title)
        button.setCheckable(True)
        button.setFixedHeight(_PLACE_HEIGHT)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._choose)
        self._buttons[place.id] = button
        return button

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            place_id = str(button.property("place"))
            button.setChecked(True)
            self.place_chosen.emit(place_id)
