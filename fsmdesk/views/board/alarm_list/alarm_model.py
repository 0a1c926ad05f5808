"""The alarms as rows of a list, and how one is painted."""

from collections.abc import Hashable

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fsmdesk.views.board.alarm_list.alarm_rows import AlarmRow
from fsmdesk.views.board.alarms import Alarm
from fsmdesk.views.board.palette import BoardPalette, board_palette
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.whole_errors import whole_errors
from fsmdesk.views.widgets.card_list import CARD_ROLE, CardModel

ROW_HEIGHT = 80
_CROSS = 14
_ICONS = {
    Alarm.PROMISE: "circle-alert",
    Alarm.WINDOW: "calendar-range",
    Alarm.LATE: "clock",
    Alarm.OVER: "gauge",
}


class AlarmModel(CardModel[AlarmRow]):
    """One row for each alarm."""

    def key_of(self, row: AlarmRow) -> Hashable:
        """A visit has one alarm at a time."""
        return row.visit_id

    def spoken(self, row: AlarmRow) -> str:
        """Everything that is painted."""
        return row.spoken


class AlarmDelegate(QStyledItemDelegate):
    """Customer and technician, what is wrong since when, and a cross that puts it away."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title = TextFitter(text_font(13, QFont.Weight.DemiBold))
        self._text = TextFitter(text_font(12))
        self._alarm = TextFitter(text_font(12, QFont.Weight.DemiBold))

    @whole_errors
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are of one height."""
        return QSize(200, ROW_HEIGHT)

    @whole_errors
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the alarm."""
        row = index.data(CARD_ROLE)
        if not isinstance(row, AlarmRow):
            return
        palette = board_palette(tokens())
        box: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        state = option.state  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, QRectF(box).adjusted(1, 1, -1, -3), palette, state)
        draw_icon(
            painter, _ICONS[row.alarm], palette.late.name(), QRectF(box.left() + 10, box.top() + 11, 16, 16)
        )
        cross = QRectF(cross_rect(box))
        draw_icon(painter, "x", palette.muted.name(), cross)
        self._paint_words(painter, box.left() + 36, cross.left() - 10, box.top(), row, palette)
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, box: QRectF, palette: BoardPalette, state: QStyle.StateFlag) -> None:
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(palette.hover if is_hovered and not is_chosen else palette.card)
        painter.setPen(QPen(palette.accent, 2) if is_chosen else QPen(palette.hairline, 1))
        painter.drawRoundedRect(box, 7, 7)

    def _paint_words(
        self, painter: QPainter, left: float, right: float, top: int, row: AlarmRow, palette: BoardPalette
    ) -> None:
        """Three lines; the technician stands at the right of the first, and is cut before the customer."""
        who = self._text.fitted(row.technician, (right - left) * 0.42)
        who_width = self._text.width(who)
        title = self._title.fitted(row.customer, right - left - who_width - 12)
        _line(painter, self._title, left, top + 24, title, palette.text)
        _line(painter, self._text, right - who_width, top + 24, who, palette.muted)
        label = self._alarm.fitted(row.alarm.label, right - left)
        _line(painter, self._alarm, left, top + 44, label, palette.late)
        right += _CROSS + 10
        job = self._text.fitted(row.job, right - left - self._alarm.width(label) - 8)
        _line(painter, self._text, left + self._alarm.width(label) + 8, top + 44, job, palette.muted)
        _line(painter, self._text, left, top + 64, self._text.fitted(row.meaning, right - left), palette.text)


def cross_rect(box: QRect) -> QRect:
    """Where the cross of a row stands."""
    return QRect(QPoint(box.right() - 12 - _CROSS, box.top() + 12), QSize(_CROSS, _CROSS))


def _line(painter: QPainter, fitter: TextFitter, left: float, base: float, text: str, colour: QColor) -> None:
    if text:
        painter.setFont(fitter.font)
        painter.setPen(colour)
        painter.drawText(QPointF(left, base), text)
