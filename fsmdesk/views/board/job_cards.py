"""Paints one waiting job as a card."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fsmdesk.core.words import tr
from fsmdesk.views.board.due_words import Urgency, due_words, window_words
from fsmdesk.views.board.job_model import JobModel
from fsmdesk.views.board.palette import BoardPalette, board_palette
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.board.visit_words import numbered
from fsmdesk.views.board.visits import Job
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.whole_errors import whole_errors
from fsmdesk.views.widgets.card_list import CARD_ROLE

CARD_HEIGHT = 94
_GAP = 8
_STRIPE = 4
_RADIUS = 9.0
_CHIP_HEIGHT = 20


class JobCardDelegate(QStyledItemDelegate):
    """Priority as a stripe, customer, job, what it needs, and how soon it is wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lifted: frozenset[tuple[int, int]] = frozenset()
        self._title = TextFitter(text_font(13, QFont.Weight.DemiBold))
        self._text = TextFitter(text_font(12))
        self._due = TextFitter(text_font(12, QFont.Weight.DemiBold))
        self._small = TextFitter(text_font(11))

    @whole_errors
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All cards are of one height."""
        return QSize(200, CARD_HEIGHT)

    @whole_errors
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the card."""
        job, model = index.data(CARD_ROLE), index.model()
        if not isinstance(job, Job) or not isinstance(model, JobModel):
            return
        palette = board_palette(tokens())
        rect = QRectF(option.rect).adjusted(14.5, 0.5, -14.5, -_GAP - 0.5)  # type: ignore[attr-defined, unused-ignore]
        state = option.state  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if job.key in self.lifted:
            painter.setOpacity(0.4)
        self._paint_box(painter, rect, job, palette, state)
        self._paint_words(painter, rect, job, palette, model)
        painter.restore()

    @staticmethod
    def _paint_box(
        painter: QPainter, rect: QRectF, job: Job, palette: BoardPalette, state: QStyle.StateFlag
    ) -> None:
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(palette.hover if is_hovered and not is_chosen else palette.card)
        painter.setPen(QPen(palette.accent, 2) if is_chosen else QPen(palette.hairline, 1))
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        path = QPainterPath()
        path.addRoundedRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5), _RADIUS, _RADIUS)
        stripe = QPainterPath()
        stripe.addRect(QRectF(rect.left() - 1, rect.top() - 1, _STRIPE + 0.5, rect.height() + 2))
        painter.fillPath(path & stripe, palette.priorities[job.priority])

    def _paint_words(
        self, painter: QPainter, rect: QRectF, job: Job, palette: BoardPalette, model: JobModel
    ) -> None:
        left, right = rect.left() + 16, rect.right() - 14
        words, urgency = due_words(job, model.now_minute, model.formats)
        due_width = self._due.width(words)
        colours = {Urgency.LATE: palette.late, Urgency.TODAY: palette.today, Urgency.LATER: palette.muted}
        self._line(painter, self._due, right - due_width, rect.top() + 22, words, colours[urgency])
        title = self._title.fitted(job.customer or tr("No customer"), right - left - due_width - 12)
        self._line(painter, self._title, left, rect.top() + 22, title, palette.text)
        text = self._text.fitted(job.title, right - left)
        self._line(painter, self._text, left, rect.top() + 41, text, palette.text)
        number = numbered(job.number)
        number_left = right - self._text.width(number)
        top = rect.bottom() - _CHIP_HEIGHT - 11
        self._line(painter, self._text, number_left, top + 14, number, palette.muted)
        duration = model.formats.duration(job.duration_minutes)
        suits = window_words(job, model.now_minute, model.formats)
        chips = [model.placed_words(job)] if job.placed_minute is not None else []
        chips += [tr("Parts missing")] if job.is_missing_parts else []
        chips += [f"P{job.priority:d}", " · ".join(job.skills) or tr("Any"), duration]
        for chip in [*chips, suits] if suits and suits != words else chips:
            fitted = self._small.fitted(chip, number_left - left - 24)
            if not fitted:
                break
            left += self._paint_chip(painter, QPointF(left, top), fitted, palette) + 6

    def _paint_chip(self, painter: QPainter, at: QPointF, text: str, palette: BoardPalette) -> float:
        """A small grey box; returns how wide it became."""
        width = self._small.width(text) + 14
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.load_ground)
        painter.drawRoundedRect(QRectF(at.x(), at.y(), width, _CHIP_HEIGHT), 5, 5)
        self._line(painter, self._small, at.x() + 7, at.y() + 14, text, palette.chip_text)
        return width

    @staticmethod
    def _line(
        painter: QPainter, fitter: TextFitter, left: float, base: float, text: str, colour: QColor
    ) -> None:
        painter.setFont(fitter.font)
        painter.setPen(colour)
        painter.drawText(QPointF(left, base), text)
