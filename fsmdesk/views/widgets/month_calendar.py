"""A small calendar: one month, walked by arrows, picked by a click or Enter."""

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.theme.fonts import number_font, text_font
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.surfaces import words

_CELL = QSize(36, 30)
_WEEKS = 6


class _Days(QWidget):
    """The grid of days."""

    picked = Signal(object)
    walked = Signal()

    def __init__(self, formats: Formats, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._formats = formats
        self._today = today
        self.current = today
        self._hovered: date | None = None
        self.setFixedSize(_CELL.width() * 7, _CELL.height() * (_WEEKS + 1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.show_day(today)

    def show_day(self, day: date) -> None:
        """This day is current and its month is shown."""
        self.current = day
        first = day.replace(day=1)
        self._start = first - timedelta(days=(first.weekday() - self._formats.first_weekday) % 7)
        self.setAccessibleName(self._formats.long_date(day))
        self.update()
        self.walked.emit()

    def day_at(self, x: float, y: float) -> date | None:
        """The day drawn there."""
        column, row = int(x // _CELL.width()), int(y // _CELL.height()) - 1
        if not (0 <= column < 7 and 0 <= row < _WEEKS):
            return None
        return self._start + timedelta(days=row * 7 + column)

    def box_of(self, day: date) -> QRectF:
        """Where the day is drawn."""
        row, column = divmod((day - self._start).days, 7)
        width, height = _CELL.width(), _CELL.height()
        return QRectF(column * width, (row + 1) * height, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names of weekdays and the days of six weeks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font(11, QFont.Weight.Medium))
        painter.setPen(QColor(tokens().muted))
        for column in range(7):
            name = self._formats.weekday((self._formats.first_weekday + column) % 7, short=True)
            box = QRectF(column * _CELL.width(), 0, _CELL.width(), _CELL.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        for number in range(7 * _WEEKS):
            self._draw_day(painter, self._start + timedelta(days=number))

    def _draw_day(self, painter: QPainter, day: date) -> None:
        now = tokens()
        box = self.box_of(day).adjusted(2, 1, -2, -1)
        is_current = day == self.current
        painter.setPen(QPen(QColor(now.accent), 1) if day == self._today else Qt.PenStyle.NoPen)
        fill = now.accent if is_current else now.hover if day == self._hovered else ""
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        is_inside = day.month == self.current.month
        painter.setPen(QColor(now.on_accent if is_current else now.text if is_inside else now.muted))
        painter.setFont(number_font(12, QFont.Weight.DemiBold if is_current else QFont.Weight.Normal))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The day under the pointer is lit."""
        self._hovered = self.day_at(event.position().x(), event.position().y())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No day is lit."""
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the day."""
        day = self.day_at(event.position().x(), event.position().y())
        if day is not None:
            self.show_day(day)
            self.picked.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk by days and weeks, Page Up and Down by months, Enter picks."""
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        key = Qt.Key(event.key())
        if key in days:
            self.show_day(self.current + timedelta(days=days[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.show_day(month_on(self.current, 1 if key is Qt.Key.Key_PageDown else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self.current)
        else:
            super().keyPressEvent(event)


class MonthCalendar(QWidget):
    """Signals:
    picked(date): the person picked this day.
    """

    picked = Signal(object)

    def __init__(self, formats: Formats, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        before = IconButton("chevron-left", tr("Month before"), parent=self)
        after = IconButton("chevron-right", tr("Month after"), parent=self)
        before.clicked.connect(self._month_before)
        after.clicked.connect(self._month_after)
        self._title = words("", "strong", self)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(before)
        head.addWidget(after)
        self.days = _Days(formats, today, self)
        self.days.picked.connect(self.picked)
        self.days.walked.connect(self._name_month)
        column.addLayout(head)
        column.addWidget(self.days)
        self.setFocusProxy(self.days)
        self._name_month()

    def show_day(self, day: date) -> None:
        """This day is current."""
        self.days.show_day(day)

    @Slot()
    def _name_month(self) -> None:
        day = self.days.current
        self._title.setText(f"{self._formats.month(day.month)} {day.year}")

    @Slot()
    def _month_before(self) -> None:
        self.days.show_day(month_on(self.days.current, -1))

    @Slot()
    def _month_after(self) -> None:
        self.days.show_day(month_on(self.days.current, 1))


def month_on(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
