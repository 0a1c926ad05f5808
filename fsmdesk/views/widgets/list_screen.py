"""The base of every screen that is a list: search, filters, table, totals, Excel."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar, Generic

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from fsmdesk.core.lists import ListGroup, ListPage, ListRequest
from fsmdesk.core.messages import ChangeSet, Query
from fsmdesk.core.words import tr
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.column_filter import filters_from_json
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.filter_bar import FilterBar, FilterChip
from fsmdesk.views.widgets.list_columns import (
    group_words,
    kept_columns,
    shown_order,
    size_columns,
    widths_of,
)
from fsmdesk.views.widgets.list_entering import ListEntering
from fsmdesk.views.widgets.list_foot import ListFoot
from fsmdesk.views.widgets.list_reader import ListReader
from fsmdesk.views.widgets.passing_menu import PassingMenu
from fsmdesk.views.widgets.search_field import SearchField
from fsmdesk.views.widgets.surfaces import Surface
from fsmdesk.views.widgets.table_columns import Column
from fsmdesk.views.widgets.table_model import RowT, RowTableModel
from fsmdesk.views.widgets.table_view import RowTable
from fsmdesk.views.widgets.view_button import ViewButton

MOST_TICKED = 20_000


class ListScreen(Screen, Generic[RowT]):
    """A subclass names `columns`, `kinds` and the words, and overrides `query` and `open_row`.

    It keeps order, filters, groups, columns and widths for each person under `list.<name>`; all of them
    together, with the text, can be saved as a view.
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
        self.filters = FilterBar(self.chips, self.columns, desk.formats, self)
        self.view = ViewButton(desk, self.name, self)
        self.filters.add_left(self.view)
        self.foot = ListFoot(self.columns, desk.formats, self)
        self.reader: ListReader[RowT] = ListReader(desk, self.table, self.query, self)
        self._empty = self.empty_state()
        self._nothing = EmptyState(
            "search", tr("Nothing matches"), tr("Try other words or turn a filter off.")
        )
        self._has_view = bool(self._kept)
        self._lay_out()
        self._wire()
        ListEntering(self.search, self.reader, self.table, self)
        self._arrange(self._kept)
        kept_view = self._kept.get("view")
        self.view.show_current(kept_view if isinstance(kept_view, int) else 0)

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
        self.filters.group_chosen.connect(self._group_by)
        self.filters.folds_wanted.connect(self.reader.set_all_unfolded)
        self.view.chosen.connect(self._show_view)
        self.view.loaded.connect(self._begin_with_default)
        self._model.write_title = self._title_of
        self.table.sort_wanted.connect(self._sort)
        self.table.opened.connect(self.open_row)
        self.table.ticks_changed.connect(self._show_ticks)
        self.table.all_wanted.connect(self._tick_all)
        self.table.menu_wanted.connect(self._open_menu)
        self.reader.came.connect(self._came)
        self.reader.counted.connect(self._counted)
        self.reader.failed.connect(self._failed)
        self.desk.hub.saved.connect(self._hear)
        header = self.table.horizontalHeader()
        header.sectionResized.connect(self._keep_widths)
        header.sectionMoved.connect(self._keep_widths)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_header_menu)
        spec = ActionSpec(f"{self.name}.find", tr("Filter this list"), self._find, "Ctrl+F", "search")
        self.add_action(spec, in_bar=False)
        self._offer("filter", tr("Filter by a column…"), self.filters.open_filters, "Ctrl+Shift+F", "funnel")
        if any(column.is_grouped for column in self.columns):
            self._offer("group", tr("Group rows…"), self.filters.open_groups, "Ctrl+Shift+L", "layers")
        self._offer("views", tr("Views…"), self.view.open_menu, "Ctrl+Shift+V", "star")
        self._offer("columns", tr("Choose columns…"), self.filters.open_columns, "", "columns-3")

    def _offer(self, verb: str, text: str, does: Callable[[], object], keys: str, icon_name: str) -> None:
        """By its key and in the command box; the button stands above the list."""
        self.add_action(ActionSpec(f"{self.name}.{verb}", text, does, keys, icon_name), in_bar=False)

    def _arrange(self, definition: Mapping[str, object]) -> None:
        """Show filters, order, groups and columns as the definition says; what it does not say, as it was made."""
        on = definition.get("chips")
        first = [chip.id for chip in self.chips if chip.is_on]
        self.filters.turn_on([str(key) for key in on] if isinstance(on, list) else first)
        self.filters.filter_columns(filters_from_json(definition.get("filters"), self.columns))
        sort, descending = definition.get("sort"), definition.get("descending")
        self._order = (sort, bool(descending)) if isinstance(sort, str) else self.first_sort
        group = definition.get("group")
        by = {column.key for column in self.columns if column.is_grouped}
        self._group = group if isinstance(group, str) and group in by else ""
        self.filters.show_group(self._group)
        self.table.show_sort(*self._order)
        self._size_columns()
        self.filters.show_columns([column.key for column in self._model.columns()])

    def _definition(self) -> dict[str, object]:
        """How the list is shown now, as JSON values."""
        widths = self._kept.get("widths")
        return {
            "columns": [column.key for column in shown_order(self.table)],
            "widths": dict(widths) if isinstance(widths, dict) else {},
            "sort": self._order[0],
            "descending": self._order[1],
            "chips": self.filters.on(),
            "filters": [made.as_json() for made in self.filters.column_filters().values()],
            "group": self._group,
            "text": self.search.text().strip(),
        }

    @Slot(object)
    def _show_view(self, definition: Mapping[str, object]) -> None:
        """Show a view that was saved; an empty one is the list as it was made."""
        self._kept = {key: definition[key] for key in ("columns", "widths") if key in definition}
        self._is_sizing = True
        self._model.show_columns(self._kept_columns())
        self._arrange(definition)
        text = definition.get("text")
        self.search.show_text(text if isinstance(text, str) else "")
        self._ask_anew()

    @Slot()
    def _begin_with_default(self) -> None:
        default = self.view.default()
        if not self._has_view and default is not None:
            self._has_view = True
            self.view.choose(default)

    @Slot(str)
    def _group_by(self, key: str) -> None:
        self._group = key
        self.filters.show_group(key)
        self._ask_anew()

    def _title_of(self, group: ListGroup) -> str:
        """The words over a group."""
        outline = self._model.outline()
        # Until the answer is here, the table shows what it was grouped by before.
        by = outline.by if outline is not None else self._group
        column = next(column for column in self.columns if column.key == by)
        return group_words(column, group, self.desk.formats)

    @Slot(QPoint)
    def _open_header_menu(self, point: QPoint) -> None:
        header = self.table.horizontalHeader()
        at = header.logicalIndexAt(point)
        if not 0 <= at < len(self._model.columns()):
            return
        where = header.viewport().mapToGlobal(point)
        self._header_menu(self._model.columns()[at], where).show_at(where)

    def _header_menu(self, column: Column, where: QPoint) -> PassingMenu:
        menu = PassingMenu(self)
        if column.is_sortable:
            menu.addAction(tr("Sort upwards")).triggered.connect(partial(self._sort_shown, column.key, False))
            menu.addAction(tr("Sort downwards")).triggered.connect(
                partial(self._sort_shown, column.key, True)
            )
        if column.is_filtered:
            menu.addAction(tr("Filter…")).triggered.connect(
                partial(self.filters.open_filter, column.key, where)
            )
        if column.is_grouped:
            is_this = self._group == column.key
            words = tr("No groups") if is_this else tr("Group by {column}").format(column=column.title)
            menu.addAction(words).triggered.connect(partial(self._group_by, "" if is_this else column.key))
        if len(self._model.columns()) > 1:
            menu.addAction(tr("Hide")).triggered.connect(partial(self._hide_column, column.key))
        return menu

    def _sort_shown(self, key: str, descending: bool) -> None:
        self.table.show_sort(key, descending)
        self._sort(key, descending)

    def _hide_column(self, key: str) -> None:
        keys = [column.key for column in shown_order(self.table) if column.key != key]
        self.filters.show_columns(keys)
        self._choose_columns(keys)

    def _kept_columns(self) -> list[Column]:
        return kept_columns(self.columns, self._kept.get("columns"))

    def _size_columns(self) -> None:
        self._is_sizing = True
        size_columns(self.table, self._kept.get("widths"), self.desk.formats)
        self._is_sizing = False

    @Slot()
    def _keep_widths(self) -> None:
        if self._is_sizing:
            return
        self._kept["columns"] = [column.key for column in shown_order(self.table)]
        self._kept["widths"] = widths_of(self.table)
        self._keep()

    @Slot(list)
    def _choose_columns(self, keys: list[str]) -> None:
        self._kept["columns"] = keys
        self._is_sizing = True
        self._model.show_columns(self._kept_columns())
        self._size_columns()
        self.table.show_sort(*self._order)
        self._keep()

    def _keep(self) -> None:
        definition = self._definition()
        self.view.compare_with(definition)
        # What was searched for is not what one comes back to the next morning.
        self._kept = {key: value for key, value in definition.items() if key != "text"}
        self._kept["view"] = self.view.current_id()
        self.desk.settings.keep(f"list.{self.name}", dict(self._kept))

    @Slot()
    def _ask_anew(self) -> None:
        self._keep()
        self.reader.show_request(
            ListRequest(
                self._order[0],
                self._order[1],
                self.filters.conditions(),
                self.search.text().strip(),
                group_by=self._group,
            )
        )

    @Slot(str)
    def _search(self, text: str) -> None:
        if text != self.reader.request.text:
            self.view.compare_with(self._definition())
            self.reader.show_request(
                replace(self.reader.request, text=text, filters=self.filters.conditions())
            )

    @Slot(str, bool)
    def _sort(self, key: str, descending: bool) -> None:
        self._order = (key, descending)
        self._ask_anew()

    @Slot()
    def _came(self) -> None:
        """The first rows are there; counting them all may take longer."""
        has_rows = self._model.rowCount() > 0
        is_narrowed = bool(self.reader.request.text or self.reader.request.filters)
        shown = self.table if has_rows else self._nothing if is_narrowed else self._empty
        self._pages.setCurrentWidget(shown)
        self.banners.close_notice("error")

    @Slot(int, object)
    def _counted(self, total: int, totals: Mapping[str, int]) -> None:
        self._came()
        self.foot.show_all(total, totals)
        self.show_totals(total, totals)

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self.desk.errors.show(error, self, self.read_again, read=self.name)

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

    @Slot()
    def _tick_all(self) -> None:
        """Tick all that match, also what has not been looked at; the first so many of a very long list."""
        self.reader.read_all(MOST_TICKED, self.table.tick_rows)
        if self.reader.total_count > MOST_TICKED:
            words = tr("The first {n} rows are selected; filter the list to select others.")
            self.desk.shell.say(words.format(n=self.desk.formats.count(MOST_TICKED)))

    @Slot(object, QPoint)
    def _open_menu(self, row: RowT, where: QPoint) -> None:
        menu = PassingMenu(self)
        self.row_menu(menu, row)
        menu.show_at(where)

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _export(self) -> None:
        self.export_excel(self.reader.request, shown_order(self.table))
