"""Cards of a board whose time runs down: their words stand at the top, however long the visit is."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from fsmdesk.views.board.card_box import clear_pixmap, mark_spot
from fsmdesk.views.board.card_cache import CardCache
from fsmdesk.views.board.cards import BARE_WIDTH, PLAIN_WIDTH, CardPainter
from fsmdesk.views.board.marks import STATE_MARKS
from fsmdesk.views.board.palette import BoardPalette, Swatch
from fsmdesk.views.board.placed_rows import Card
from fsmdesk.views.board.visits import Visit

_HEAD = 62
_LEAST_WAY = 4
_ACTUAL_WIDTH = 2
_ACTUAL_ROOM = 5
_LEAST_FOR_WORDS = 11


class TallCardPainter(CardPainter):
    """Draws a high card as a box with the words of a usual one at its top, beside what really happened."""

    def _draw_in(
        self, painter: QPainter, rect: QRect, visit: Visit, swatch: Swatch, travel: int, is_pending: bool
    ) -> None:
        if min(rect.width(), rect.height()) < BARE_WIDTH:
            super()._draw_in(painter, rect, visit, swatch, travel, is_pending)
            return
        size = (rect.width(), rect.height())
        box = self.boxes.box(size, swatch, visit.priority, None, 0, is_pending)
        painter.drawPixmap(rect.topLeft(), box)
        beside = _ACTUAL_ROOM if visit.arrived_minute is not None else 0
        head = QRect(rect.left(), rect.top(), rect.width() - beside, min(rect.height(), _HEAD))
        name, spot = STATE_MARKS.get(visit.state), mark_spot(head.width(), head.height())
        if name is not None and spot is not None:
            x, y, mark = spot
            self._marks.draw(painter, name, rect.left() + x, rect.top() + y, swatch.text, mark)
        if head.width() >= PLAIN_WIDTH and head.height() >= _LEAST_FOR_WORDS:
            self._draw_text(painter, head, visit, swatch)


class ColumnCards(CardCache):
    """Finished cards as pictures. A `Card` is told as if time ran to the right; its picture is turned."""

    def draw(self, painter: QPainter, card: Card, row_top: int, is_pending: bool) -> None:
        """The card is in the column that begins at `row_top`, finished if there is still time in this frame."""
        left = row_top + card.top
        if card.width < BARE_WIDTH:
            colour = self.painter.dress.swatch(card.visit).line
            painter.fillRect(left, card.left, card.height, card.width, colour)
            return
        if self._budget > 0:
            self._budget -= 1
            self._finish(card, is_pending)
            if card.picture is not None:
                painter.drawPixmap(left, card.x, card.picture)
            return
        self.unfinished += 1
        box = self.painter.box_of((card.height, card.width), card.visit, 0)
        painter.drawPixmap(left, card.left, box)

    def draw_now(self, painter: QPainter, card: Card, row_top: int, is_pending: bool) -> None:
        """The whole card, without keeping it."""
        self._draw(painter, QRect(row_top + card.top, card.left, card.height, card.width), card, is_pending)

    def _make_picture(self, card: Card, is_pending: bool) -> None:
        before = card.left - card.x
        height = max(card.width, card.actual[1] if card.actual is not None else 0)
        picture = clear_pixmap(card.height, before + height, self.ratio)
        painter = QPainter(picture)
        self._draw(painter, QRect(0, before, card.height, card.width), card, is_pending)
        painter.end()
        card.picture = picture

    def _draw(self, painter: QPainter, rect: QRect, card: Card, is_pending: bool) -> None:
        palette = self.painter.palette
        if card.travel >= _LEAST_WAY:
            draw_way_down(painter, rect, card.travel, palette)
        self.painter.draw(painter, rect, card.visit, is_pending)
        if card.actual is not None:
            draw_actual_down(painter, rect, card.actual, palette)


def draw_way_down(painter: QPainter, rect: QRect, travel: int, palette: BoardPalette) -> None:
    """The way to a visit: a dashed line above its card."""
    painter.save()
    pen = QPen(palette.travel, 2, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([1.6, 1.4])
    painter.setPen(pen)
    middle = rect.left() + rect.width() / 2
    painter.drawLine(QPointF(middle, rect.top() - travel + 2), QPointF(middle, rect.top() - 3))
    painter.restore()


def draw_actual_down(painter: QPainter, rect: QRect, span: tuple[int, int], palette: BoardPalette) -> None:
    """A thin line along the right edge, from when somebody came until they were done, with its ends marked."""
    top, bottom, right = rect.top() + span[0], rect.top() + span[1], rect.right()
    painter.fillRect(right - 2, top, _ACTUAL_WIDTH, max(2, bottom - top), palette.actual)
    if rect.width() >= PLAIN_WIDTH:
        painter.fillRect(right - 5, top, 5, 2, palette.actual)
        painter.fillRect(right - 5, max(top, bottom - 2), 5, 2, palette.actual)
