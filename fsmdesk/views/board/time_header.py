"""The days and hours above the schedule, and a pill with the time at the now line."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.views.board.header_place import HeaderPlace
from fsmdesk.views.board.palette import BoardPalette, board_palette
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.board.time_scale import DayMark
from fsmdesk.views.board.visit_words import time_text
from fsmdesk.views.theme.fonts import number_font, text_font
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.theme.tokens import LIGHT

_PILL = QSize(46, 18)
_TICK_ROOM = 52
_TICK_GAP = 12
_DAY_PADDING = 6


class TimeHeader(QWidget):
    """With several days their names stand above the hours; hours are left out where there is no room."""

    def __init__(self, place: HeaderPlace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._day = TextFitter(text_font(12, QFont.Weight.DemiBold))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the days and hours that show."""
        painter = QPainter(self)
        palette = board_palette(tokens())
        painter.fillRect(event.rect(), palette.card)
        scale, pill = self._place.geometry.scale, self._pill()
        if len(scale.days) > 1:
            self._paint_days(painter, palette)
        self._paint_hours(painter, pill, palette)
        painter.fillRect(event.rect().left(), self.height() - 1, event.rect().width(), 1, palette.hairline)
        if pill.isValid():
            self._paint_now(painter, pill, palette)

    def _paint_hours(self, painter: QPainter, pill: QRectF, palette: BoardPalette) -> None:
        scale, x = self._place.geometry.scale, self._place.x
        painter.setFont(number_font(12))
        painter.setPen(palette.muted)
        middle = self.height() - 16
        noon = painter.fontMetrics().horizontalAdvance(self._place.formats.minute(12 * 60))
        room = max(_TICK_ROOM, noon + _TICK_GAP)
        step = tick_step(scale.hour_width, room)
        if scale.hour_width * step / 60 < room:
            return
        taken = float("-inf")
        for tick in scale.ticks(x - _TICK_ROOM, x + self.width() + _TICK_ROOM, step, room):
            left = round(tick.x) - x + _DAY_PADDING
            if left < taken or pill.intersects(QRectF(left, middle - 8, _TICK_ROOM - 14, 16)):
                continue
            painter.drawText(left, middle + 4, self._place.formats.minute(tick.wall_minute))
            taken = left + noon + 4

    def _paint_days(self, painter: QPainter, palette: BoardPalette) -> None:
        """Each day's name over its width; it stays in sight while a part of the day does."""
        x, scale = self._place.x, self._place.geometry.scale
        today = scale.day_at(self._place.now_minute) if self._place.now_minute else None
        for mark in scale.days:
            left, right = round(mark.left) - x, round(mark.right) - x
            if right <= 0 or left >= self.width():
                continue
            if left > 0:
                painter.fillRect(left, 0, 1, self.height(), palette.hairline)
            text = self._day_words(mark, right - left - 2 * _DAY_PADDING)
            if text:
                at = min(max(left, 0) + _DAY_PADDING, right - round(self._day.width(text)) - 2)
                painter.setFont(self._day.font)
                painter.setPen(palette.accent if mark.day == today else palette.text)
                base = 17 if self._has_hours() else 28
                painter.drawText(QPointF(at, base), text)
                if mark.day == today:
                    painter.fillRect(left + 1, 0, right - left - 1, 2, palette.accent)

    def _day_words(self, mark: DayMark, room: int) -> str:
        """As much of the date as fits."""
        return next(
            (text for text in day_words(mark, self._place.formats) if self._day.width(text) <= room), ""
        )

    def _has_hours(self) -> bool:
        hour_width = self._place.geometry.scale.hour_width
        return hour_width * tick_step(hour_width, _TICK_ROOM) / 60 >= _TICK_ROOM

    def _pill(self) -> QRectF:
        """The place of the time at the now line; invalid while now is not on the board."""
        scale, now = self._place.geometry.scale, self._place.now_minute
        if not scale.start_minute <= now < scale.end_minute:
            return QRectF()
        x = round(scale.x_of(now)) - self._place.x
        metrics = QFontMetricsF(number_font(11, QFont.Weight.DemiBold))
        words = metrics.horizontalAdvance(time_text(now, self._place.formats))
        width = max(_PILL.width(), words + 14)
        return QRectF(x - width / 2, self.height() - 25, width, _PILL.height())

    def _paint_now(self, painter: QPainter, pill: QRectF, palette: BoardPalette) -> None:
        x = round(pill.center().x())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(x - 1, self.height() - 8, 2, 8, palette.now_line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.now_pill)
        painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(QColor(LIGHT.on_accent))
        painter.setFont(number_font(11, QFont.Weight.DemiBold))
        painter.drawText(
            pill, Qt.AlignmentFlag.AlignCenter, time_text(self._place.now_minute, self._place.formats)
        )


def day_words(mark: DayMark, formats: Formats) -> tuple[str, ...]:
    """The names of a day, from the longest to the shortest."""
    day = mark.day
    weekday, short = formats.weekday(day.weekday()), formats.weekday(day.weekday(), short=True)
    number, month = formats.count(day.day), formats.month(day.month, short=True)
    long = formats.long_date(day)
    is_month_first = long.find(formats.month(day.month)) < long.find(number)
    both = f"{month} {number}" if is_month_first else f"{number} {month}"
    return (f"{weekday} {both}", f"{short} {both}", f"{short} {number}", number)


def tick_step(hour_width: float, room: int) -> int:
    """Minutes between labels that take so much room: as close as they fit, every hour, two, three, six."""
    for hours in (1, 2, 3, 6):
        if hour_width * hours >= room:
            return hours * 60
    return 12 * 60
