"""Paints the board with time running down, in the same layers as the usual one. Coordinates of the screen."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter

from fsmdesk.views.board.board_state import BoardState
from fsmdesk.views.board.columns.column_ground import ColumnGround
from fsmdesk.views.board.columns.tall_cards import ColumnCards, draw_actual_down
from fsmdesk.views.board.columns.turning import TURN, TurnedGeometry, turned_rect
from fsmdesk.views.board.geometry import MOST_TRAVEL, BoardGeometry
from fsmdesk.views.board.hands import paint_hands
from fsmdesk.views.board.painting import BoardPainter, now_line_rect
from fsmdesk.views.board.palette import BoardPalette
from fsmdesk.views.board.placed_rows import Card

_LIFTED, _HELD_BACK = 0.4, 0.22


class ColumnsPainter(BoardPainter):
    """Paints one dirty rectangle of the turned board, layer by layer from the ground up."""

    def __init__(self, palette: BoardPalette, cards: ColumnCards) -> None:
        super().__init__(palette, cards)
        self.ground: ColumnGround = ColumnGround(palette, cards.ratio)

    def paint(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, state: BoardState) -> int:
        """Everything in `dirty` is painted; returns how many visits that were."""
        turned = TurnedGeometry.of(geometry)
        self.ground.paint(painter, dirty, geometry)
        painter.save()
        painter.setTransform(TURN, True)
        self._paint_promises(painter, turned_rect(dirty), geometry, state)
        painter.restore()
        count = self._paint_visits(painter, dirty, geometry, state)
        self._paint_selection(painter, dirty, turned, state)
        if state.hands:
            paint_hands(painter, dirty, turned, state.hands, self.palette)
        self._paint_now_line(painter, dirty, geometry, state)
        for companion in state.companions:
            self._paint_ghost(painter, dirty, turned, companion)
        if state.ghost is not None:
            self._paint_ghost(painter, dirty, turned, state.ghost)
        return count

    def _paint_visits(
        self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, state: BoardState
    ) -> int:
        """Column by column; finished cards are copied, the others are drawn."""
        layout, cards = geometry.layout, self.cards
        top, bottom = dirty.top(), dirty.bottom()
        first, last = geometry.scale.minute_at(top), geometry.scale.minute_at(bottom + MOST_TRAVEL)
        cards.painter.alarms = state.alarms
        painted = 0
        cards.begin_frame()
        for column in layout.rows_between(dirty.left(), dirty.right() + 1):
            left = layout.top_of(column)
            placed = geometry.placed_row(column, first, last)
            shown = placed.between(top, bottom)
            painted += len(shown)
            self._paint_column(painter, shown, left, geometry, state)
            self._paint_begun(painter, placed.running, left, geometry, state.now_minute)
        cards.end_frame(painted)
        return painted

    def _paint_column(
        self, painter: QPainter, shown: Sequence[Card], left: int, geometry: BoardGeometry, state: BoardState
    ) -> None:
        """What is in the hand, or held back by a filter, is pale or gone."""
        for card in shown:
            visit_id = card.visit.id
            if visit_id in state.held_back:
                if state.hides:
                    continue
                painter.setOpacity(_HELD_BACK)
            elif visit_id in state.lifted_ids:
                painter.setOpacity(_LIFTED)
            if card.picture is not None:
                painter.drawPixmap(QPoint(left + card.top, card.x), card.picture)
            else:
                self.cards.draw(painter, card, left, geometry.store.is_pending(visit_id))
            painter.setOpacity(1.0)

    def _paint_begun(
        self,
        painter: QPainter,
        running: Sequence[Card],
        left: int,
        geometry: BoardGeometry,
        now_minute: int,
    ) -> None:
        """What goes on now: a line from when somebody came until now."""
        for card in running:
            arrived = card.visit.arrived_minute
            if arrived is not None and arrived < now_minute:
                rect = QRect(left + card.top, card.left, card.height, card.width)
                begin, end = (geometry.scale.x_at(minute) - card.left for minute in (arrived, now_minute))
                draw_actual_down(painter, rect, (begin, end), self.palette)

    def _paint_now_line(
        self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, state: BoardState
    ) -> None:
        line = turned_rect(now_line_rect(geometry, state.now_minute)) & dirty
        if not line.isEmpty():
            painter.fillRect(line, self.palette.now_line)
