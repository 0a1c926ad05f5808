"""Draws the card of a visit: fill by state, stripe by priority, and as many words as there is room for."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPixmap

from fsmdesk.core.formats import Formats
from fsmdesk.views.board.marks import (
    CREW_MARK,
    DOUBLE_MARK,
    HAZARD_MARK,
    MARK_SIZE,
    STATE_MARKS,
    MarkPainter,
)
from fsmdesk.views.board.palette import BoardPalette, Swatch, mixed
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.board.visit_words import card_time, numbered
from fsmdesk.views.board.visits import Visit
from fsmdesk.views.theme.fonts import text_font

BARE_WIDTH = 6
PLAIN_WIDTH = 26
NARROW_ROOM = 52
STRIPE_WIDTH = 4
RADIUS = 6.0
_MOST_BOXES = 512
_Box = tuple[int, int, int, int, int, bool]


class CardPainter:
    """Draws one card: fill by state, stripe by priority, title with marks, job, time and number."""

    def __init__(self, palette: BoardPalette, formats: Formats, ratio: float) -> None:
        self.palette = palette
        self.ratio = ratio
        self._formats = formats
        self._marks = MarkPainter(ratio)
        self._boxes: dict[_Box, QPixmap] = {}
        self._title = TextFitter(text_font(13, QFont.Weight.DemiBold))
        self._job = TextFitter(text_font(12))
        self._small = TextFitter(text_font(11))

    def draw(self, painter: QPainter, rect: QRect, visit: Visit, is_pending: bool) -> None:
        """The whole card, as rich as its size allows."""
        swatch = self.palette.states[visit.state]
        stripe = self.palette.priorities[visit.priority]
        if rect.width() < BARE_WIDTH or rect.height() < BARE_WIDTH:
            painter.fillRect(rect, stripe)
            return
        self._draw_box(painter, rect, swatch, stripe, is_pending)
        if rect.width() >= PLAIN_WIDTH and rect.height() >= 14:
            self._draw_text(painter, rect, visit, swatch)

    def draw_as(self, painter: QPainter, rect: QRect, visit: Visit, swatch: Swatch) -> None:
        """The card in the colours of a judgement instead of its state's."""
        self._draw_box(painter, rect, swatch, self.palette.priorities[visit.priority], False)
        if rect.width() >= PLAIN_WIDTH:
            self._draw_text(painter, rect, visit, swatch)

    def _draw_text(self, painter: QPainter, rect: QRect, visit: Visit, swatch: Swatch) -> None:
        """Title, job, time and number; the lines that do not fit are left out from the bottom."""
        left, room = rect.left() + STRIPE_WIDTH + 8, rect.width() - STRIPE_WIDTH - 14
        colour, height = swatch.text, rect.height()
        if room < NARROW_ROOM:
            self._draw_narrow(painter, rect, visit, colour)
        elif height >= 54:
            top = rect.top() + (height - 52) / 2
            self._draw_title(painter, left, top + 3, room, visit, colour)
            self._line(painter, self._job, left, top + 32, room, visit.title, colour)
            self._line(
                painter, self._small, left, top + 47.5, room, self._last_line(visit, room), _soft(swatch)
            )
        elif height >= 32:
            top = rect.top() + (height - 31) / 2
            self._draw_title(painter, left, top, room, visit, colour)
            self._line(
                painter, self._small, left, top + 27.5, room, self._last_line(visit, room), _soft(swatch)
            )
        else:
            self._draw_title(painter, left, rect.top() + (height - 17) / 2, room, visit, colour)

    def _draw_narrow(self, painter: QPainter, rect: QRect, visit: Visit, colour: QColor) -> None:
        """The mark of the state above the beginning of the customer's name."""
        left, room = rect.left() + STRIPE_WIDTH + 4, rect.width() - STRIPE_WIDTH - 6
        mark = STATE_MARKS.get(visit.state)
        lines = rect.height() // 18
        top = rect.top() + (rect.height() - 17 * min(lines, 2 if mark else 1)) / 2
        if mark is not None and room >= MARK_SIZE:
            self._marks.draw(painter, mark, left, top + 1, colour)
            top += 17
        if mark is None or lines >= 2:
            self._line(painter, self._small, left, top + 12, room, visit.customer or visit.title, colour)

    def _last_line(self, visit: Visit, room: float) -> str:
        """Times, and the number where there is room for all of it."""
        times = card_time(visit, self._formats)
        whole = f"{times} · {numbered(visit.number)}" if visit.number else times
        return whole if self._small.width(whole) <= room else times

    def _draw_title(
        self, painter: QPainter, left: float, top: float, room: float, visit: Visit, colour: QColor
    ) -> None:
        """Mark of the state, customer, then hazard, crew and double booking."""
        mark = STATE_MARKS.get(visit.state)
        if mark is not None and room >= MARK_SIZE:
            self._marks.draw(painter, mark, left - 1, top + 1.5, colour)
            left, room = left + MARK_SIZE + 3, room - MARK_SIZE - 3
        marks = self._tail(visit, colour)
        tail = len(marks) * (MARK_SIZE + 3)
        if tail and room - tail < 24:
            marks, tail = [], 0
        text = self._title.fitted(visit.customer or visit.title, room - tail)
        if text:
            painter.setFont(self._title.font)
            painter.setPen(colour)
            painter.drawText(QPointF(left, top + 13), text)
        at = left + self._title.width(text) + 5
        for shape, shade in marks:
            self._marks.draw(painter, shape, at, top + 1, shade)
            at += MARK_SIZE + 3

    def _tail(self, visit: Visit, colour: QColor) -> list[tuple[str, QColor]]:
        marks: list[tuple[str, QColor]] = []
        if visit.has_hazard:
            marks.append((HAZARD_MARK, self.palette.hazard))
        if visit.crew_size > 1:
            marks.append((CREW_MARK, colour))
        if visit.is_double_booked:
            marks.append((DOUBLE_MARK, self.palette.now_line))
        return marks

    def _draw_box(
        self, painter: QPainter, rect: QRect, swatch: Swatch, stripe: QColor, is_pending: bool
    ) -> None:
        """The box without words, copied: many visits are of one length, state and priority."""
        key = (rect.width(), rect.height(), swatch.fill.rgb(), swatch.line.rgb(), stripe.rgb(), is_pending)
        box = self._boxes.get(key)
        if box is None:
            if len(self._boxes) >= _MOST_BOXES:
                self._boxes.clear()
            box = self._boxes[key] = self._made_box(rect.width(), rect.height(), swatch, stripe, is_pending)
        painter.drawPixmap(rect.topLeft(), box)

    def _made_box(self, width: int, height: int, swatch: Swatch, stripe: QColor, is_pending: bool) -> QPixmap:
        """A rounded box with the stripe of the priority along its left side."""
        pixmap = clear_pixmap(width, height, self.ratio)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, 0.5, width - 1, height - 1)
        radius = min(RADIUS, box.width() / 2, box.height() / 2)
        style = Qt.PenStyle.DashLine if is_pending else Qt.PenStyle.SolidLine
        painter.setPen(QPen(swatch.line, 1.2 if is_pending else 1.0, style))
        painter.setBrush(swatch.fill)
        painter.drawRoundedRect(box, radius, radius)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(0, 0, width, height), radius, radius)
        painter.setClipRect(QRectF(0, 0, STRIPE_WIDTH, height))
        painter.fillPath(outline, QBrush(stripe))
        painter.end()
        return pixmap

    @staticmethod
    def _line(
        painter: QPainter,
        fitter: TextFitter,
        left: float,
        base: float,
        room: float,
        text: str,
        colour: QColor,
    ) -> None:
        fitted = fitter.fitted(text, room)
        if fitted:
            painter.setFont(fitter.font)
            painter.setPen(colour)
            painter.drawText(QPointF(left, base), fitted)


def clear_pixmap(width: int, height: int, ratio: float) -> QPixmap:
    """A transparent pixmap of this size on a screen of this ratio."""
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _soft(swatch: Swatch) -> QColor:
    """The text colour a little paler, for the least important line; it still passes AA on the fill."""
    return mixed(swatch.text, swatch.fill, 0.86)
