"""The titles over a table's columns, with a small arrow at the one that it is sorted by."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.table_delegate import PADDING, TICK_WIDTH

HEADER_HEIGHT = 34
_ARROW = 14


class TableHeader(QHeaderView):
    """Draws the titles; the first one stands clear of the ticks by `indent`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.indent = TICK_WIDTH - PADDING
        self._sorted_at = -1
        self._descending = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(HEADER_HEIGHT)
        self.setMinimumSectionSize(48)

    def show_sort(self, section: int, descending: bool) -> None:
        """Show by which column the table is sorted, -1 for none."""
        self._sorted_at = section
        self._descending = descending
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Draw one title."""
        now = tokens()
        painter.save()
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(now.line))
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        side = self.model().headerData(
            logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        at_right = bool(side & Qt.AlignmentFlag.AlignRight)
        is_sorted = logicalIndex == self._sorted_at
        font = text_font(12, QFont.Weight.DemiBold if is_sorted else QFont.Weight.Medium)
        metrics = QFontMetrics(font)
        box = rect.adjusted(PADDING + (self.indent if logicalIndex == 0 else 0), 0, -PADDING, 0)
        room = box.width() - (_ARROW + 2 if is_sorted else 0)
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(shown)
        left = box.right() - width + 1 if at_right else box.left()
        if is_sorted and at_right:
            left -= _ARROW + 2
        painter.setFont(font)
        painter.setPen(QColor(now.text if is_sorted else now.muted))
        painter.drawText(
            QRect(left, box.top(), width + 2, box.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        if is_sorted:
            arrow = QRectF(left + width + 2, box.center().y() - _ARROW / 2 + 1, _ARROW, _ARROW)
            draw_icon(painter, "chevron-down" if self._descending else "chevron-up", "text", arrow)
        painter.restore()
