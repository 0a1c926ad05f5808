"""Paints one request as a card."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import RequestRow
from fsmdesk.views.inbox.age_words import age_words
from fsmdesk.views.inbox.request_model import RequestModel
from fsmdesk.views.theme.fonts import number_font, text_font
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.badges import BADGE_HEIGHT, Look, badge_width, draw_badge, priority_look
from fsmdesk.views.widgets.card_list import CARD_ROLE
from fsmdesk.views.widgets.countdown import COLOURS

CARD_HEIGHT = 104
_GAP = 8
_STRIPE = 4
_RADIUS = 9.0
_LINE = 20


class RequestDelegate(QStyledItemDelegate):
    """Priority as stripe and word, title, whose it is, how long it waits and what it was promised."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title = text_font(14, QFont.Weight.DemiBold)
        self._text = text_font(13)
        self._small = text_font(12)
        self._figures = number_font(12, QFont.Weight.DemiBold)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All cards are of one height."""
        return QSize(200, CARD_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the card."""
        request, model = index.data(CARD_ROLE), index.model()
        if not isinstance(request, RequestRow) or not isinstance(model, RequestModel):
            return
        box = QRectF(option.rect).adjusted(1, 1, -1, -_GAP)  # type: ignore[attr-defined, unused-ignore]
        state = option.state  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if request.id in model.pending:
            painter.setOpacity(0.45)
        _draw_box(painter, box, request, state)
        self._draw_words(painter, box.adjusted(18, 11, -14, -11), request, model)
        painter.restore()

    def _draw_words(self, painter: QPainter, box: QRectF, request: RequestRow, model: RequestModel) -> None:
        now, colours = model.clock(), tokens()
        age = age_words(request.requested_at, now, model.formats)
        room = self._at_right(painter, box, age, self._small, colours.muted)
        _draw_line(painter, _shortened(box, room), request.title, self._title, colours.text)
        box.setTop(box.top() + _LINE + 3)
        left, stands = model.countdown(request)
        room = self._at_right(painter, box, left, self._figures, colours.named()[COLOURS[stands]])
        whose = " · ".join(part for part in (request.customer or tr("No customer"), request.site) if part)
        _draw_line(painter, _shortened(box, room), whose, self._text, colours.text)
        box.setTop(box.bottom() - BADGE_HEIGHT)
        room = self._at_right(painter, box, f"#{request.number}", self._small, colours.muted)
        self._draw_marks(painter, _shortened(box, room), request)

    def _draw_marks(self, painter: QPainter, box: QRectF, request: RequestRow) -> None:
        marks = [(tr("Urgent"), Look("danger", "triangle-alert"))] if request.is_urgent else []
        marks.append((request.priority.label, priority_look(request.priority)))
        if request.question:
            marks.append(
                (tr("Asked"), Look("waiting", "hourglass"))
                if request.answered_at is None
                else (tr("Answered"), Look("success", "check"))
            )
        if request.credit_hold:
            marks.append((tr("Credit hold"), Look("danger", "ban")))
        marks.append((request.kind.label, Look("neutral")))
        for text, look in marks:
            if badge_width(text, look.icon) > box.width():
                return
            draw_badge(painter, box, text, look)
            box.setLeft(box.left() + badge_width(text, look.icon) + 6)
        box.setLeft(box.left() + 4)
        _draw_line(painter, box, request.caller, self._small, tokens().muted)

    @staticmethod
    def _at_right(painter: QPainter, box: QRectF, text: str, font: QFont, colour: str) -> float:
        """Draw at the right end of the line; answers with the room it took."""
        if not text:
            return 0.0
        painter.setFont(font)
        painter.setPen(QColor(colour))
        height = BADGE_HEIGHT if box.height() <= BADGE_HEIGHT else _LINE
        line = QRectF(box.left(), box.top(), box.width(), height)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return QFontMetricsF(font).horizontalAdvance(text) + 14


def _draw_box(painter: QPainter, box: QRectF, request: RequestRow, state: QStyle.StateFlag) -> None:
    colours = tokens()
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    painter.setBrush(QColor(colours.hover if is_hovered and not is_chosen else colours.card))
    painter.setPen(QPen(QColor(colours.accent), 2) if is_chosen else QPen(QColor(colours.hairline), 1))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    shape, stripe = QPainterPath(), QPainterPath()
    shape.addRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), _RADIUS, _RADIUS)
    stripe.addRect(QRectF(box.left() - 1, box.top() - 1, _STRIPE + 1, box.height() + 2))
    painter.fillPath(shape & stripe, QColor(colours.priority(request.priority)))


def _draw_line(painter: QPainter, box: QRectF, text: str, font: QFont, colour: str) -> None:
    height = BADGE_HEIGHT if box.height() <= BADGE_HEIGHT else _LINE
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetricsF(font).elidedText(
        text.replace("\n", " "), Qt.TextElideMode.ElideRight, max(box.width(), 0)
    )
    line = QRectF(box.left(), box.top(), box.width(), height)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def _shortened(box: QRectF, room: float) -> QRectF:
    return box.adjusted(0, 0, -room, 0)
