"""How a table's cells are drawn: ticks, badges, numbers of one width, muted words, placeholders."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.lists import ListGroup
from fsmdesk.views.theme.fonts import number_font, text_font
from fsmdesk.views.theme.icons import draw_icon, token_colour
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.whole_errors import whole_errors
from fsmdesk.views.widgets.badges import draw_badge
from fsmdesk.views.widgets.table_columns import Column, Kind, written
from fsmdesk.views.widgets.table_model import HasId, RowTableModel

_Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 32
PADDING = 10
TICK_WIDTH = 40
_WEIGHTS = (QFont.Weight.Normal, QFont.Weight.DemiBold)
_MOST_FITTED = 8_000
_ELIDE = Qt.TextElideMode.ElideRight


class RowDelegate(QStyledItemDelegate):
    """Draws rows of a RowTableModel; `is_ticked` and `is_hovered` say how a row stands."""

    def __init__(
        self,
        formats: Formats,
        is_ticked: Callable[[int], bool],
        is_hovered: Callable[[int], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._is_ticked = is_ticked
        self._is_hovered = is_hovered
        self.can_tick = True
        self._fonts = {
            (figures, strong): (number_font if figures else text_font)(weight=_WEIGHTS[strong])
            for figures in (False, True)
            for strong in (False, True)
        }
        self._fitted: dict[tuple[str, tuple[bool, bool], int], str] = {}
        self._metrics = {key: QFontMetrics(font) for key, font in self._fonts.items()}

    @whole_errors
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Every row is equally high."""
        return QSize(100, ROW_HEIGHT)

    @whole_errors
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        model = index.model()
        if not isinstance(model, RowTableModel):
            return
        box: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        state = option.state  # type: ignore[attr-defined, unused-ignore]
        row = model.row_at(index.row())
        column = model.columns()[index.column()]
        title = model.title_at(index.row()) if row is None else None
        if title is not None:
            is_current = bool(state & QStyle.StateFlag.State_Selected)
            self._draw_title(painter, box, model, index, title, is_current)
            return
        self._draw_ground(painter, box, row, index, bool(state & QStyle.StateFlag.State_Selected))
        if index.column() == 0 and self.can_tick:
            if row is not None:
                self._draw_tick(painter, box, self._is_ticked(row.id))
            box = box.adjusted(TICK_WIDTH - PADDING, 0, 0, 0)
        inner = box.adjusted(PADDING, 0, -PADDING, 0)
        if row is None:
            self._draw_placeholder(painter, inner, column)
        else:
            self._draw_value(painter, inner, row, column)

    def _draw_title(
        self,
        painter: QPainter,
        box: QRect,
        model: RowTableModel[HasId],
        index: _Index,
        title: ListGroup,
        is_current: bool,
    ) -> None:
        """The part of a group's title that lies in this cell: its sum, or a piece of the words over all cells."""
        now = tokens()
        painter.fillRect(box, QColor(now.pressed if is_current else now.ground))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(now.hairline))
        column = model.columns()[index.column()]
        metrics = self._metrics[column.has_figures, True]
        painter.save()
        painter.setClipRect(box)
        painter.setPen(QColor(now.text))
        if column.key in title.totals and index.column() != 0:
            painter.setFont(self._fonts[True, True])
            inner = box.adjusted(PADDING, 0, -PADDING, 0)
            words = written(title.totals[column.key], column.kind, self._formats)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner, side, metrics.elidedText(words, _ELIDE, inner.width()))
        else:
            self._draw_title_words(painter, box, model, index, title)
        painter.restore()
        if is_current and index.column() == 0:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height() - 1), QColor(now.accent))

    def _draw_title_words(
        self, painter: QPainter, box: QRect, model: RowTableModel[HasId], index: _Index, title: ListGroup
    ) -> None:
        view = self.parent()
        outline = model.outline()
        if not isinstance(view, QTableView) or outline is None:
            return
        header = view.horizontalHeader()
        left = header.sectionViewportPosition(header.logicalIndex(0)) + PADDING
        is_open = outline.is_unfolded(outline.spot(index.row()).group)
        sign = "chevron-down" if is_open else "chevron-right"
        draw_icon(painter, sign, "muted", QRectF(left, box.center().y() - 8, 16, 16))
        painter.setFont(self._fonts[False, True])
        painter.drawText(
            QRect(left + 24, box.top(), header.length(), box.height()),
            Qt.AlignmentFlag.AlignVCenter,
            self._whole_title(view, model, title),
        )

    def _whole_title(self, view: QTableView, model: RowTableModel[HasId], title: ListGroup) -> str:
        """The words of a title, with the sums of columns that one would have to scroll to."""
        said = [model.title_words(title)]
        for at, column in enumerate(model.columns()):
            right = view.columnViewportPosition(at) + view.columnWidth(at)
            if column.key in title.totals and (at == 0 or right > view.viewport().width()):
                words = written(title.totals[column.key], column.kind, self._formats)
                said.append(f"{column.title} {words}")
        return "   ·   ".join(said)

    def _draw_ground(
        self, painter: QPainter, box: QRect, row: HasId | None, index: _Index, is_current: bool
    ) -> None:
        now = tokens()
        if row is not None and self.can_tick and self._is_ticked(row.id):
            painter.fillRect(box, QColor(now.selection))
        elif is_current:
            painter.fillRect(box, QColor(now.selection if not self.can_tick else now.pressed))
        elif self._is_hovered(index.row()):
            painter.fillRect(box, QColor(now.hover))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(now.hairline))
        if is_current and index.column() == 0:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height() - 1), QColor(now.accent))

    def _draw_tick(self, painter: QPainter, box: QRect, is_ticked: bool) -> None:
        side = 15
        place = QRectF(box.left() + 14, box.center().y() - side / 2 + 0.5, side, side)
        now = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(now.accent if is_ticked else now.muted), 1))
        painter.setBrush(QColor(now.accent) if is_ticked else QColor(now.card))
        painter.drawRoundedRect(place, 4, 4)
        painter.restore()
        if is_ticked:
            draw_icon(painter, "check", "on_accent", place.adjusted(1.5, 1.5, -1.5, -1.5))

    def _draw_placeholder(self, painter: QPainter, box: QRect, column: Column) -> None:
        width = max(min(box.width() * 6 // 10, 120), 0)
        left = box.right() - width if column.is_right else box.left()
        painter.fillRect(QRect(left, box.center().y() - 4, width, 8), QColor(tokens().pressed))

    def _draw_value(self, painter: QPainter, box: QRect, row: HasId, column: Column) -> None:
        text = column.text(row, self._formats)
        if not text:
            return
        if column.kind is Kind.YES_NO:
            draw_icon(painter, "check", "success_text", QRectF(box.left(), box.center().y() - 8, 16, 16))
            return
        badge = column.badge(row)
        if badge is not None:
            draw_badge(painter, QRectF(box), text, badge)
            return
        face = (column.has_figures, column.is_strong)
        metrics = self._metrics[face]
        painter.setFont(self._fonts[face])
        painter.setPen(QColor(_colour_of(row, column)))
        side = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
        shown = self._fitting(text, face, box.width())
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
        secondary = column.secondary(row) if column.secondary is not None else ""
        if secondary and shown == text and not column.is_right:
            self._draw_secondary(
                painter, box.adjusted(metrics.horizontalAdvance(text) + 8, 0, 0, 0), secondary
            )

    def _fitting(self, text: str, face: tuple[bool, bool], width: int) -> str:
        """As much of the text as there is room for; most cells are painted again and again."""
        key = (text, face, width)
        shown = self._fitted.get(key)
        if shown is None:
            if len(self._fitted) >= _MOST_FITTED:
                self._fitted.clear()
            shown = self._fitted[key] = self._metrics[face].elidedText(text, _ELIDE, width)
        return shown

    def _draw_secondary(self, painter: QPainter, box: QRect, text: str) -> None:
        if box.width() < 24:
            return
        font = text_font(12)
        painter.setFont(font)
        painter.setPen(QColor(tokens().muted))
        shown = QFontMetrics(font).elidedText(text, _ELIDE, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


def _colour_of(row: HasId, column: Column) -> str:
    named = column.colour(row) if column.colour is not None else ""
    return token_colour(named) if named else tokens().muted if column.is_muted else tokens().text
