"""A span of empty time that is pulled open in a row, to put something there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.board.visit_words import span_text
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.theme import tokens

if TYPE_CHECKING:
    from fsmdesk.views.board.grid import ScheduleGrid

_PADDING = 8
_LINE = 22


class SpanPull:
    """Begins with a press on empty time; a click alone pulls nothing. The band stays until it is forgotten."""

    def __init__(self, grid: ScheduleGrid) -> None:
        self._grid = grid
        self._pressed: _Pressed | None = None
        self._band: _Band | None = None
        self.landing: Landing | None = None

    @property
    def is_pulled(self) -> bool:
        """True while the button is down and a span is open."""
        return self._pressed is not None and self.landing is not None

    def press(self, technician_id: int, minute: float, at: QPoint) -> None:
        """The button went down here, in the viewport."""
        self.forget()
        self._pressed = _Pressed(technician_id, minute, at)

    def pull(self, at: QPoint, *, is_exact: bool) -> None:
        """The pointer is here now; with `is_exact` the span leaves the steps of the board."""
        pressed, grid = self._pressed, self._grid
        if pressed is None:
            return
        is_far = (at - pressed.at).manhattanLength() >= QApplication.startDragDistance()
        if self.landing is None and not is_far:
            return
        step = 1 if is_exact else grid.snap_minutes
        now = grid.scale.minute_at(grid.content_point(at).x())
        start = grid.scale.snapped(min(pressed.minute, now), step)
        end = max(grid.scale.snapped(max(pressed.minute, now), step), start + step)
        self.landing = Landing(pressed.technician_id, start, end)
        self._show(self.landing)

    def release(self) -> Landing | None:
        """The span that was pulled open, None after a click."""
        pulled = self.landing if self._pressed is not None else None
        self._pressed = None
        return pulled

    def forget(self) -> None:
        """Nothing is pulled any more, and the band is gone."""
        self._pressed, self.landing = None, None
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = None

    def _show(self, landing: Landing) -> None:
        grid = self._grid
        if self._band is None:
            self._band = _Band(grid.viewport())
        text = f"{span_text(landing, grid.formats)} · {grid.formats.duration(landing.minutes)}"
        self._band.show_span(grid.viewed(grid.places.landing_rect(landing)), text)


@dataclass(frozen=True, slots=True)
class _Pressed:
    technician_id: int
    minute: float
    at: QPoint


class _Band(QWidget):
    """The span with its times, which stand beside it where it is too narrow for them."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._fitter = TextFitter(text_font(12, QFont.Weight.DemiBold))
        self._text = ""
        self._box = QRect()

    def show_span(self, box: QRect, text: str) -> None:
        """Stand there, in the viewport."""
        self._text = text
        wide = max(box.width(), round(self._fitter.width(text)) + 2 * _PADDING)
        whole = QRect(box.left(), box.top(), wide, max(box.height(), _LINE))
        whole.moveRight(min(whole.right(), max(self._viewport.width() - 1, box.right())))
        self._box = box.translated(-whole.topLeft())
        self.setGeometry(whole)
        self.setAccessibleName(text)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a frame in the colour of what can be acted on, and the times."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(tokens().accent)
        ground = QColor(tokens().selection)
        ground.setAlpha(225)
        painter.setPen(QPen(accent, 1.5))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self._box).adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(self._fitter.font)
        words = QRectF(0, self._box.center().y() - _LINE / 2, self.width(), _LINE)
        if self._box.width() < words.width():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(words, 6, 6)
        painter.setPen(QColor(tokens().text))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._text)
