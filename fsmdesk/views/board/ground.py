"""The ground of the schedule: shifts and nights, days and hours, absences, loads, heads of groups."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QStaticText

from fsmdesk.core.words import tr
from fsmdesk.views.board.geometry import LOAD_STRIP, BoardGeometry
from fsmdesk.views.board.loads import LoadBook, LoadLevel
from fsmdesk.views.board.palette import BoardPalette
from fsmdesk.views.board.row_layout import GROUP_HEIGHT
from fsmdesk.views.board.time_scale import TimeScale
from fsmdesk.views.board.visits import Absence, Technician
from fsmdesk.views.theme.fonts import number_font, text_font

_HATCH_TILE = 12
_LEAST_HOUR_FOR_HALVES = 48
_LEAST_STEP = 10
_LEAST_DAY_FOR_FIGURES = 52
_MOST_WORDS = 512
_LEAST_FOR_STRIP = 100
_MOST_STRIPS = 24
_MOST_SPANS = 1024
_x_of = itemgetter(0)


class GroundPainter:
    """Paints everything below the visits."""

    def __init__(self, palette: BoardPalette, ratio: float) -> None:
        self.palette = palette
        self._ratio = ratio
        self._hatch = QBrush(hatch_tile(palette, ratio))
        self._strips: dict[tuple[object, ...], QPixmap] = {}
        self._spans: dict[int, tuple[object, TimeScale, Sequence[tuple[int, int]]]] = {}
        self._figures = number_font(10)
        self._words: dict[tuple[int, int], QStaticText] = {}
        self._lines: tuple[TimeScale, list[tuple[int, int, QColor]]] | None = None
        self._loads: LoadBook | None = None
        self._levels = {
            LoadLevel.FREE: palette.free,
            LoadLevel.PARTLY: palette.partly,
            LoadLevel.FULL: palette.full,
            LoadLevel.OVER: palette.over,
        }

    def paint(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry) -> None:
        """The ground is painted in `dirty`."""
        rows = geometry.layout.rows_between(dirty.top(), dirty.bottom() + 1)
        self._paint_rows(painter, dirty, geometry, rows)
        if geometry.shows_load:
            self._paint_loads(painter, dirty, geometry, rows)
            self._paint_days(painter, dirty, geometry)
        for row in rows:
            line = geometry.layout.top_of(row) + geometry.layout.height_of(row) - 1
            painter.fillRect(dirty.left(), line, dirty.width(), 1, self.palette.hairline)
        self._paint_absences(painter, dirty, geometry, rows)
        self._paint_heads(painter, dirty, geometry)

    def _paint_rows(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, rows: range) -> None:
        """White while the technician works, hatched while not; rows of the same shift in one go."""
        layout, technicians = geometry.layout, geometry.store.technicians
        if dirty.bottom() >= layout.height:
            below = max(dirty.top(), layout.height)
            painter.fillRect(
                dirty.left(), below, dirty.width(), dirty.bottom() + 1 - below, self.palette.ground
            )
        if not rows:
            return
        painter.setBrushOrigin(QPoint(0, 0))
        top = max(dirty.top(), layout.top_of(rows[0]))
        bottom = min(dirty.bottom() + 1, layout.top_of(rows[-1]) + layout.height_of(rows[-1]))
        shifts = technicians[layout.technician_ids[rows[0]]].shifts
        for row in rows:
            here = technicians[layout.technician_ids[row]].shifts
            if here is not shifts and here != shifts:
                band = QRect(dirty.left(), top, dirty.width(), layout.top_of(row) - top)
                self._paint_band(painter, band, geometry.scale, shifts)
                shifts, top = here, layout.top_of(row)
        band = QRect(dirty.left(), top, dirty.width(), bottom - top)
        self._paint_band(painter, band, geometry.scale, shifts)

    def _paint_band(
        self, painter: QPainter, band: QRect, scale: TimeScale, shifts: Sequence[tuple[int, int]]
    ) -> None:
        """Rows of one shift. A high band is a strip of it repeated: each pixel is touched only once."""
        if band.height() < _LEAST_FOR_STRIP:
            self._paint_shifts(painter, band, scale, shifts)
            self._paint_hours(painter, band, scale)
            return
        key = (band.left(), band.width(), shifts, scale)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _MOST_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = self._made_strip(band, scale, shifts)
        painter.drawTiledPixmap(band, strip, QPoint(0, band.top() % _HATCH_TILE))

    def _made_strip(self, band: QRect, scale: TimeScale, shifts: Sequence[tuple[int, int]]) -> QPixmap:
        strip = QPixmap(round(band.width() * self._ratio), round(_HATCH_TILE * self._ratio))
        strip.setDevicePixelRatio(self._ratio)
        painter = QPainter(strip)
        painter.translate(-band.left(), 0)
        part = QRect(band.left(), 0, band.width(), _HATCH_TILE)
        self._paint_shifts(painter, part, scale, shifts)
        self._paint_hours(painter, part, scale)
        painter.end()
        return strip

    def _paint_shifts(
        self, painter: QPainter, band: QRect, scale: TimeScale, shifts: Sequence[tuple[int, int]]
    ) -> None:
        """Fill the band once: shifts and what is between them, side by side."""
        at, end = band.left(), band.right() + 1
        for opens, closes in self._pixels(scale, shifts):
            if closes <= at:
                continue
            if opens >= end:
                break
            left, right = max(opens, at), min(closes, end)
            if left > at:
                painter.fillRect(QRect(at, band.top(), left - at, band.height()), self._hatch)
            painter.fillRect(left, band.top(), right - left, band.height(), self.palette.card)
            at = right
        if at < end:
            painter.fillRect(QRect(at, band.top(), end - at, band.height()), self._hatch)

    def _pixels(self, scale: TimeScale, shifts: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
        """Where shifts begin and end, from left to right; told by which shifts they are, not by what is in them."""
        found = self._spans.get(id(shifts))
        if found is None or found[0] is not shifts or found[1] is not scale:
            if len(self._spans) >= _MOST_SPANS:
                self._spans.clear()
            spans = [(scale.x_at(opens), scale.x_at(closes)) for opens, closes in shifts]
            found = self._spans[id(shifts)] = (shifts, scale, [span for span in spans if span[1] > span[0]])
        return found[2]

    def _paint_hours(self, painter: QPainter, band: QRect, scale: TimeScale) -> None:
        """A line at each hour and half hour, as far as there is room, and a stronger one between days."""
        lines, top, height = self._lines_of(scale), band.top(), band.height()
        for at in range(
            bisect_left(lines, band.left() - 2, key=_x_of), bisect_left(lines, band.right() + 1, key=_x_of)
        ):
            x, width, colour = lines[at]
            painter.fillRect(x, top, width, height, colour)

    def _lines_of(self, scale: TimeScale) -> list[tuple[int, int, QColor]]:
        """Where lines stand, how wide and in which colour, from left to right; worked out once for a scale."""
        if self._lines is None or self._lines[0] is not scale:
            palette = self.palette
            step = 30 if scale.hour_width >= _LEAST_HOUR_FOR_HALVES else 60
            found: list[tuple[int, int, QColor]] = []
            for tick in scale.ticks(0, scale.width, step, _LEAST_STEP):
                found.append(
                    (round(tick.x), 1, palette.half_line if tick.wall_minute % 60 else palette.hairline)
                )
            if len(scale.days) > 1:
                found += [(round(mark.left) - 1, 2, palette.day_line) for mark in scale.days]
            self._lines = (scale, sorted(found, key=_x_of))
        return self._lines[1]

    def _paint_day_lines(self, painter: QPainter, band: QRect, scale: TimeScale) -> None:
        if len(scale.days) > 1:
            for mark in scale.days:
                if band.left() - 2 <= mark.left <= band.right() + 2:
                    painter.fillRect(
                        round(mark.left) - 1, band.top(), 2, band.height(), self.palette.day_line
                    )

    def _paint_days(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry) -> None:
        """The lines between days again, above the cells of their loads."""
        height = min(dirty.bottom() + 1, geometry.layout.height) - dirty.top()
        if height > 0:
            band = QRect(dirty.left(), dirty.top(), dirty.width(), height)
            self._paint_day_lines(painter, band, geometry.scale)

    def _paint_loads(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, rows: range) -> None:
        """A cell for each technician and day in the colour of its load, with a bar and figures below."""
        if self._loads is None or self._loads.store is not geometry.store:
            self._loads = LoadBook(geometry.store)
        layout = geometry.layout
        marks = [
            mark for mark in geometry.scale.days if mark.right > dirty.left() and mark.left <= dirty.right()
        ]
        painter.setFont(self._figures)
        for row in rows:
            technician_id, top = layout.technician_ids[row], layout.top_of(row)
            height = layout.height_of(row)
            for mark in marks:
                load = self._loads.load(technician_id, mark.start_minute, mark.end_minute)
                colour = self._levels.get(load.level)
                if colour is not None:
                    left, right = round(mark.left) + 1, round(mark.right)
                    painter.fillRect(left, top, right - left, height - 1, colour)
                    cell = QRect(left, top, right - left, height - 1)
                    self._paint_load_bar(painter, cell, load.planned, load.worked)

    def _paint_load_bar(self, painter: QPainter, cell: QRect, planned: int, worked: int) -> None:
        palette, base = self.palette, cell.bottom() - 3
        has_figures = cell.height() >= 60 and cell.width() >= _LEAST_DAY_FOR_FIGURES
        if has_figures:
            words = self._words.get((planned, worked))
            if words is None:
                if len(self._words) >= _MOST_WORDS:
                    self._words.clear()
                words = self._words[planned, worked] = QStaticText(_figures(planned, worked))
            painter.setPen(palette.text)
            painter.drawStaticText(cell.left() + 6, cell.bottom() - LOAD_STRIP + 1, words)
        if not planned:
            return
        left, width = cell.left() + 4, cell.width() - 8
        if not has_figures or cell.width() >= 2 * _LEAST_DAY_FOR_FIGURES:
            if has_figures:
                left, width, base = left + _LEAST_DAY_FOR_FIGURES, width - _LEAST_DAY_FOR_FIGURES, base - 4
            colour = palette.overload if planned > worked else palette.load
            share = min(1.0, planned / worked) if worked else 1.0
            painter.fillRect(left, base, width, 3, palette.load_ground)
            painter.fillRect(left, base, max(2, round(width * share)), 3, colour)

    def _paint_absences(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, rows: range) -> None:
        layout, technicians = geometry.layout, geometry.store.technicians
        for row in rows:
            technician = technicians[layout.technician_ids[row]]
            for absence in technician.absences:
                for rect in absence_rects(geometry, row, technician, absence):
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
        painter.setFont(text_font(12 if rect.height() >= 40 else 10))
        reason = absence.reason or tr("Absence")
        text = tr("{reason}: not available").format(reason=reason) if rect.width() >= 160 else reason
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 8)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)

    def _paint_heads(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry) -> None:
        for head in geometry.layout.heads:
            if head.top <= dirty.bottom() and head.top + GROUP_HEIGHT > dirty.top():
                painter.fillRect(dirty.left(), head.top, dirty.width(), GROUP_HEIGHT, self.palette.ground)
                line = head.top + GROUP_HEIGHT - 1
                painter.fillRect(dirty.left(), line, dirty.width(), 1, self.palette.hairline)


def _figures(planned: int, worked: int) -> str:
    return f"{_hours(planned)}/{_hours(worked)}"


def _hours(minutes: int) -> str:
    return f"{round(minutes / 60, 1):g}"


def absence_rects(
    geometry: BoardGeometry, row: int, technician: Technician, absence: Absence
) -> Sequence[QRect]:
    """The shift hours of an absence, day by day: a free day is not a bar over the whole night."""
    scale, layout = geometry.scale, geometry.layout
    start, end = max(absence.start_minute, scale.start_minute), min(absence.end_minute, scale.end_minute)
    inside = [
        (max(start, opens), min(end, closes))
        for opens, closes in technician.shifts
        if start < closes and opens < end
    ]
    if not inside and start < end:
        inside = [(start, end)]
    top, height = layout.top_of(row) + 1, layout.height_of(row) - 3
    rects = (
        QRect(scale.x_at(one), top, scale.x_at(other) - scale.x_at(one), height) for one, other in inside
    )
    return [rect for rect in rects if rect.width() > 0]


def hatch_tile(palette: BoardPalette, ratio: float) -> QPixmap:
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
