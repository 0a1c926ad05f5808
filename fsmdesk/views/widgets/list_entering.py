"""From the words one searches by into the rows that were found, without the mouse."""

from typing import Generic

from PySide6.QtCore import QObject, Slot

from fsmdesk.views.widgets.list_reader import ListReader
from fsmdesk.views.widgets.search_field import SearchField
from fsmdesk.views.widgets.table_model import RowT
from fsmdesk.views.widgets.table_view import RowTable


class ListEntering(QObject, Generic[RowT]):
    """Down goes from the field to the rows; Enter too, and opens the row if it is the only one.

    Enter waits for what was typed before it to be found, and is forgotten when typing goes on.
    """

    def __init__(
        self, search: SearchField, reader: ListReader[RowT], table: RowTable[RowT], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._search = search
        self._reader = reader
        self._table = table
        self._awaited: str | None = None
        search.went_down.connect(self._go_down)
        search.returnPressed.connect(self._enter)
        search.textEdited.connect(self._forget)
        reader.came.connect(self._came)

    @Slot()
    def _enter(self) -> None:
        self._awaited = self._search.text().strip()
        if not self._reader.is_starting:
            self._came()

    @Slot()
    def _forget(self) -> None:
        self._awaited = None

    @Slot()
    def _came(self) -> None:
        if self._awaited is None or self._reader.request.text != self._awaited:
            return
        is_wanted = self._search.hasFocus()
        self._awaited = None
        if not is_wanted:
            return
        rows = self._table.rows()
        only = rows.row_at(0) if rows.rowCount() == 1 else None
        self._go_down()
        if only is not None:
            self._table.opened.emit(only)

    @Slot()
    def _go_down(self) -> None:
        if self._table.rows().rowCount() == 0:
            return
        if not self._table.currentIndex().isValid():
            self._table.setCurrentIndex(self._table.rows().index(0, 0))
        self._table.setFocus()
