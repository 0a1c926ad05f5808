"""The ground of a board whose time runs down: shifts and nights, hours and days, absences, groups."""

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QFont, QPainter

from fsmdesk.views.board.columns.turning import turned_rect
from fsmdesk.views.board.geometry import BoardGeometry
from fsmdesk.views.board.ground import GroundPainter, absence_rects
from fsmdesk.views.board.palette import BoardPalette
from fsmdesk.views.board.row_layout import GROUP_HEIGHT, GroupHead
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.theme.fonts import text_font

_LEAST_HOUR_FOR_HALVES = 40
_LEAST_STEP = 9
_NAME_FROM = 12


class ColumnGround(GroundPainter):
    """Paints everything below the visits; `dirty` and `shown`, all that is in sight, are as on the screen."""

    def __init__(self, palette: BoardPalette, ratio: float) -> None:
        super().__init__(palette, ratio)
        self._name = TextFitter(text_font(12, QFont.Weight.DemiBold))
        self.shown = QRect()

    def paint(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry) -> None:
        """The ground is painted in `dirty`."""
        layout = geometry.layout
        columns = layout.rows_between(dirty.left(), dirty.right() + 1)
        self._paint_beyond(painter, dirty, geometry)
        painter.setBrushOrigin(QPoint(0, 0))
        right = 0
        for column in columns:
            left, width = layout.top_of(column), layout.height_of(column)
            right = left + width
            self._paint_column(painter, dirty, geometry, column)
        if columns:
            across = QRect(
                dirty.left(), dirty.top(), min(right, dirty.right() + 1) - dirty.left(), dirty.height()
            )
            self._paint_lines(painter, across, geometry)
        for column in columns:
            edge = layout.top_of(column) + layout.height_of(column) - 1
            painter.fillRect(edge, dirty.top(), 1, dirty.height(), self.palette.day_line)
        for column in columns:
            self._paint_absences_of(painter, dirty, geometry, column)
        for head in layout.heads:
            self._paint_strip(painter, dirty, head)

    def _paint_column(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, column: int) -> None:
        """White while the technician works, striped while not."""
        layout, scale = geometry.layout, geometry.scale
        left, width = layout.top_of(column), layout.height_of(column)
        top, bottom = dirty.top(), min(dirty.bottom() + 1, round(scale.width))
        if bottom <= top:
            return
        at = top
        for opens, closes in self._pixels(
            scale, geometry.store.technicians[layout.technician_ids[column]].shifts
        ):
            begin, end = max(opens, at), min(closes, bottom)
            if end <= begin:
                continue
            if begin > at:
                painter.fillRect(QRect(left, at, width, begin - at), self._hatch)
            painter.fillRect(left, begin, width, end - begin, self.palette.card)
            at = end
        if at < bottom:
            painter.fillRect(QRect(left, at, width, bottom - at), self._hatch)

    def _paint_beyond(self, painter: QPainter, dirty: QRect, geometry: BoardGeometry) -> None:
        """The plain ground right of the last column and below the last hour."""
        right, bottom = (
            max(dirty.left(), geometry.layout.height),
            max(dirty.top(), round(geometry.scale.width)),
        )
        if right <= dirty.right():
            beside = QRect(right, dirty.top(), dirty.right() + 1 - right, dirty.height())
            painter.fillRect(beside, self.palette.ground)
        if bottom <= dirty.bottom():
            below = QRect(dirty.left(), bottom, dirty.width(), dirty.bottom() + 1 - bottom)
            painter.fillRect(below, self.palette.ground)

    def _paint_lines(self, painter: QPainter, across: QRect, geometry: BoardGeometry) -> None:
        """A line at each hour and half hour, as far as there is room, and a stronger one between days."""
        palette, scale = self.palette, geometry.scale
        step = 30 if scale.hour_width >= _LEAST_HOUR_FOR_HALVES else 60
        for tick in scale.ticks(across.top() - 1, across.bottom() + 1, step, _LEAST_STEP):
            colour = palette.half_line if tick.wall_minute % 60 else palette.hairline
            painter.fillRect(across.left(), round(tick.x), across.width(), 1, colour)
        for mark in scale.days if len(scale.days) > 1 else ():
            painter.fillRect(across.left(), round(mark.left) - 1, across.width(), 2, palette.day_line)

    def _paint_absences_of(
        self, painter: QPainter, dirty: QRect, geometry: BoardGeometry, column: int
    ) -> None:
        technician = geometry.store.technicians[geometry.layout.technician_ids[column]]
        for absence in technician.absences:
            for rect in absence_rects(geometry, column, technician, absence):
                turned = turned_rect(rect)
                if turned.intersects(dirty):
                    self._paint_absence(painter, turned, absence)

    def _paint_strip(self, painter: QPainter, dirty: QRect, head: GroupHead) -> None:
        """The group's name along a strip before its columns."""
        strip = QRect(head.top, dirty.top(), GROUP_HEIGHT, dirty.height())
        if not strip.intersects(dirty):
            return
        palette = self.palette
        painter.fillRect(strip, palette.ground)
        painter.fillRect(strip.right(), strip.top(), 1, strip.height(), palette.day_line)
        text = self._name.fitted(head.group.name, self.shown.height() - 2 * _NAME_FROM)
        painter.setFont(self._name.font)
        painter.setPen(palette.text)
        painter.save()
        end = self.shown.top() + _NAME_FROM + self._name.width(text)
        painter.translate(head.top + GROUP_HEIGHT / 2 + 4.5, end)
        painter.rotate(-90)
        painter.drawText(QPointF(0, 0), text)
        painter.restore()
