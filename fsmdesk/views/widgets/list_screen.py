"""The base of every screen that is a list: search, filters, table, totals, Excel."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, Generic

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QMenu, QStackedLayout, QVBoxLayout, QWidget

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import ChangeSet, Query
from fsmdesk.core.words import tr
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterBar, FilterChip
from fsmdesk.views.widgets.list_foot import ListFoot
from fsmdesk.views.widgets.list_reader import ListReader
from fsmdesk.views.widgets.passing_menu import PassingMenu
from fsmdesk.views.widgets.search_field import SearchField
from fsmdesk.views.widgets.surfaces import Surface
from fsmdesk.views.widgets.table_columns import Column
from fsmdesk.views.widgets.table_model import RowT, RowTableModel
from fsmdesk.views.widgets.table_view import RowTable


class ListScreen(Screen, Generic[RowT]):
    """A subclass names `columns`, `kinds` and the words, and overrides `query` and `open_row`.

    It keeps order, filters, columns and widths for each person under `list.<name>`.
    """

    name: ClassVar[str] = ""
    columns: ClassVar[Sequence[Column]] = ()
    chips: ClassVar[Sequence[FilterChip]] = ()
    kinds: ClassVar[tuple[str, ...]] = ()  # records whose change is read again
    first_sort: ClassVar[tuple[str, bool]] = ("", False)

    def __init__(self, desk: Desk, title: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, title, parent, has_command_field=False)
        self._kept = desk.settings.mapping(f"list.{self.name}")
        self._model: RowTableModel[RowT] = RowTableModel(self._kept_columns(), desk.formats, self)
        self.table: RowTable[RowT] = RowTable(self._model, desk.formats, self)
        self.table.setAccessibleName(title)
        self.search = SearchField(placeholder, "Ctrl+F", self)
        self.search.setFixedWidth(360)
        self.filters = FilterBar(self.chips, self.columns, self)
        self.foot = ListFoot(self.columns, desk.formats, self)
        self.reader: ListReader[RowT] = ListReader(desk, self.table, self.query, self)
        self._empty = self.empty_state()
        self._nothing = EmptyState(
            "search", tr("Nothing matches"), tr("Try other words or turn a filter off.")
        )
        self._lay_out()
        self._wire()
        self._restore()

    def query(self, request: ListRequest) -> Query[ListPage[RowT]]:
        """The query that reads this page."""
        raise NotImplementedError

    def open_row(self, row: RowT) -> None:
        """The person opened this row."""

    def empty_state(self) -> EmptyState:
        """What is shown while there is nothing at all."""
        return EmptyState("inbox", tr("Nothing here yet"))

    def row_menu(self, menu: QMenu, row: RowT) -> None:
        """Add what can be done with this row."""

    def export_excel(self, request: ListRequest, columns: Sequence[Column]) -> None:
        """Write what is shown as a spreadsheet (Ctrl+E); called only after `offer_excel`."""

    def show_totals(self, total_count: int, totals: Mapping[str, int]) -> None:
        """Another page came; cards above the table show their figures here."""

    def add_above(self, widget: QWidget) -> None:
        """Put something, such as cards with figures, above the filters."""
        self._column.insertWidget(self._column.indexOf(self.filters), widget)

    def add_side(self, widget: QWidget) -> None:
        """Put something, such as a panel that edits the current row, at the right of the table."""
        self._row.addWidget(widget)

    def offer_excel(self) -> None:
        """Offer Excel by button and Ctrl+E."""
        self.add_action(ActionSpec(f"{self.name}.excel", tr("Excel"), self._export, "Ctrl+E", "sheet"))

    def arrive(self, record_id: int | None) -> None:
        """Read the list the first time; later it keeps itself fresh."""
        if self.reader.total_count == 0:
            self._ask_anew()
        self.table.setFocus()

    def read_again(self) -> None:
        """Read what is in view again."""
        if self.reader.total_count == 0:
            self._ask_anew()
        else:
            self.reader.read_again()

    def _lay_out(self) -> None:
        self.top_bar.add_left(self.search)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(20, 14, 20, 14)
        self._column.setSpacing(10)
        self._column.addWidget(self.filters)
        card = Surface("card", self)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 6)
        self._pages = QStackedLayout()
        for widget in (self.table, self._empty, self._nothing):
            self._pages.addWidget(widget)
        inside.addLayout(self._pages)
        self._column.addWidget(card, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addLayout(self._column, 1)
        self.body.addLayout(self._row, 1)
        self.body.addWidget(self.foot)

    def _wire(self) -> None:
        self.search.searched.connect(self._search)
        self.filters.changed.connect(self._ask_anew)
        self.filters.columns_changed.connect(self._choose_columns)
        self.table.sort_wanted.connect(self._sort)
        self.table.opened.connect(self.open_row)
        self.table.ticks_changed.connect(self._show_ticks)
        self.table.menu_wanted.connect(self._open_menu)
        self.reader.counted.connect(self._counted)
        self.reader.failed.connect(self._failed)
        self.desk.hub.saved.connect(self._hear)
        header = self.table.horizontalHeader()
        header.sectionResized.connect(self._keep_widths)
        header.sectionMoved.connect(self._keep_widths)
        spec = ActionSpec(f"{self.name}.find", tr("Filter this list"), self._find, "Ctrl+F", "search")
        self.add_action(spec, in_bar=False)

    def _restore(self) -> None:
        on = self._kept.get("chips")
        if isinstance(on, list):
            self.filters.turn_on([str(key) for key in on])
        sort, descending = self._kept.get("sort"), self._kept.get("descending")
        self._order = (sort, bool(descending)) if isinstance(sort, str) else self.first_sort
        self.table.show_sort(*self._order)
        self._size_columns()
        self.filters.show_columns([column.key for column in self._model.columns()])

    def _kept_columns(self) -> list[Column]:
        keys = self._kept.get("columns")
        if isinstance(keys, list):
            by_key = {column.key: column for column in self.columns}
            kept = [by_key[str(key)] for key in keys if str(key) in by_key]
            if kept:
                return kept
        return [column for column in self.columns if not column.is_hidden]

    def _size_columns(self) -> None:
        widths = self._kept.get("widths")
        known = widths if isinstance(widths, dict) else {}
        header = self.table.horizontalHeader()
        self._is_sizing = True
        for at, column in enumerate(self._model.columns()):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, mode)
            width = known.get(column.key, column.width)
            self.table.setColumnWidth(at, width if isinstance(width, int) else column.width)
        self.table.keep_stretch_readable()
        self._is_sizing = False

    @Slot()
    def _keep_widths(self) -> None:
        if self._is_sizing:
            return
        header = self.table.horizontalHeader()
        shown = self._model.columns()
        order = sorted(range(len(shown)), key=header.visualIndex)
        self._kept["columns"] = [shown[at].key for at in order]
        self._kept["widths"] = {
            column.key: header.sectionSize(at) for at, column in enumerate(shown) if not column.stretch
        }
        self._keep()

    @Slot(list)
    def _choose_columns(self, keys: list[str]) -> None:
        self._kept["columns"] = keys
        self._keep()
        self._is_sizing = True
        self._model.show_columns(self._kept_columns())
        self._size_columns()
        self.table.show_sort(*self._order)

    def _keep(self) -> None:
        self._kept |= {
            "chips": self.filters.on(),
            "sort": self._order[0],
            "descending": self._order[1],
        }
        self.desk.settings.keep(f"list.{self.name}", dict(self._kept))

    @Slot()
    def _ask_anew(self) -> None:
        self._keep()
        self.reader.show_request(
            ListRequest(self._order[0], self._order[1], self.filters.conditions(), self.search.text().strip())
        )

    @Slot(str)
    def _search(self, text: str) -> None:
        if text != self.reader.request.text:
            self.reader.show_request(
                replace(self.reader.request, text=text, filters=self.filters.conditions())
            )

    @Slot(str, bool)
    def _sort(self, key: str, descending: bool) -> None:
        self._order = (key, descending)
        self._ask_anew()

    @Slot(int, object)
    def _counted(self, total: int, totals: Mapping[str, int]) -> None:
        is_narrowed = bool(self.reader.request.text or self.reader.request.filters)
        shown = self.table if total else self._nothing if is_narrowed else self._empty
        self._pages.setCurrentWidget(shown)
        self.banners.close_notice("error")
        self.foot.show_all(total, totals)
        self.show_totals(total, totals)

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self.desk.errors.show(error, self, self.read_again)

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, origin: object) -> None:
        if changes.touches(*self.kinds) and self.isVisible():
            self.read_again()
        elif changes.touches(*self.kinds):
            self._is_old = True

    _is_old = False

    def showEvent(self, event: object) -> None:
        """What changed while the screen was hidden is read now."""
        if self._is_old:
            self._is_old = False
            self.read_again()

    @Slot()
    def _show_ticks(self) -> None:
        self.foot.show_ticked(self.table.ticked())

    @Slot(object, QPoint)
    def _open_menu(self, row: RowT, where: QPoint) -> None:
        menu = PassingMenu(self)
        self.row_menu(menu, row)
        menu.show_at(where)

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _export(self) -> None:
        self.export_excel(self.reader.request, self._model.columns())
