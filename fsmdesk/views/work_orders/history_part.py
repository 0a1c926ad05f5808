"""Everything that happened to a job, from the change log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import HistoryRow, WorkOrderCard, WorkOrderHistory
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.fitting_table import FittingTable
from fsmdesk.views.widgets.surfaces import paragraph
from fsmdesk.views.widgets.table_columns import Column, Kind

_MOST_ROWS = 14


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of the history; its `id` is its place from the beginning, so newer ones do not move it."""

    id: int
    at: datetime
    person: str
    text: str


_COLUMNS = (
    Column("at", tr("When"), Kind.INSTANT, width=180, is_sortable=False, is_muted=True),
    Column("person", tr("Who"), width=140, is_sortable=False),
    Column("text", tr("What"), stretch=True, is_sortable=False),
)


class HistoryPart(QWidget):
    """Read only when it is looked at."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._record_id: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.table: FittingTable[_Entry] = FittingTable(_COLUMNS, desk.formats, self, _MOST_ROWS)
        self.table.setAccessibleName(tr("History"))
        self._empty = paragraph(tr("Nothing happened yet."), "muted", self)
        self._empty.setContentsMargins(10, 10, 10, 2)
        self._empty.hide()
        column.addWidget(self.table)
        column.addWidget(self._empty)
        self.setFocusProxy(self.table)

    def show_card(self, card: WorkOrderCard) -> None:
        """This job was read; its history may have grown."""
        if card.id != self._record_id:
            self._record_id = card.id
            self.table.show_rows(())
        self._desk.ask(self, WorkOrderHistory(work_order_id=card.id), self._show)

    def _show(self, rows: Sequence[HistoryRow]) -> None:
        count = len(rows)
        entries = [_Entry(count - at, row.at, row.person, row.text) for at, row in enumerate(rows)]
        self.table.show_rows(entries)
        self.table.setVisible(bool(entries))
        self._empty.setVisible(not entries)
