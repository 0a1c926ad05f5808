"""Paints the schedule in layers, each only where the paint event asks for it. Content coordinates."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from fsmdesk.core.placement import Severity
from fsmdesk.core.words import tr
from fsmdesk.views.board.card_cache import CardCache
from fsmdesk.views.board.cards import RADIUS, clear_pixmap
from fsmdesk.views.board.geometry import BoardGeometry
from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.palette import BoardPalette
from fsmdesk.views.board.store import ChangedRows
from fsmdesk.views.board.time_scale import TimeScale
from fsmdesk.views.board.visits import Absence, Technician, Visit
from fsmdesk.views.theme.fonts import text_font

_HATCH_TILE = 12
GHOST_MARGIN = 5
_SELECTION_MARGIN = 4
_LEAST_HOUR_FOR_HALVES = 48
_MOST_FRAMES = 64


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where something would land: a stand-in visit with the proposed times, and how the rules judge it."""

    landing: Landing
    stand_in: Visit
    severity: Severity


@dataclass(slots=True)
class BoardState:
    """What is pointed at, chosen and in the hand.

    `chosen_ids` are all that are chosen, `selected_id` is the one of them that has the keys. `companions` are
    the landing places of what is in the hand together with the visit of `ghost`.
    """

    selected_id: int | None = None
    chosen_ids: frozenset[int] = frozenset()
    hovered_id: int | None = None
    lifted_ids: frozenset[int] = frozenset()
    ghost: Ghost | None = None
    companions: tuple[Ghost, ...] = ()
    has_focus: bool = False
    now_minute: int = 0


class BoardPainter:
    """Paints one dirty rectangle of the board, layer by layer from the ground up."""

    def __init__(self, palette: BoardPalette, cards: CardCache) -> None:
        self.palette = palette
        self.cards = cards
        self._hatch = QBrush(_hatch_tile(palette, cards.ratio))
        self._frames: dict[tuple[int, int, int], QPixmap] = {}

    def paint(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, state: BoardState) -> int:
        """Everything in `dirty` is painted; returns how many visits that were."""
        self._paint_rows(painter, dirty, geometry)
        self._paint_hours(painter, dirty, geometry)
        self._paint_absences(painter, dirty, geometry)
        count = self._paint_visits(painter, dirty, geometry, state)
        self._paint_selection(painter, geometry, state)
        self._paint_now_line(painter, dirty, geometry, state)
        for companion in state.companions:
            self._paint_ghost(painter, geometry, companion)
        if state.ghost is not None:
            self._paint_ghost(painter, geometry, state.ghost)
        return count

    def _paint_rows(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry) -> None:
        """White while the technician works, hatched while not; rows of the same shift in one go."""
        layout, technicians = geometry.layout, geometry.store.technicians
        if dirty.bottom() >= layout.height:
            below = max(dirty.top(), layout.height)
            painter.fillRect(
                dirty.left(), below, dirty.width(), dirty.bottom() + 1 - below, self.palette.ground
            )
        rows = layout.rows_between(dirty.top(), dirty.bottom() + 1)
        if not rows:
            return
        painter.setBrushOrigin(QPoint(0, 0))
        top, bottom = layout.top_of(rows[0]), layout.top_of(rows[-1]) + layout.height_of(rows[-1])
        shifts = technicians[layout.technician_ids[rows[0]]].shifts
        for row in rows:
            here = technicians[layout.technician_ids[row]].shifts
            if here != shifts:
                band = QRect(dirty.left(), top, dirty.width(), layout.top_of(row) - top)
                self._paint_shifts(painter, band, geometry.scale, shifts)
                shifts, top = here, layout.top_of(row)
        band = QRect(dirty.left(), top, dirty.width(), bottom - top)
        self._paint_shifts(painter, band, geometry.scale, shifts)
        for row in rows:
            line = layout.top_of(row) + layout.height_of(row) - 1
            painter.fillRect(dirty.left(), line, dirty.width(), 1, self.palette.hairline)

    def _paint_shifts(
        self, painter: QPainter, band: QRect, scale: TimeScale, shifts: Sequence[tuple[int, int]]
    ) -> None:
        """Fill the band once: shifts and what is between them, side by side."""
        at, end = band.left(), band.right() + 1
        for opens, closes in shifts:
            left, right = max(round(scale.x_of(opens)), at), min(round(scale.x_of(closes)), end)
            if right <= left:
                continue
            if left > at:
                painter.fillRect(QRect(at, band.top(), left - at, band.height()), self._hatch)
            painter.fillRect(left, band.top(), right - left, band.height(), self.palette.card)
            at = right
        if at < end:
            painter.fillRect(QRect(at, band.top(), end - at, band.height()), self._hatch)

    def _paint_hours(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry) -> None:
        height = min(dirty.bottom() + 1, geometry.layout.height) - dirty.top()
        if height <= 0:
            return
        scale = geometry.scale
        step = 30 if scale.hour_width >= _LEAST_HOUR_FOR_HALVES else 60
        for tick in scale.ticks(dirty.left() - 1, dirty.right() + 1, step):
            is_hour = tick.wall_minute % 60 == 0
            colour = self.palette.hairline if is_hour else self.palette.half_line
            painter.fillRect(round(tick.x), dirty.top(), 1, height, colour)

    def _paint_absences(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry) -> None:
        layout = geometry.layout
        for row in layout.rows_between(dirty.top(), dirty.bottom() + 1):
            technician = geometry.store.technicians[layout.technician_ids[row]]
            for absence in technician.absences:
                rect = _absence_rect(geometry, row, technician, absence)
                if rect.intersects(dirty):
                    self._paint_absence(painter, rect, absence)

    def _paint_absence(self, painter: QPainter, rect: QRect, absence: Absence) -> None:
        swatch = self.palette.absence
        painter.fillRect(rect, swatch.fill)
        pen = QPen(swatch.line, 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(swatch.text)
        font = text_font(12)
        painter.setFont(font)
        text = tr("{reason}: not available").format(reason=absence.reason or tr("Absence"))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 12)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)

    def _paint_visits(
        self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, state: BoardState
    ) -> int:
        store, layout, cards = geometry.store, geometry.layout, self.cards
        left, right, lifted_ids = dirty.left(), dirty.right(), state.lifted_ids
        painted = 0
        cards.begin_frame()
        for row in layout.rows_between(dirty.top(), dirty.bottom() + 1):
            row_top = layout.top_of(row)
            for visit, x, y, width, height in geometry.placed_row(row).between(left, right):
                if visit.id in lifted_ids:
                    painter.setOpacity(0.4)
                    cards.draw(painter, visit, x, row_top + y, width, height, False)
                    painter.setOpacity(1.0)
                elif not cards.draw_warm(painter, visit, x, row_top + y, width, height):
                    cards.draw(painter, visit, x, row_top + y, width, height, store.is_pending(visit.id))
                painted += 1
        cards.end_frame(painted)
        return painted

    def _paint_selection(self, painter: QPainter, geometry: BoardGeometry, state: BoardState) -> None:
        """A ring around each chosen card, a thinner one around the card under the pointer."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = geometry.store.visit(state.hovered_id) if state.hovered_id is not None else None
        if hovered is not None and hovered.id not in state.chosen_ids:
            self._ring(painter, geometry.visit_rect(hovered), self.palette.states[hovered.state].text, 1.0, 0)
        for visit_id in state.chosen_ids - {state.selected_id}:
            other = geometry.store.visit(visit_id)
            if other is not None:
                self._ring(painter, geometry.visit_rect(other), self.palette.accent, 2.0, 0.5)
        chosen = geometry.store.visit(state.selected_id) if state.selected_id is not None else None
        if chosen is None:
            return
        rect = geometry.visit_rect(chosen)
        if state.has_focus:
            glow = QColor(self.palette.focus)
            glow.setAlpha(110)
            self._ring(painter, rect, glow, 3.0, 2.5)
        self._ring(painter, rect, self.palette.accent, 2.0, 0.5)

    @staticmethod
    def _ring(painter: QPainter, rect: QRect, colour: QColor, width: float, out: float) -> None:
        if rect.isEmpty():
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

    def _paint_ghost(self, painter: QPainter, geometry: BoardGeometry, ghost: Ghost) -> None:
        """A dashed frame with the card inside, in the colour of what the rules say."""
        rect = geometry.landing_rect(ghost.landing)
        if rect.isEmpty():
            return
        swatch = self.palette.severities[ghost.severity]
        line = self.palette.accent if ghost.severity is Severity.GOOD else swatch.text
        key = (rect.width(), rect.height(), line.rgb())
        frame = self._frames.get(key)
        if frame is None:
            if len(self._frames) >= _MOST_FRAMES:
                self._frames.clear()
            frame = self._frames[key] = self._made_frame(rect, line)
        painter.drawPixmap(rect.topLeft() - QPoint(GHOST_MARGIN, GHOST_MARGIN), frame)
        self.cards.painter.draw_as(painter, rect, ghost.stand_in, swatch)

    def _made_frame(self, rect: QRect, line: QColor) -> QPixmap:
        """The dashed frame, made once for each size and judgement: stroking dashes takes longer than all else."""
        size = rect.size() + QSize(2 * GHOST_MARGIN, 2 * GHOST_MARGIN)
        pixmap = clear_pixmap(size.width(), size.height(), self.cards.ratio)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(line, 2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        ground = QColor(line)
        ground.setAlpha(36)
        painter.setBrush(ground)
        outer = QRectF(0, 0, size.width(), size.height()).adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(outer, RADIUS + 3, RADIUS + 3)
        painter.end()
        return pixmap


def ghost_rect(geometry: BoardGeometry, ghost: Ghost) -> QRect:
    """All that a ghost covers."""
    rect = geometry.landing_rect(ghost.landing)
    return rect.adjusted(-GHOST_MARGIN, -GHOST_MARGIN, GHOST_MARGIN, GHOST_MARGIN) if rect.isValid() else rect


def ringed_rect(rect: QRect) -> QRect:
    """A card with the ring around it."""
    margin = _SELECTION_MARGIN
    return rect.adjusted(-margin, -margin, margin, margin) if rect.isValid() else rect


def changed_rects(changed: ChangedRows, geometry: BoardGeometry) -> list[QRect]:
    """The places of what changed; a row with lanes as a whole, since its other cards move too."""
    layout, scale = geometry.layout, geometry.scale
    rects: list[QRect] = []
    for technician_id, spans in changed.spans.items():
        row = layout.row_of(technician_id)
        if row is None:
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
    return QRect(round(scale.x_of(now_minute)) - 1, 0, 2, max(1, geometry.layout.height))


def _absence_rect(geometry: BoardGeometry, row: int, technician: Technician, absence: Absence) -> QRect:
    """The shift hours of an absence: a free day is not a bar over the whole night."""
    start, end = absence.start_minute, absence.end_minute
    inside = [
        (max(start, opens), min(end, closes))
        for opens, closes in technician.shifts
        if start < closes and opens < end
    ]
    if inside:
        start, end = inside[0][0], inside[-1][1]
    scale, layout = geometry.scale, geometry.layout
    start, end = max(start, scale.start_minute), min(end, scale.end_minute)
    left, right = round(scale.x_of(start)), round(scale.x_of(end))
    if right <= left:
        return QRect()
    return QRect(left, layout.top_of(row) + 1, right - left, layout.height_of(row) - 3)


def _hatch_tile(palette: BoardPalette, ratio: float) -> QPixmap:
    """A tile of slanted lines that joins itself on all sides."""
    size = _HATCH_TILE
    tile = QPixmap(round(size * ratio), round(size * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(palette.ground)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.hatch, 1.6))
    for shift in (-size, 0, size):
        painter.drawLine(shift - 2, size + 2, shift + size + 2, -2)
    painter.end()
    return tile
