"""The visits of a day as cards: when, where, what, and how far."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.services.my_day.messages import MyVisitRow
from fsmdesk.views.my_day.steps import FINISHED
from fsmdesk.views.theme.fonts import number_font, text_font
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.badges import BADGE_HEIGHT, Look, badge_width, draw_badge, state_look
from fsmdesk.views.widgets.card_list import CARD_ROLE, CardList, CardModel

CARD_HEIGHT = 98
_GAP = 8
_STRIPE = 4
_RADIUS = 9.0
_LINE = 20
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class VisitModel(CardModel[MyVisitRow]):
    """The visits in the order of the day."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.formats = formats

    def key_of(self, row: MyVisitRow) -> int:
        """The id of the visit."""
        return row.id

    def spoken(self, row: MyVisitRow) -> str:
        """What the card shows."""
        parts = [span_words(row, self.formats), row.state.label, row.site, row.city, row.title, row.customer]
        if row.is_hazardous:
            parts.append(tr("Hazard on site"))
        return ", ".join(part for part in parts if part)


def span_words(row: MyVisitRow, formats: Formats) -> str:
    """From when to when it is planned."""
    return formats.span(Span(row.start_at, row.end_at))


class VisitDelegate(QStyledItemDelegate):
    """Time and state, then the place, then what is to be done; what is over is pale."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._time = number_font(14, QFont.Weight.DemiBold)
        self._place = text_font(14, QFont.Weight.DemiBold)
        self._text = text_font(13)
        self._small = text_font(12)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All cards are of one height."""
        return QSize(200, CARD_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the card."""
        row, model = index.data(CARD_ROLE), index.model()
        if not isinstance(row, MyVisitRow) or not isinstance(model, VisitModel):
            return
        box = QRectF(option.rect).adjusted(1, 1, -1, -_GAP)  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_box(painter, box, row, option.state)  # type: ignore[attr-defined, unused-ignore]
        if row.state in FINISHED:
            painter.setOpacity(0.6)
        self._draw_words(painter, box.adjusted(18, 11, -14, -11), row, model.formats)
        painter.restore()

    def _draw_words(self, painter: QPainter, box: QRectF, row: MyVisitRow, formats: Formats) -> None:
        colours = tokens()
        look, state = state_look(row.state), row.state.label
        room = badge_width(state, look.icon)
        at_right = QRectF(box.right() - room, box.top(), room, BADGE_HEIGHT)
        draw_badge(painter, at_right, state, look)
        first = box.adjusted(0, 0, -room - 8, 0)
        self._line(painter, first, span_words(row, formats), self._time, colours.text)
        box.setTop(box.top() + _LINE + 5)
        where = row.site or row.customer or tr("No site")
        self._line(painter, box, where, self._place, colours.text)
        box.setTop(box.top() + _LINE)
        number = f"#{row.number}"
        number_room = QFontMetricsF(self._small).horizontalAdvance(number) + 12
        what = " · ".join(part for part in (row.title, row.city) if part)
        if row.is_hazardous:
            hazard = Look("warn", "triangle-alert")
            draw_badge(painter, QRectF(box.left(), box.top(), 26, BADGE_HEIGHT), "", hazard)
            box.setLeft(box.left() + 32)
        self._line(painter, box.adjusted(0, 2, -number_room, 0), what, self._text, colours.muted)
        painter.setFont(self._small)
        painter.setPen(QColor(colours.muted))
        line = QRectF(box.left(), box.top() + 2, box.width(), _LINE)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)

    @staticmethod
    def _line(painter: QPainter, box: QRectF, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetricsF(font).elidedText(
            text.replace("\n", " "), Qt.TextElideMode.ElideRight, max(box.width(), 0)
        )
        painter.drawText(QRectF(box.left(), box.top(), box.width(), _LINE), _LEFT, shown)


def _draw_box(painter: QPainter, box: QRectF, row: MyVisitRow, state: QStyle.StateFlag) -> None:
    colours = tokens()
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    painter.setBrush(QColor(colours.hover if is_hovered and not is_chosen else colours.card))
    painter.setPen(QPen(QColor(colours.accent), 2) if is_chosen else QPen(QColor(colours.hairline), 1))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    shape, stripe = QPainterPath(), QPainterPath()
    shape.addRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), _RADIUS, _RADIUS)
    stripe.addRect(QRectF(box.left() - 1, box.top() - 1, _STRIPE + 1, box.height() + 2))
    painter.fillPath(shape & stripe, QColor(colours.priority(row.priority)))


class VisitList(CardList):
    """Signals:
    chosen(object): another MyVisitRow is current, None for none.
    """

    chosen = Signal(object)

    def __init__(self, model: VisitModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("My visits"), VisitDelegate(), parent)
        self.visits = model
        self.setModel(model)

    def current(self) -> MyVisitRow | None:
        """The visit that is chosen."""
        index = self.currentIndex()
        return self.visits.row_at(index.row()) if index.isValid() else None

    def choose(self, visit_id: int | None) -> None:
        """Make this visit current, if it is there."""
        row = self.visits.place_of(visit_id)
        if row >= 0:
            self.setCurrentIndex(self.visits.index(row))
            self.scrollTo(self.visits.index(row))

    def show_rows(self, rows: Sequence[MyVisitRow], first_choice: int | None) -> None:
        """Show these; the same one stays current, else `first_choice` is."""
        was = self.current()
        with QSignalBlocker(self):
            self.visits.replace_rows(rows)
        if not rows:
            self.chosen.emit(None)
            return
        row = self.visits.place_of(was.id if was is not None else None)
        if row < 0:
            row = max(self.visits.place_of(first_choice), 0)
        self.setCurrentIndex(self.visits.index(row))
        self.chosen.emit(self.current())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that another one is chosen."""
        super().selectionChanged(selected, deselected)
        if self.current() is not None:
            self.chosen.emit(self.current())
