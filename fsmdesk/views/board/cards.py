"""Draws the cards of visits, and keeps finished ones as pixmaps while they are in sight."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPixmap

from fsmdesk.core.formats import Formats
from fsmdesk.views.board.marks import (
    CREW_MARK,
    DOUBLE_MARK,
    HAZARD_MARK,
    MARK_SIZE,
    STATE_MARKS,
    draw_mark,
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
BUILDS_PER_FRAME = 150
_LEAST_KEPT = 256


@dataclass(slots=True)
class _Kept:
    """One card in the cache; without a pixmap it has been seen once."""

    visit: Visit
    width: int
    height: int
    is_pending: bool
    pixmap: QPixmap | None
    frame: int


class CardPainter:
    """Draws one card: fill by state, stripe by priority, title with marks, job, time and number."""

    def __init__(self, palette: BoardPalette, formats: Formats) -> None:
        self.palette = palette
        self._formats = formats
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
            self._line(painter, self._small, left, top + 47.5, room, self._last_line(visit), _soft(swatch))
        elif height >= 32:
            top = rect.top() + (height - 31) / 2
            self._draw_title(painter, left, top, room, visit, colour)
            self._line(painter, self._small, left, top + 27.5, room, self._last_line(visit), _soft(swatch))
        else:
            self._draw_title(painter, left, rect.top() + (height - 17) / 2, room, visit, colour)

    def _draw_narrow(self, painter: QPainter, rect: QRect, visit: Visit, colour: QColor) -> None:
        """The mark of the state above the beginning of the customer's name."""
        left, room = rect.left() + STRIPE_WIDTH + 4, rect.width() - STRIPE_WIDTH - 6
        mark = STATE_MARKS.get(visit.state)
        lines = rect.height() // 18
        top = rect.top() + (rect.height() - 17 * min(lines, 2 if mark else 1)) / 2
        if mark is not None and room >= MARK_SIZE:
            draw_mark(painter, mark, left, top + 1, colour)
            top += 17
        if mark is None or lines >= 2:
            self._line(painter, self._small, left, top + 12, room, visit.customer or visit.title, colour)

    def _last_line(self, visit: Visit) -> str:
        times = card_time(visit, self._formats)
        return f"{times} · {numbered(visit.number)}" if visit.number else times

    def _draw_title(
        self, painter: QPainter, left: float, top: float, room: float, visit: Visit, colour: QColor
    ) -> None:
        """Mark of the state, customer, then hazard, crew and double booking."""
        mark = STATE_MARKS.get(visit.state)
        if mark is not None and room >= MARK_SIZE:
            draw_mark(painter, mark, left - 1, top + 1.5, colour)
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
            draw_mark(painter, shape, at, top + 1, shade)
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
        """A rounded box with the stripe of the priority along its left side."""
        box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = min(RADIUS, box.width() / 2, box.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(swatch.line, 1.2 if is_pending else 1.0)
        if is_pending:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(swatch.fill)
        painter.drawRoundedRect(box, radius, radius)
        path = QPainterPath()
        outer = QRectF(rect)
        path.addRoundedRect(outer, radius, radius)
        painter.save()
        painter.setClipRect(QRectF(outer.left(), outer.top(), STRIPE_WIDTH, outer.height()), _INTERSECT)
        painter.fillPath(path, QBrush(stripe))
        painter.restore()

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


class CardCache:
    """Finished cards as pixmaps, about one and a half times as many as are in sight.

    A card is drawn directly at first sight and kept from the second on, at most 150 in a frame: so a
    jump to another day costs no more than drawing, and standing still or scrolling costs a copy.
    """

    def __init__(self, painter: CardPainter, ratio: float) -> None:
        self.painter = painter
        self.ratio = ratio
        self._kept: dict[int, _Kept] = {}
        self._frame = 0
        self._budget = BUILDS_PER_FRAME
        self._shown = 0
        self._most_shown = 0

    def __len__(self) -> int:
        return len(self._kept)

    def begin_frame(self) -> None:
        """Another 150 cards may be kept."""
        self._frame += 1
        self._budget = BUILDS_PER_FRAME
        self._shown = 0

    def end_frame(self) -> None:
        """Cards that have not been seen for longest are forgotten if there are too many."""
        self._most_shown = max(self._shown, int(self._most_shown * 0.9))
        most = max(_LEAST_KEPT, self._most_shown * 3 // 2)
        if len(self._kept) > most * 2:
            newest = sorted(self._kept.items(), key=lambda item: item[1].frame)[-most:]
            self._kept = dict(newest)

    def draw(self, painter: QPainter, rect: QRect, visit: Visit, is_pending: bool) -> None:
        """The card is on the painter, from the cache if it is warm."""
        width, height = rect.width(), rect.height()
        self._shown += 1
        if width < BARE_WIDTH:
            painter.fillRect(rect, self.painter.palette.priorities[visit.priority])
            return
        kept = self._kept.get(visit.id)
        if kept is None or not _fits(kept, visit, width, height, is_pending):
            self._kept[visit.id] = _Kept(visit, width, height, is_pending, None, self._frame)
            self.painter.draw(painter, rect, visit, is_pending)
            return
        kept.frame = self._frame
        if kept.pixmap is None:
            if self._budget <= 0:
                self.painter.draw(painter, rect, visit, is_pending)
                return
            self._budget -= 1
            kept.pixmap = self._finished(visit, width, height, is_pending)
        painter.drawPixmap(rect.topLeft(), kept.pixmap)

    def _finished(self, visit: Visit, width: int, height: int, is_pending: bool) -> QPixmap:
        pixmap = QPixmap(round(width * self.ratio), round(height * self.ratio))
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.draw(painter, QRect(0, 0, width, height), visit, is_pending)
        painter.end()
        return pixmap


_INTERSECT = Qt.ClipOperation.IntersectClip


def _fits(kept: _Kept, visit: Visit, width: int, height: int, is_pending: bool) -> bool:
    """True if the kept card shows this very visit at this size."""
    return (
        kept.visit is visit
        and kept.width == width
        and kept.height == height
        and kept.is_pending == is_pending
    )


def _soft(swatch: Swatch) -> QColor:
    """The text colour a little paler, for the least important line; it still passes AA on the fill."""
    return mixed(swatch.text, swatch.fill, 0.86)
