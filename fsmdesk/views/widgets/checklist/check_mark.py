"""The small box before an item that shows how it stands."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from fsmdesk.core.terms import CheckOutcome
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens

_SIDE = 26
_BOX = 18
_LOOKS = {
    CheckOutcome.PASSED: ("success", "check"),
    CheckOutcome.FAILED: ("danger", "x"),
    CheckOutcome.NOT_APPLICABLE: ("neutral", "minus"),
}


class CheckMark(QAbstractButton):
    """A square that is ticked, or a circle for items that are answered otherwise. Every outcome has a sign."""

    def __init__(self, is_square: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_square = is_square
        self._outcome: CheckOutcome | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        focus = Qt.FocusPolicy.StrongFocus if is_square else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)
        if is_square:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_outcome(self, outcome: CheckOutcome | None) -> None:
        """Show this outcome, None for an item that is open."""
        self._outcome = outcome
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the box and the ring of the focus."""
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, its sign, and the focus around it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        at = (_SIDE - _BOX) / 2
        box = QRectF(at, at, _BOX, _BOX)
        radius = 5 if self._is_square else _BOX / 2
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)
        look = _LOOKS.get(self._outcome) if self._outcome is not None else None
        tone = colours.tone(look[0]) if look is not None else None
        is_over = self.underMouse() and self.isEnabled()
        edge = tone.text if tone is not None else colours.accent if is_over else colours.muted
        painter.setPen(QPen(QColor(edge), 1.4))
        painter.setBrush(QColor(tone.fill if tone is not None else colours.card))
        painter.drawRoundedRect(box, radius, radius)
        if look is not None and tone is not None:
            draw_icon(painter, look[1], tone.text, box.adjusted(2.5, 2.5, -2.5, -2.5))
