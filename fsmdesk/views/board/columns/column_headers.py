"""The headers of the board, which turn with it: technicians above their columns, hours at the left."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip

from fsmdesk.core.words import tr
from fsmdesk.views.board.palette import BoardPalette, board_palette
from fsmdesk.views.board.row_header import Corner, RowHeader, load_words, paint_load_bar
from fsmdesk.views.board.row_layout import GROUP_HEIGHT, GroupHead
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.board.time_header import TimeHeader, day_words, tick_step
from fsmdesk.views.board.time_scale import DayMark
from fsmdesk.views.board.visit_words import time_text
from fsmdesk.views.board.visits import Technician
from fsmdesk.views.theme.fonts import number_font, text_font
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.theme.tokens import LIGHT

COLUMN_HEADER_HEIGHT = 68
HOURS_WIDTH = 72
_AVATAR = 30
_TICK_ROOM = 26
_PILL_HEIGHT = 18
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


class TurnableTimeHeader(TimeHeader):
    """Days and hours: above the rows, or at the left of the columns while it `is_turned`."""

    is_turned = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the days and hours that show."""
        if not self.is_turned:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        palette = board_palette(tokens())
        painter.fillRect(event.rect(), palette.card)
        taken = self._now_room()
        self._paint_hours_down(painter, [taken, *self._paint_days_down(painter, palette)], palette)
        painter.fillRect(self.width() - 1, event.rect().top(), 1, event.rect().height(), palette.hairline)
        if not taken.isEmpty():
            self._paint_now_pill(painter, taken, palette)

    def _paint_hours_down(self, painter: QPainter, taken: list[QRectF], palette: BoardPalette) -> None:
        """Each hour just below its line, unless the day's name or the time of now stands there."""
        scale, top = self._place.geometry.scale, self._place.x
        painter.setFont(number_font(12))
        painter.setPen(palette.muted)
        step = tick_step(scale.hour_width, _TICK_ROOM)
        for tick in scale.ticks(top - _TICK_ROOM, top + self.height() + _TICK_ROOM, step, _TICK_ROOM - 4):
            y = round(tick.x) - top
            place = QRectF(0, y - 8, self.width() - 10, 16)
            if y < 4 or any(place.intersects(other) for other in taken):
                continue
            words = self._place.formats.minute(tick.wall_minute)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_days_down(self, painter: QPainter, palette: BoardPalette) -> list[QRectF]:
        """Each day's name where it begins; it stays in sight while a part of the day does. Returns what they take."""
        place = self._place
        scale, found = place.geometry.scale, list[QRectF]()
        today = scale.day_at(place.now_minute) if place.now_minute else None
        for mark in scale.days if len(scale.days) > 1 else ():
            top, bottom = round(mark.left) - place.x, round(mark.right) - place.x
            if bottom <= 0 or top >= self.height():
                continue
            at = min(max(top, 0), bottom - 22)
            painter.fillRect(0, top - 1, self.width(), 2, palette.day_line)
            painter.setFont(self._day.font)
            painter.setPen(palette.accent if mark.day == today else palette.text)
            painter.drawText(QPointF(8, at + 17), self._shortest(mark))
            if mark.day == today:
                painter.fillRect(0, top + 1, 2, bottom - top - 1, palette.accent)
            found.append(QRectF(0, at, self.width(), 24))
        return found

    def _shortest(self, mark: DayMark) -> str:
        """As much of the date as fits."""
        room = self.width() - 14
        words = day_words(mark, self._place.formats)
        return next((text for text in words if self._day.width(text) <= room), "")

    def _now_room(self) -> QRectF:
        """Where the time of now stands; empty while now is not on the board."""
        scale, now = self._place.geometry.scale, self._place.now_minute
        if not scale.start_minute <= now < scale.end_minute:
            return QRectF()
        y = round(scale.x_of(now)) - self._place.x
        return QRectF(6, y - _PILL_HEIGHT / 2, self.width() - 12, _PILL_HEIGHT)

    def _paint_now_pill(self, painter: QPainter, pill: QRectF, palette: BoardPalette) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(
            QRectF(pill.right(), pill.center().y() - 1, self.width() - pill.right(), 2), palette.now_line
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.now_pill)
        painter.drawRoundedRect(pill, _PILL_HEIGHT / 2, _PILL_HEIGHT / 2)
        painter.setPen(QColor(LIGHT.on_accent))
        painter.setFont(number_font(11, QFont.Weight.DemiBold))
        words = time_text(self._place.now_minute, self._place.formats)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


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
