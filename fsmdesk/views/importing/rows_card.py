"""The first rows as they will be in the office."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr, trn
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.widgets.surfaces import Card
from fsmdesk.views.widgets.table_delegate import ROW_HEIGHT
from fsmdesk.views.widgets.table_header import HEADER_HEIGHT
from fsmdesk.views.widgets.table_model import RowTableModel
from fsmdesk.views.widgets.table_view import RowTable

if TYPE_CHECKING:
    from fsmdesk.exchange.plans import ImportPlan
    from fsmdesk.views.importing.row_words import ComingRow

_MOST = 8
_NARROWEST, _WIDEST = 84, 300
_SCROLL_BAR = 14


class RowsCard(Card):
    """A table that scrolls sideways, since a file may fill every field."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(tr("First rows, as they will be"), parent=parent)
        self._formats = formats
        self.table: RowTable[ComingRow] = RowTable(RowTableModel((), formats), formats, self)
        self.table.rows().setParent(self.table)
        self.table.without_ticks()
        self.table.setAccessibleName(tr("First rows, as they will be"))
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalScrollBar().rangeChanged.connect(self._fit)
        self.body.addWidget(self.table)

    def show_plan(self, plan: "ImportPlan") -> None:
        """Show the first rows of the plan."""
        from fsmdesk.views.importing.row_words import coming_columns, coming_rows

        rows = coming_rows(plan, self._formats, _MOST)
        columns = coming_columns(plan, rows)
        self.table.rows().replace_rows(())
        self.table.rows().show_columns(columns)
        self.table.rows().replace_rows(rows)
        metrics = QFontMetrics(text_font())
        for at, column in enumerate(columns):
            texts = [column.title, *(column.text(row, self._formats) for row in rows)]
            wanted = max(metrics.horizontalAdvance(text) for text in texts) + 30
            least = column.width if column.is_right else _NARROWEST
            self.table.setColumnWidth(at, min(max(wanted, least), _WIDEST))
        self._fit()
        count = len(plan.rows)
        remark = trn("of {n} row", "of {n} rows", count).format(n=self._formats.count(count))
        self.heading.set_text(tr("First rows, as they will be"), remark if count > len(rows) else "")
        self.setVisible(bool(rows))

    @Slot()
    def _fit(self) -> None:
        """As high as its rows, and the bar below them where there is one."""
        bar = _SCROLL_BAR if self.table.horizontalScrollBar().maximum() else 0
        count = max(self.table.rows().rowCount(), 1)
        self.table.setFixedHeight(HEADER_HEIGHT + count * ROW_HEIGHT + bar + 2)
