"""Reads a list page by page into a table, and again when something changed, without losing the place."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Generic

from PySide6.QtCore import QObject, Signal, Slot

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.table_model import RowT
from fsmdesk.views.widgets.table_view import RowTable

PAGE = 200

MakeQuery = Callable[[ListRequest], Query[ListPage[RowT]]]


class ListReader(QObject, Generic[RowT]):
    """Keeps what is seen of a long list in the table.

    Signals:
        began(): the list is being read from its start; nothing of it is known yet.
        counted(int, object): how many rows there are, and the totals by column key.
        failed(Exception): the last reading did not succeed; what was shown stays.
    """

    began = Signal()
    counted = Signal(int, object)
    failed = Signal(Exception)

    def __init__(self, desk: Desk, table: RowTable[RowT], query: MakeQuery[RowT], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._table = table
        self._query = query
        self._request = ListRequest(limit=PAGE)
        self._generation = 0
        self._asked: set[int] = set()
        self._seen = (0, 0)
        self._restore_id: int | None = None
        self.totals: Mapping[str, int] = {}
        self.total_count = 0
        table.seen.connect(self._read_seen)

    @property
    def request(self) -> ListRequest:
        """What is shown: order, filters and text."""
        return self._request

    def show_request(self, request: ListRequest) -> None:
        """Show these rows from the start; the current row stays current if it is among the first page."""
        self._request = replace(request, offset=0, limit=PAGE)
        self._generation += 1
        self._asked.clear()
        current = self._table.current_row()
        self._restore_id = current.id if current is not None else None
        self.began.emit()
        self._ask(0, is_start=True)

    def read_again(self) -> None:
        """Read what is in view again; what is elsewhere is read when it is seen. Nothing moves needlessly."""
        self._generation += 1
        self._asked.clear()
        first, last = self._seen
        for offset in range(first - first % PAGE, last + 1, PAGE):
            self._ask(offset, is_again=True)

    @Slot(int, int)
    def _read_seen(self, first: int, last: int) -> None:
        self._seen = (first, last)
        count = self._table.rows().rowCount()
        ahead = last - first + 1
        low, high = max(first - ahead, 0), min(last + ahead, count - 1)
        for offset in range(low - low % PAGE, high + 1, PAGE):
            if not self._table.rows().is_read(max(offset, low), min(offset + PAGE - 1, high)):
                self._ask(offset)

    def _ask(self, offset: int, *, is_start: bool = False, is_again: bool = False) -> None:
        if offset in self._asked:
            return
        self._asked.add(offset)
        generation = self._generation
        query = self._query(self._request.page(offset, PAGE))

        def take(page: ListPage[RowT]) -> None:
            if generation == self._generation:
                self._asked.discard(offset)
                self._take(offset, page, is_start, is_again)

        def refuse(error: Exception) -> None:
            if generation == self._generation:
                self._asked.discard(offset)
                self.failed.emit(error)

        self._desk.ask(self, query, take, refuse)

    def _take(self, offset: int, page: ListPage[RowT], is_start: bool, is_again: bool) -> None:
        model = self._table.rows()
        self.totals, self.total_count = page.totals, page.total_count
        if is_start:
            model.expect(page.total_count)
            model.fill(0, page.rows, page.total_count)
            self._table.verticalScrollBar().setValue(0)
            if self._restore_id is not None:
                self._table.make_current(self._restore_id)
        else:
            self._fill_in_place(offset, page, is_again)
        self._table.refresh_ticks()
        self.counted.emit(page.total_count, page.totals)

    def _fill_in_place(self, offset: int, page: ListPage[RowT], is_again: bool) -> None:
        model = self._table.rows()
        top, at = self._table.top_row()
        current = self._table.current_row()
        has_moved = model.fill(offset, page.rows, page.total_count)
        if is_again and not has_moved:
            first, last = self._seen
            model.forget_outside(first - first % PAGE, last - last % PAGE + PAGE - 1)
        if has_moved:
            if current is not None:
                self._table.make_current(current.id)
            if top is not None:
                self._table.keep_in_place(top.id, at)
