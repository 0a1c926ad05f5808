"""Reads a list page by page into a table, and again when something changed, without losing the place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Generic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from fsmdesk.core.lists import MAX_PAGE, UNCOUNTED, ListGroup, ListPage, ListPart, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.views.desk import Desk
from fsmdesk.views.tasks import Lane
from fsmdesk.views.widgets.list_outline import ListOutline
from fsmdesk.views.widgets.table_model import RowT
from fsmdesk.views.widgets.table_view import RowTable

PAGE = 50
# Of what is typed faster than it can be found only the last is looked for.
_STARTS_AT_ONCE = 2
# Rows come at once; counting all of them waits until the person stops typing.
_COUNT_AFTER_MS = 300

MakeQuery = Callable[[ListRequest], Query[ListPage[RowT]]]


class ListReader(QObject, Generic[RowT]):
    """Keeps what is seen of a long list in the table.

    Signals:
        began(): the list is being read from its start; nothing of it is known yet.
        came(): the first rows are shown; how many there are in all may not be known yet.
        counted(int, object): how many rows there are, and the totals by column key.
        failed(Exception): the last reading did not succeed; what was shown stays.
    """

    began = Signal()
    came = Signal()
    counted = Signal(int, object)
    failed = Signal(Exception)

    def __init__(self, desk: Desk, table: RowTable[RowT], query: MakeQuery[RowT], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._table = table
        self._query = query
        self._request = ListRequest(limit=PAGE)
        self._generation = 0
        self._asked: set[object] = set()
        self._seen = (0, 0)
        self._restore_id: int | None = None
        self._starts = 0
        self._held: ListRequest | None = None
        self._unfolded: set[object] = set()
        self._count_timer = QTimer(self)
        self._count_timer.setSingleShot(True)
        self._count_timer.setInterval(_COUNT_AFTER_MS)
        self._count_timer.timeout.connect(self._count)
        self.totals: Mapping[str, int] = {}
        self.total_count = 0
        table.seen.connect(self._read_seen)
        table.fold_wanted.connect(self.set_unfolded)

    @property
    def request(self) -> ListRequest:
        """What is shown: order, filters, text and groups."""
        return self._request

    @property
    def is_starting(self) -> bool:
        """True while the first rows of what was asked for last are not there yet."""
        return self._starts > 0

    @property
    def is_counting(self) -> bool:
        """True while it is not known how many rows there are."""
        return self._count_timer.isActive() or ListPart.TOTALS in self._asked

    def show_request(self, request: ListRequest) -> None:
        """Show these rows from the start; the current row stays current if it is among the first page."""
        if self._starts >= _STARTS_AT_ONCE:
            self._held = request
            return
        if request.group_by != self._request.group_by:
            self._unfolded.clear()
        self._request = replace(request, offset=0, limit=PAGE)
        self._begin_anew()
        current = self._table.current_row()
        self._restore_id = current.id if current is not None else None
        self.began.emit()
        if request.group_by:
            self._ask_groups()
        else:
            self._ask_rows(0, is_start=True)

    def read_again(self) -> None:
        """Read what is in view again; what is elsewhere is read when it is seen. Nothing moves needlessly."""
        self._begin_anew()
        if self._request.group_by:
            self._ask_groups()
            return
        first, last = self._seen
        for offset in range(first - first % PAGE, last + 1, PAGE):
            self._ask_rows(offset, is_again=True)

    def read_all(self, most: int, take: Callable[[Sequence[RowT]], None]) -> None:
        """All rows that match go to `take`, page by page, the first `most` of them; the table stays as it is."""
        request = replace(self._request, part=ListPart.ROWS, group_by="", limit=MAX_PAGE)

        def read(offset: int) -> None:
            def settle(page: ListPage[RowT]) -> None:
                take(page.rows)
                if len(page.rows) == MAX_PAGE and offset + MAX_PAGE < most:
                    read(offset + MAX_PAGE)

            self._ask(("all", offset), replace(request, offset=offset), settle)

        read(0)

    @Slot(int, bool)
    def set_unfolded(self, group: int, is_open: bool) -> None:
        """Show or hide the rows of one group."""
        self._table.rows().set_unfolded(group, is_open)
        self._keep_folds()

    def set_all_unfolded(self, is_open: bool) -> None:
        """Show or hide the rows of all groups."""
        self._table.rows().set_all_unfolded(is_open)
        self._keep_folds()

    def _keep_folds(self) -> None:
        outline = self._table.rows().outline()
        self._unfolded = outline.unfolded() if outline is not None else set()

    def _begin_anew(self) -> None:
        self._generation += 1
        self._asked.clear()
        self._count_timer.stop()

    @Slot(int, int)
    def _read_seen(self, first: int, last: int) -> None:
        self._seen = (first, last)
        model = self._table.rows()
        ahead = last - first + 1
        low, high = max(first - ahead, 0), min(last + ahead, model.rowCount() - 1)
        outline = model.outline()
        if outline is not None:
            self._read_groups(outline, low, high)
            return
        for offset in range(low - low % PAGE, high + 1, PAGE):
            if not model.is_read(max(offset, low), min(offset + PAGE - 1, high)):
                self._ask_rows(offset)

    def _read_groups(self, outline: ListOutline, low: int, high: int, is_again: bool = False) -> None:
        """Read the rows from one place to another; `is_again` those too that are here already."""
        if not outline.groups:
            return
        model = self._table.rows()
        first_of = model.first_row if is_again else model.first_unread
        place = first_of(low, high)
        while place is not None:
            stretch = outline.stretch_of(outline.spot(place), PAGE)
            values = tuple(outline.groups[group].value for group in stretch.groups)
            request = replace(self._request, part=ListPart.ROWS, in_groups=values, offset=stretch.first)

            def take(page: ListPage[RowT], first: int = stretch.first) -> None:
                if not self._table.rows().fill_groups(page.rows, page.row_groups, first):
                    self.read_again()
                self._restore()

            self._ask(stretch, request, take)
            group = stretch.groups[-1]
            rest = stretch.first + PAGE if len(stretch.groups) == 1 else outline.groups[group].count
            after = outline.start_of(group) + 1 + min(rest, outline.groups[group].count)
            place = first_of(max(after, place + 1), high)

    def _ask_groups(self) -> None:
        def take(page: ListPage[RowT]) -> None:
            model = self._table.rows()
            top = self._table.verticalScrollBar().value()
            current = self._table.current_row()
            self._restore_id = current.id if current is not None else self._restore_id
            outline = ListOutline(page.groups, self._unfolded, self._request.group_by)
            model.show_outline(outline)
            self._table.verticalScrollBar().setValue(top)
            first, last = self._seen
            model.forget_outside(first, last)
            self._read_groups(outline, first, min(last, len(outline) - 1), is_again=True)
            self.came.emit()
            self._tell_count(page.total_count, _added_up(page.groups))

        self._ask(ListPart.GROUPS, self._request.only(ListPart.GROUPS), take, is_start=True)

    def _ask_rows(self, offset: int, *, is_start: bool = False, is_again: bool = False) -> None:
        def take(page: ListPage[RowT]) -> None:
            self._take(offset, page, is_start, is_again)

        request = self._request.page(offset, PAGE).only(ListPart.ROWS)
        self._ask(offset, request, take, is_start=is_start)

    def _ask(
        self,
        key: object,
        request: ListRequest,
        take: Callable[[ListPage[RowT]], None],
        *,
        is_start: bool = False,
    ) -> None:
        if key in self._asked:
            return
        self._asked.add(key)
        generation = self._generation
        self._starts += is_start

        def settle(page: ListPage[RowT]) -> None:
            if generation == self._generation:
                self._asked.discard(key)
                take(page)
            self._end(is_start)

        def refuse(error: Exception) -> None:
            if generation == self._generation:
                self._asked.discard(key)
                self.failed.emit(error)
            self._end(is_start)

        # Counting may take long; it must not stand in the way of rows.
        lane = Lane.REST if request.part is ListPart.TOTALS else Lane.READ
        query, office = self._query(request), self._desk.office

        def job() -> ListPage[RowT]:
            return office.ask(query)

        self._desk.tasks.run(self, job, settle, refuse, lane)

    def _end(self, is_start: bool) -> None:
        self._starts -= is_start
        held, self._held = (self._held, None) if is_start else (None, self._held)
        if held is not None:
            self.show_request(held)

    def _take(self, offset: int, page: ListPage[RowT], is_start: bool, is_again: bool) -> None:
        model = self._table.rows()
        is_counted = page.total_count != UNCOUNTED
        if is_start:
            self.total_count = page.total_count if is_counted else len(page.rows)
            model.expect(self.total_count)
            model.fill(0, page.rows, self.total_count)
            self._table.verticalScrollBar().setValue(0)
            self._restore()
        else:
            self.total_count = (
                page.total_count if is_counted else max(self.total_count, offset + len(page.rows))
            )
            self._fill_in_place(offset, page, is_again)
        self._table.refresh_ticks()
        self.came.emit()
        if is_counted:
            self._tell_count(page.total_count, page.totals)
        elif is_start or is_again:
            self._count_timer.start()

    @Slot()
    def _count(self) -> None:
        def take(page: ListPage[RowT]) -> None:
            self._table.rows().stretch(page.total_count)
            self._tell_count(page.total_count, page.totals)

        self._ask(ListPart.TOTALS, self._request.only(ListPart.TOTALS), take)

    def _tell_count(self, count: int, totals: Mapping[str, int]) -> None:
        self.totals, self.total_count = totals, count
        self.counted.emit(count, totals)

    def _restore(self) -> None:
        if self._restore_id is not None:
            self._table.make_current(self._restore_id)

    def _fill_in_place(self, offset: int, page: ListPage[RowT], is_again: bool) -> None:
        model = self._table.rows()
        top, at = self._table.top_row()
        current = self._table.current_row()
        has_moved = model.fill(offset, page.rows, self.total_count)
        if is_again and not has_moved:
            first, last = self._seen
            model.forget_outside(first - first % PAGE, last - last % PAGE + PAGE - 1)
        if has_moved:
            if current is not None:
                self._table.make_current(current.id)
            if top is not None:
                self._table.keep_in_place(top.id, at)


def _added_up(groups: Sequence[ListGroup]) -> Mapping[str, int]:
    totals: dict[str, int] = {}
    for group in groups:
        for name, total in group.totals.items():
            totals[name] = totals.get(name, 0) + total
    return totals
