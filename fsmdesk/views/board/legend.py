"""What the fills mean: one small box, mark and word for each state."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fsmdesk.core.states import VisitState
from fsmdesk.core.words import tr
from fsmdesk.views.board.palette import board_palette
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.theme import tokens

_SHOWN = (
    VisitState.PLANNED,
    VisitState.DISPATCHED,
    VisitState.EN_ROUTE,
    VisitState.ON_SITE,
    VisitState.WAITING,
    VisitState.DONE,
)
_BOX = 13
_GAP = 16


class Legend(QWidget):
    """Shows as many states as there is room for, from the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitter = TextFitter(text_font(12))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(0)
        self.setAccessibleName(tr("What the colours mean"))

    def sizeHint(self) -> QSize:
        """Room for all states."""
        return QSize(round(sum(self._width(state) for state in _SHOWN)), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the states that fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._fitter.font)
        palette = board_palette(tokens())
        shown = list(_SHOWN)
        while shown and sum(self._width(state) for state in shown) > self.width():
            shown.pop()
        left = self.width() - sum(self._width(state) for state in shown)
        middle = self.height() / 2
        for state in shown:
            swatch = palette.states[state]
            painter.setPen(swatch.line)
            painter.setBrush(swatch.fill)
            painter.drawRoundedRect(QRectF(left + 0.5, middle - _BOX / 2 + 0.5, _BOX - 1, _BOX - 1), 3, 3)
            painter.setPen(palette.muted)
            painter.drawText(QPointF(left + _BOX + 5, middle + 4.5), state.label)
            left += self._width(state)

    def _width(self, state: VisitState) -> float:
        return _BOX + 5 + self._fitter.width(state.label) + _GAP
