"""The hours beside the board, which turn with it: above the rows, or at the left of the columns."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent

from fsmdesk.views.board.palette import BoardPalette, board_palette
from fsmdesk.views.board.time_header import TimeHeader, day_words, tick_step
from fsmdesk.views.board.time_scale import DayMark
from fsmdesk.views.board.visit_words import time_text
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.theme.tokens import LIGHT

HOURS_WIDTH = 72
_TICK_ROOM = 26
_PILL_HEIGHT = 18


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
