"""Paints the schedule in layers, each only where the paint event asks for it. Content coordinates."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from fsmdesk.core.placement import Severity
from fsmdesk.views.board.board_state import BoardState, Ghost
from fsmdesk.views.board.card_box import RADIUS, clear_pixmap
from fsmdesk.views.board.card_cache import CardCache
from fsmdesk.views.board.cards import LOW_HEIGHT, draw_actual
from fsmdesk.views.board.geometry import MOST_TRAVEL, BoardGeometry
from fsmdesk.views.board.ground import GroundPainter
from fsmdesk.views.board.hands import paint_hands
from fsmdesk.views.board.palette import BoardPalette, Swatch
from fsmdesk.views.board.placed_rows import Card
from fsmdesk.views.board.promises import paint_promise, promise_rect
from fsmdesk.views.board.store import ChangedRows

_GHOST_MARGIN, _LOW_GHOST_MARGIN = 5, 2
_SELECTION_MARGIN = 4
_MOST_FRAMES = 64
_CLOSE = 1.6
_LIFTED, _HELD_BACK = 0.4, 0.22
_SMOOTH = QPainter.RenderHint.Antialiasing


class BoardPainter:
    """Paints one dirty rectangle of the board, layer by layer from the ground up."""

    def __init__(self, palette: BoardPalette, cards: CardCache) -> None:
        self.palette = palette
        self.cards = cards
        self.ground = GroundPainter(palette, cards.ratio)
        self._frames: dict[tuple[int, int, Severity], QPixmap] = {}
        self._low_ghosts: dict[tuple[object, ...], QPixmap] = {}

    def paint(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, state: BoardState) -> int:
        """Everything in `dirty` is painted; returns how many visits that were."""
        self.ground.paint(painter, dirty, geometry)
        self._paint_promises(painter, dirty, geometry, state)
        count = self._paint_visits(painter, dirty, geometry, state)
        self._paint_selection(painter, dirty, geometry, state)
        if state.hands:
            paint_hands(painter, dirty, geometry, state.hands, self.palette)
        self._paint_now_line(painter, dirty, geometry, state)
        for companion in state.companions:
            self._paint_ghost(painter, dirty, geometry, companion)
        if state.ghost is not None:
            self._paint_ghost(painter, dirty, geometry, state.ghost)
        return count

    def _paint_visits(
        self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, state: BoardState
    ) -> int:
        """Finished cards are copied; the others are drawn, and lifted ones pale."""
        layout, cards, lifted_ids = geometry.layout, self.cards, state.lifted_ids
        left, right, copy = dirty.left(), dirty.right(), painter.drawPixmap
        first, last = geometry.scale.minute_at(left), geometry.scale.minute_at(right + MOST_TRAVEL)
        is_pending = geometry.store.is_pending
        cards.painter.alarms = state.alarms
        painted = 0
        cards.begin_frame()
        for row in layout.rows_between(dirty.top(), dirty.bottom() + 1):
            row_top = layout.top_of(row)
            placed = geometry.placed_row(row, first, last)
            shown = placed.between(left, right)
            painted += len(shown)
            if lifted_ids or state.held_back:
                self._paint_with_pale(painter, shown, row_top, geometry, state)
            else:
                for card in shown:
                    picture = card.picture
                    if picture is not None:
                        copy(card.x, row_top + card.top, picture)
                    else:
                        cards.draw(painter, card, row_top, is_pending(card.visit.id))
            if placed.running:
                self._paint_running(painter, placed.running, row_top, geometry, state.now_minute)
        cards.end_frame(painted)
        return painted

    def _paint_with_pale(
        self,
        painter: QPainter,
        shown: Sequence[Card],
        row_top: int,
        geometry: BoardGeometry,
        state: BoardState,
    ) -> None:
        """As always, except that what is in the hand, or held back by a filter, is pale or gone."""
        for card in shown:
            visit_id = card.visit.id
            opacity = 1.0
            if visit_id in state.held_back:
                if state.hides:
                    continue
                opacity = _HELD_BACK
            elif visit_id in state.lifted_ids:
                opacity = _LIFTED
            if opacity != 1.0:
                painter.setOpacity(opacity)
            if card.picture is not None:
                painter.drawPixmap(card.x, row_top + card.top, card.picture)
            else:
                self.cards.draw(painter, card, row_top, geometry.store.is_pending(visit_id))
            if opacity != 1.0:
                painter.setOpacity(1.0)

    def _paint_running(
        self,
        painter: QPainter,
        running: Sequence[Card],
        row_top: int,
        geometry: BoardGeometry,
        now_minute: int,
    ) -> None:
        """What goes on now: a line from when somebody came until now."""
        for card in running:
            arrived = card.visit.arrived_minute
            if arrived is not None and arrived < now_minute:
                rect = QRect(card.left, row_top + card.top, card.width, card.height)
                begin, end = (geometry.scale.x_at(minute) - card.left for minute in (arrived, now_minute))
                draw_actual(painter, rect, (begin, end), self.palette)

    def _paint_promises(
        self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, state: BoardState
    ) -> None:
        """The window that suits the customer and the promised end, in the row of what is chosen or in the hand."""
        chosen = geometry.store.visit(state.selected_id) if state.selected_id is not None else None
        wanted = state.ghost.stand_in if state.ghost is not None else chosen
        if wanted is None:
            return
        band = promise_rect(geometry, wanted)
        if band.intersects(dirty):
            paint_promise(painter, dirty, band, geometry, wanted, self.palette)

    def _paint_selection(
        self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, state: BoardState
    ) -> None:
        """A ring around each chosen card, a thinner one around the card under the pointer."""
        store, palette = geometry.store, self.palette
        painter.setRenderHint(_SMOOTH)
        if not state.chosen_ids and state.hovered_id is None:
            return
        hovered = store.visit(state.hovered_id) if state.hovered_id is not None else None
        if hovered is not None and hovered.id not in state.chosen_ids:
            self._ring(
                painter, dirty, geometry.visit_rect(hovered), palette.states[hovered.state].text, 1.0, 0
            )
        for visit_id in state.chosen_ids - {state.selected_id}:
            other = store.visit(visit_id)
            if other is not None:
                self._ring(painter, dirty, geometry.visit_rect(other), palette.accent, 2.0, 0.5)
        chosen = store.visit(state.selected_id) if state.selected_id is not None else None
        if chosen is None:
            return
        rect = geometry.visit_rect(chosen)
        if state.has_focus:
            glow = QColor(palette.focus)
            glow.setAlpha(110)
            self._ring(painter, dirty, rect, glow, 3.0, 2.5)
        self._ring(painter, dirty, rect, palette.accent, 2.0, 0.5)

    @staticmethod
    def _ring(painter: QPainter, dirty: QRect, rect: QRect, colour: QColor, width: float, out: float) -> None:
        if rect.isEmpty() or not ringed_rect(rect).intersects(dirty):
            return
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(rect).adjusted(0.5 - out, 0.5 - out, out - 0.5, out - 0.5)
        painter.drawRoundedRect(box, RADIUS + out, RADIUS + out)

    def _paint_now_line(
        self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, state: BoardState
    ) -> None:
        rect = now_line_rect(geometry, state.now_minute)
        bottom = min(dirty.bottom() + 1, geometry.layout.height)
        if rect.intersects(dirty) and bottom > dirty.top():
            painter.fillRect(rect.left(), dirty.top(), 2, bottom - dirty.top(), self.palette.now_line)

    def _paint_ghost(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, ghost: Ghost) -> None:
        """A dashed frame with the card inside, in the colour of what the rules say."""
        rect = geometry.landing_rect(ghost.landing)
        margin = _ghost_margin(rect)
        if rect.isEmpty() or not rect.adjusted(-margin, -margin, margin, margin).intersects(dirty):
            return
        swatch = self.palette.severities[ghost.severity]
        corner = rect.topLeft() - QPoint(margin, margin)
        if margin == _LOW_GHOST_MARGIN:
            painter.drawPixmap(corner, self._low_ghost(rect, ghost, swatch))
            return
        painter.drawPixmap(corner, self._frame(rect, ghost.severity, swatch))
        self.cards.painter.draw_as(painter, rect, ghost.stand_in, swatch)

    def _low_ghost(self, rect: QRect, ghost: Ghost, swatch: Swatch) -> QPixmap:
        """Frame and card as one picture: a low card seldom says the time, so it looks the same at each step."""
        visit, cards = ghost.stand_in, self.cards.painter
        key = (
            *(rect.width(), rect.height(), ghost.severity),
            *(visit.id, visit.version, visit.number, cards.alarms.get(visit.id)),
            *(cards.words.first(visit), cards.words.second(visit)),
        )
        known = self._low_ghosts.get(key)
        if known is None:
            if len(self._low_ghosts) >= _MOST_FRAMES:
                self._low_ghosts.clear()
            known = self._low_ghosts[key] = self._frame(rect, ghost.severity, swatch).copy()
            painter = QPainter(known)
            inner = QRect(QPoint(_LOW_GHOST_MARGIN, _LOW_GHOST_MARGIN), rect.size())
            cards.draw_as(painter, inner, visit, swatch)
            painter.end()
        return known

    def _frame(self, rect: QRect, severity: Severity, swatch: Swatch) -> QPixmap:
        """The dashed frame, made once for each size and judgement: stroking dashes takes longer than all else."""
        key = (rect.width(), rect.height(), severity)
        frame = self._frames.get(key)
        if frame is None:
            if len(self._frames) >= _MOST_FRAMES:
                self._frames.clear()
            line = self.palette.accent if severity is Severity.GOOD else swatch.text
            frame = self._frames[key] = self._made_frame(rect, line)
        return frame

    def _made_frame(self, rect: QRect, line: QColor) -> QPixmap:
        margin = _ghost_margin(rect)
        size = rect.size() + QSize(2 * margin, 2 * margin)
        pixmap = clear_pixmap(size.width(), size.height(), self.cards.ratio)
        painter = QPainter(pixmap)
        painter.setRenderHint(_SMOOTH)
        pen = QPen(line, 2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        ground = QColor(line)
        ground.setAlpha(36)
        painter.setBrush(ground)
        inset = 2 if margin == _GHOST_MARGIN else 1
        outer = QRectF(0, 0, size.width(), size.height()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(outer, RADIUS + margin - inset, RADIUS + margin - inset)
        painter.end()
        return pixmap


def ghost_rect(geometry: BoardGeometry, ghost: Ghost) -> QRect:
    """All that a ghost covers."""
    rect = geometry.landing_rect(ghost.landing)
    margin = _ghost_margin(rect)
    return rect.adjusted(-margin, -margin, margin, margin) if rect.isValid() else rect


def _ghost_margin(rect: QRect) -> int:
    """How far the frame stands out; in low rows only so far that it stays in its row."""
    is_low = rect.height() < LOW_HEIGHT or rect.width() < LOW_HEIGHT  # lying or standing
    return _LOW_GHOST_MARGIN if is_low else _GHOST_MARGIN


def ringed_rect(rect: QRect) -> QRect:
    """A card with the ring around it."""
    margin = _SELECTION_MARGIN
    return rect.adjusted(-margin, -margin, margin, margin) if rect.isValid() else rect


def changed_rects(changed: ChangedRows, geometry: BoardGeometry, shown: QRect) -> list[QRect]:
    """The places in sight of what changed; a row with lanes as a whole, since its other cards move too.

    Rows out of sight are not asked: to count their lanes has time until the frame is painted.
    """
    layout, scale = geometry.layout, geometry.scale
    rects: list[QRect] = []
    near = shown.adjusted(0, -_SELECTION_MARGIN, 0, _SELECTION_MARGIN)
    in_sight = layout.rows_between(near.top(), near.bottom() + 1)
    for technician_id, spans in changed.spans.items():
        row = layout.row_of(technician_id)
        if row is None or row not in in_sight:
            continue
        top, height = layout.top_of(row), layout.height_of(row)
        if geometry.store.lanes(technician_id):
            rects.append(QRect(0, top, round(scale.width), height))
            continue
        for start, end in spans:
            left, right = max(scale.x_of(start), 0.0), min(scale.x_of(end), scale.width)
            rects.append(ringed_rect(QRect(round(left), top, round(right - left), height)))
    return rects


def now_line_rect(geometry: BoardGeometry, now_minute: int) -> QRect:
    """The strip of the now line over all rows; empty while now is not on the board."""
    scale = geometry.scale
    if not scale.start_minute <= now_minute < scale.end_minute:
        return QRect()
    return QRect(scale.x_at(now_minute) - 1, 0, 2, max(1, geometry.layout.height))


def joined_parts(parts: Sequence[QRect]) -> Sequence[QRect]:
    """Parts that lie close together as one: each part costs a pass through all layers."""
    if len(parts) < 2:
        return parts
    whole, alone = QRect(), 0
    for part in parts:
        whole = whole.united(part)
        alone += part.width() * part.height()
    return [whole] if whole.width() * whole.height() <= alone * _CLOSE else parts
