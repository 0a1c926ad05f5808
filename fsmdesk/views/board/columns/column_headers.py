"""The technicians beside the board, who turn with it: at the left of their rows, or above their columns."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip

from fsmdesk.core.words import tr
from fsmdesk.views.board.palette import BoardPalette, board_palette
from fsmdesk.views.board.row_header import Corner, RowHeader, load_words, paint_load_bar
from fsmdesk.views.board.row_layout import GROUP_HEIGHT, GroupHead
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.board.visits import Technician
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens

COLUMN_HEADER_HEIGHT = 68
_AVATAR = 30
_LEAST_FOR_ALL = 110


class TurnableRowHeader(RowHeader):
    """The technicians: at the left of their rows, or above their columns while it `is_turned`."""

    is_turned = False

    def row_rect(self, technician_id: int) -> QRect:
        """The cell of a technician as it is scrolled now; empty if there is none."""
        if not self.is_turned:
            return super().row_rect(technician_id)
        layout = self._place.geometry.layout
        row = layout.row_of(technician_id)
        if row is None:
            return QRect()
        return QRect(layout.top_of(row) - self._place.y, 0, layout.height_of(row), self.height())

    def technician_at(self, at: QPointF) -> int | None:
        """Whose cell is there."""
        return super().technician_at(at.transposed() if self.is_turned else at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold a group."""
        if not self.is_turned:
            super().mousePressEvent(event)
            return
        head = self._place.geometry.layout.head_at(event.position().x() + self._place.y)
        if head is not None and event.button() == Qt.MouseButton.LeftButton:
            self.group_clicked.emit(head.group.key)

    def event(self, event: QEvent) -> bool:
        """Above a column a tip says what its cell may have no room for."""
        if self.is_turned and event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _tip(self, at: QPointF) -> str:
        technician_id = self.technician_at(at)
        if technician_id is None:
            head = self._place.geometry.layout.head_at(at.x() + self._place.y)
            return head.group.name if head is not None else ""
        technician = self._place.geometry.store.technicians[technician_id]
        load = self._place.load(technician_id)
        words = load_words(load.planned, load.worked, self._place.formats)
        return "\n".join(line for line in (technician.name, technician.skills_text, words) if line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that show."""
        if not self.is_turned:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        palette = board_palette(tokens())
        painter.fillRect(event.rect(), palette.ground)
        layout, dirty = self._place.geometry.layout, event.rect()
        left = dirty.left() + self._place.y
        for row in layout.rows_between(left, left + dirty.width()):
            technician = self._place.geometry.store.technicians[layout.technician_ids[row]]
            painter.save()
            painter.translate(layout.top_of(row) - self._place.y, 0)
            self._paint_column(
                painter, QRect(0, 0, layout.height_of(row), self.height()), technician, palette
            )
            painter.restore()
        for head in layout.heads:
            self._paint_strip(painter, head, palette)
        painter.fillRect(dirty.left(), self.height() - 1, dirty.width(), 1, palette.hairline)

    def _paint_column(
        self, painter: QPainter, cell: QRect, technician: Technician, palette: BoardPalette
    ) -> None:
        is_chosen = technician.id == self._place.selected_technician_id
        painter.fillRect(cell, palette.hover if is_chosen else palette.card)
        painter.fillRect(cell.right(), 0, 1, cell.height(), palette.hairline)
        is_wide = cell.width() >= _LEAST_FOR_ALL
        size = _AVATAR if is_wide else 22
        self._paint_avatar(painter, QRectF(10, 9, size, size), technician, 12 if is_wide else 9)
        names = self._name if is_wide else self._small
        left, room = 10 + size + 8, cell.width() - size - 24
        painter.setFont(names.font)
        painter.setPen(palette.text)
        painter.drawText(left, 22 if is_wide else 24, _name_for(names, technician.name, room))
        painter.setPen(palette.muted)
        if is_wide:
            painter.setFont(self._skills.font)
            skills = tr("Has left") if technician.has_left else technician.skills_text
            painter.drawText(left, 38, self._skills.fitted(skills, room))
        self._paint_load(painter, cell, technician, palette)

    def _paint_load(
        self, painter: QPainter, cell: QRect, technician: Technician, palette: BoardPalette
    ) -> None:
        """A bar below name and skills, with its figures at the right where there is room for both."""
        load = self._place.load(technician.id)
        words = load_words(load.planned, load.worked, self._place.formats)
        painter.setFont(self._figures)
        width = painter.fontMetrics().horizontalAdvance(words)
        room = cell.width() - 20 - width - 8
        if room >= 24:
            painter.setPen(palette.muted)
            painter.drawText(cell.width() - 10 - width, 58, words)
        else:
            room = cell.width() - 20
        paint_load_bar(painter, QRectF(10, 51.5, room, 5), load, palette)

    def _paint_strip(self, painter: QPainter, head: GroupHead, palette: BoardPalette) -> None:
        """An arrow that says whether the group is folded, and how many it has."""
        strip = QRect(head.top - self._place.y, 0, GROUP_HEIGHT, self.height())
        painter.fillRect(strip, palette.ground)
        painter.fillRect(strip.right(), 0, 1, strip.height(), palette.hairline)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.muted, 1.6))
        middle = QPointF(strip.left() + GROUP_HEIGHT / 2, 24)
        points = [(-4, -2), (0, 2), (4, -2)] if head.group.is_folded else [(-2, -4), (2, 0), (-2, 4)]
        painter.drawPolyline(QPolygonF([middle + QPointF(x, y) for x, y in points]))
        painter.setFont(self._figures)
        count = QRect(strip.left(), 42, GROUP_HEIGHT, 18)
        painter.drawText(count, Qt.AlignmentFlag.AlignCenter, str(len(head.group.technician_ids)))


def _name_for(fitter: TextFitter, name: str, room: float) -> str:
    """The whole name; where it does not fit, the first with the initial of the last, cut only if even that is long."""
    first, _, rest = name.partition(" ")
    if not rest or fitter.width(name) <= room:
        return fitter.fitted(name, room)
    return fitter.fitted(f"{first} {rest.split()[-1][:1]}.", room)


class TurnableCorner(Corner):
    """How many technicians there are; while it `is_turned` there is room for the number only."""

    is_turned = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the count."""
        if not self.is_turned:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        palette = board_palette(tokens())
        painter.fillRect(self.rect(), palette.card)
        painter.fillRect(0, self.height() - 1, self.width(), 1, palette.hairline)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), palette.hairline)
        draw_icon(painter, "users", palette.muted.name(), QRectF(14, self.height() / 2 - 8, 16, 16))
        painter.setPen(palette.muted)
        painter.setFont(text_font(12))
        place = QRect(34, 0, self.width() - 38, self.height())
        count = str(self._place.geometry.layout.all_count)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, count)
