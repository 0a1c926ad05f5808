"""The requests that wait, as a list model."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import Clock
from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import RequestRow
from fsmdesk.views.inbox.age_words import age_words

REQUEST_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class RequestModel(QAbstractListModel):
    """Rows in the order in which they came from the office; `pending` ids are being answered."""

    def __init__(self, formats: Formats, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.formats = formats
        self.clock = clock
        self.pending: frozenset[int] = frozenset()
        self._rows: Sequence[RequestRow] = ()

    def show_rows(self, rows: Sequence[RequestRow]) -> None:
        """Show these; where the same requests stand in the same order, only what changed is drawn again."""
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rows(self) -> Sequence[RequestRow]:
        """All requests."""
        return self._rows

    def request_at(self, row: int) -> RequestRow | None:
        """The request in this row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, request_id: int | None) -> int:
        """The row of this request, -1 where it is not there."""
        return next((at for at, row in enumerate(self._rows) if row.id == request_id), -1)

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many wait."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The request itself, and its words for a screen reader."""
        row = self.request_at(index.row())
        if row is None:
            return None
        if role == REQUEST_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            age = age_words(row.requested_at, self.clock(), self.formats)
            parts = [row.title, row.priority.label, row.customer, row.site, age]
            if row.credit_hold:
                parts.append(tr("Credit hold"))
            return ", ".join(part for part in parts if part)
        return None
