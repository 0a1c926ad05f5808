"""Paints the rows of the list of slots: who, when, how far, and why, with a mark in a ring."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fsmdesk.core.placement import Severity
from fsmdesk.services.suggesting.messages import DeclinedRow, Ground, Reason, SlotRow
from fsmdesk.views.theme.fonts import number_font, text_font
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.whole_errors import whole_errors
from fsmdesk.views.widgets.badges import draw_avatar
from fsmdesk.views.widgets.card_list import CARD_ROLE
from fsmdesk.views.widgets.slots.slot_model import (
    FoldRow,
    SlotModel,
    fold_words,
    other_reasons,
    short_slot_time,
    way_words,
)

_GAP: Final = 8
_RADIUS: Final = 9.0
_RING: Final = 38
_LEFT: Final = 64  # where the words begin
_LINE: Final = 19
_CHIP: Final = 20
_CHIP_LINES: Final = 2
_MORE: Final = 30  # the chip that counts what is left out
_FOLD_HEIGHT: Final = 38
_AVATAR: Final = 26
_ICONS: Final = {
    Ground.DETOUR: "truck",
    Ground.CONTINUITY: "wrench",
    Ground.SKILL: "shield-check",
    Ground.PROMISE: "clock",
    Ground.LOAD: "gauge",
    Ground.OVERTIME: "moon",
    Ground.RULE: "triangle-alert",
}
_TONES: Final = {
    Severity.GOOD: "neutral",
    Severity.WARN: "warn",
    Severity.ASK_WHY: "danger",
    Severity.BLOCK: "danger",
}


class _Chip(NamedTuple):
    """A reason and its place; without a reason it counts those that are left out."""

    box: QRectF
    text: str
    reason: Reason | None


class SlotDelegate(QStyledItemDelegate):
    """Slots are cards as high as their reasons need; the others are lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title = text_font(13, QFont.Weight.DemiBold)
        self._text = text_font(12)
        self._small = text_font(11)
        self._figures = number_font(13, QFont.Weight.DemiBold)

    @whole_errors
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the words are in the width of the list."""
        row, width = index.data(CARD_ROLE), _width_of(option)
        if isinstance(row, SlotRow):
            lines = self._chip_lines(row, width - _LEFT - 14 - 28)
            return QSize(200, 20 + 2 * _LINE + lines * (_CHIP + 5) + _GAP)
        if isinstance(row, DeclinedRow):
            room = QRect(0, 0, max(1, round(width - _LEFT - 28)), 400)
            words = QFontMetricsF(self._text).boundingRect(room, Qt.TextFlag.TextWordWrap, row.text)
            return QSize(200, 14 + _LINE + min(round(words.height()), 3 * _LINE))
        return QSize(200, _FOLD_HEIGHT)

    @whole_errors
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row."""
        row, model = index.data(CARD_ROLE), index.model()
        if not isinstance(model, SlotModel):
            return
        box = QRectF(option.rect).adjusted(14.5, 0.5, -14.5, -0.5)  # type: ignore[attr-defined, unused-ignore]
        state = option.state  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, SlotRow):
            box.setBottom(box.bottom() - _GAP)
            _draw_ground(painter, box, state, has_frame=True)
            self._draw_slot(painter, box, row, model)
        elif isinstance(row, DeclinedRow):
            _draw_ground(painter, box, state, has_frame=False)
            self._draw_declined(painter, box, row)
        elif isinstance(row, FoldRow):
            _draw_ground(painter, box, state, has_frame=False)
            self._draw_fold(painter, box, row)
        painter.restore()

    def _draw_slot(self, painter: QPainter, box: QRectF, row: SlotRow, model: SlotModel) -> None:
        colours = tokens()
        self._draw_mark(painter, QRectF(box.left() + 12, box.top() + 11, _RING, _RING), row.mark)
        line = QRectF(box.left() + _LEFT, box.top() + 9, box.width() - _LEFT - 14, _LINE)
        times = short_slot_time(row, model.formats)
        right = QFontMetricsF(self._figures).horizontalAdvance(times)
        _write(painter, line, times, self._figures, colours.text, Qt.AlignmentFlag.AlignRight)
        name = line.adjusted(0, 0, -right - 10, 0)
        _write(painter, name, row.technician, self._title, colours.text)
        line.translate(0, _LINE)
        _write(painter, line, way_words(row), self._text, colours.muted)
        line.translate(0, _LINE + 4)
        for chip in self._chips(row, line.width()):
            self._draw_chip(painter, chip.box.translated(line.topLeft()), chip)

    def _draw_mark(self, painter: QPainter, box: QRectF, mark: int) -> None:
        """A ring that is as closed as the mark is high, and the mark in it."""
        colours = tokens()
        tone = colours.success if mark >= 75 else colours.warn if mark >= 50 else colours.neutral
        ring = box.adjusted(2, 2, -2, -2)
        painter.setBrush(QColor(tone.fill))
        painter.setPen(QPen(QColor(colours.hairline), 3))
        painter.drawEllipse(ring)
        pen = QPen(QColor(tone.text), 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(ring, 90 * 16, -round(mark * 3.6 * 16))
        _write(painter, box, str(mark), self._figures, tone.text, Qt.AlignmentFlag.AlignHCenter)

    def _draw_declined(self, painter: QPainter, box: QRectF, row: DeclinedRow) -> None:
        face = QRectF(box.left() + 18, box.top() + 6, _AVATAR, _AVATAR)
        draw_avatar(painter, face, row.technician, row.colour)
        line = QRectF(box.left() + _LEFT, box.top() + 4, box.width() - _LEFT - 8, _LINE)
        _write(painter, line, row.technician, self._title, tokens().text)
        room = QRectF(line.left(), line.bottom(), line.width(), box.bottom() - line.bottom() - 3)
        painter.setFont(self._text)
        painter.setPen(QColor(tokens().muted))
        painter.drawText(room, Qt.TextFlag.TextWordWrap, row.text)

    def _draw_fold(self, painter: QPainter, box: QRectF, row: FoldRow) -> None:
        arrow = "chevron-down" if row.is_open else "chevron-right"
        place = QRectF(box.left() + 14, box.center().y() - 8, 16, 16)
        draw_icon(painter, arrow, tokens().muted, place)
        line = box.adjusted(38, 0, -8, 0)
        _write(painter, line, fold_words(row), self._title, tokens().text)

    # the reasons as chips

    def _chip_lines(self, row: SlotRow, width: float) -> int:
        return 1 + max((round(chip.box.top()) // (_CHIP + 5) for chip in self._chips(row, width)), default=-1)

    def _chips(self, row: SlotRow, width: float) -> list[_Chip]:
        """Where each reason stands, at most in two lines; the last chip counts those that only the tooltip tells."""
        metrics = QFontMetricsF(self._small)
        reasons = other_reasons(row)
        placed: list[_Chip] = []
        left, line = 0.0, 0
        for at, reason in enumerate(reasons):
            is_last_line = line == _CHIP_LINES - 1
            room = width - (_MORE + 6 if is_last_line and at + 1 < len(reasons) else 0)
            wide = metrics.horizontalAdvance(reason.text) + 30
            if left and left + wide > room:
                if is_last_line:
                    box = QRectF(left, line * (_CHIP + 5), _MORE, _CHIP)
                    return [*placed, _Chip(box, f"+{len(reasons) - at}", None)]
                left, line = 0.0, line + 1
                room = width - (_MORE + 6 if at + 1 < len(reasons) else 0)
            wide = min(wide, room)
            placed.append(_Chip(QRectF(left, line * (_CHIP + 5), wide, _CHIP), reason.text, reason))
            left += wide + 6
        return placed

    def _draw_chip(self, painter: QPainter, box: QRectF, chip: _Chip) -> None:
        reason = chip.reason
        severity = reason.severity if reason is not None else Severity.GOOD
        tone = tokens().tone(_TONES[severity])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.fill))
        painter.drawRoundedRect(box, 5, 5)
        if reason is None:
            _write(painter, box, chip.text, self._small, tone.text, Qt.AlignmentFlag.AlignHCenter)
            return
        sign = "triangle-alert" if severity > Severity.GOOD else _ICONS[reason.ground]
        draw_icon(painter, sign, tone.text, QRectF(box.left() + 6, box.top() + 4, 12, 12))
        _write(painter, box.adjusted(22, 0, -6, 0), chip.text, self._small, tone.text)


def _draw_ground(painter: QPainter, box: QRectF, state: QStyle.StateFlag, *, has_frame: bool) -> None:
    colours = tokens()
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    ground = colours.card if has_frame else "#00000000"
    painter.setBrush(QColor(colours.hover if is_hovered and not is_chosen else ground))
    frame = QPen(QColor(colours.hairline), 1) if has_frame else QPen(Qt.PenStyle.NoPen)
    painter.setPen(QPen(QColor(colours.accent), 2) if is_chosen else frame)
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)


def _write(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    colour: str,
    across: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, box.width() + 1))
    painter.drawText(box, across | Qt.AlignmentFlag.AlignVCenter, shown)


def _width_of(option: QStyleOptionViewItem) -> float:
    view: object = option.widget  # type: ignore[attr-defined, unused-ignore]
    viewports: Sequence[QWidget] = [view.viewport()] if hasattr(view, "viewport") else []
    return viewports[0].width() if viewports else 400.0
