"""Groups, filters on columns and saved views of a list, with the mouse and with the keyboard."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.lists import FilterTest, ListGroup, ListPage, ListPart, ListRequest
from fsmdesk.core.messages import ChangeSet, Query, RecordRef
from fsmdesk.services.saved_views.messages import (
    AddSavedView,
    ChangeSavedView,
    MakeSavedViewDefault,
    RemoveSavedView,
    SavedViewRow,
    SavedViews,
)
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.column_filter import Asks, ColumnFilter
from fsmdesk.views.widgets.filter_popup import FilterPopup
from fsmdesk.views.widgets.filter_tag import FilterTag
from fsmdesk.views.widgets.list_screen import ListScreen
from fsmdesk.views.widgets.name_popup import NamePopup
from fsmdesk.views.widgets.table_columns import Column, Kind
from tests.views.desks import PlainOffice, make_desk
from tests.views.widgets.rows import PlainList, PlainRow, Store

_LEFT = Qt.MouseButton.LeftButton
_CHANGED = ChangeSet.of([RecordRef("plain", 5)])
_VIEWS = ChangeSet.of([RecordRef("saved_view", 1)])


def _last(row: PlainRow) -> str:
    return row.name[-1]


class GroupedStore(Store):
    """Rows that can be grouped by the last digit of their name, and filtered by total and name."""

    def page(self, query: PlainList) -> ListPage[PlainRow]:
        request = query.request
        rows = [row for row in self.rows if self._matches(row, request)]
        if request.part is ListPart.GROUPS:
            self.asked.append(request)
            values = sorted({_last(row) for row in rows})
            inside = {value: [row for row in rows if _last(row) == value] for value in values}
            groups = tuple(
                ListGroup(value, "", len(found), {"total_minor": sum(row.total_minor for row in found)})
                for value, found in inside.items()
            )
            return ListPage((), len(rows), groups=groups)
        if not request.group_by:
            kept, self.rows = self.rows, rows
            try:
                return super().page(query)
            finally:
                self.rows = kept
        self.asked.append(request)
        rows = sorted(
            (row for row in rows if _last(row) in request.in_groups), key=lambda row: (_last(row), row.id)
        )
        page = rows[request.offset : request.offset + request.limit]
        return ListPage(page, -1, row_groups=tuple(_last(row) for row in page))

    @staticmethod
    def _matches(row: PlainRow, request: ListRequest) -> bool:
        for one in request.filters:
            value: Any = getattr(row, one.key, "")
            match one.test:
                case FilterTest.CONTAINS if str(one.values[0]) not in str(value):
                    return False
                case FilterTest.FROM if value < one.values[0]:
                    return False
                case FilterTest.UNTIL if value > one.values[0]:
                    return False
        return request.text in row.name


class GroupedScreen(ListScreen[PlainRow]):
    """A list that can be grouped."""

    name = "grouped"
    columns = (
        Column("name", "Name", stretch=True),
        Column("total_minor", "Total", Kind.MONEY, is_totalled=True),
        Column("digit", "Digit", get=_last, is_grouped=True, is_sortable=False),
    )
    kinds = ("plain",)
    first_sort = ("name", False)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Grouped", "Any scrap")
        self.opened: list[PlainRow] = []
        self.exported: list[tuple[ListRequest, list[str]]] = []
        self.offer_excel()

    def query(self, request: ListRequest) -> Query[ListPage[PlainRow]]:
        return PlainList(request=request)

    def open_row(self, row: PlainRow) -> None:
        self.opened.append(row)

    def export_excel(self, request: ListRequest, columns: Any) -> None:
        self.exported.append((request, [column.key for column in columns]))


class Shown:
    """The screen on a store, and the views of its office."""

    def __init__(self, qtbot: QtBot, folder: Path, count: int) -> None:
        self.qtbot = qtbot
        self.store = GroupedStore(count)
        self.office = PlainOffice()
        self.views: list[SavedViewRow] = []
        self.office.answers |= {
            PlainList: self.store.page,
            SavedViews: lambda _query: tuple(self.views),
            AddSavedView: self._add,
            ChangeSavedView: self._change,
            RemoveSavedView: self._remove,
            MakeSavedViewDefault: self._make_default,
        }
        for command in (AddSavedView, ChangeSavedView, RemoveSavedView, MakeSavedViewDefault):
            self.office.changes[command] = _VIEWS
        self.holder = QWidget()
        qtbot.addWidget(self.holder)
        self.desk = make_desk(folder, self.office, self.holder)
        self.screen = self.open_screen()

    def open_screen(self) -> GroupedScreen:
        screen = GroupedScreen(self.desk)
        self.qtbot.addWidget(screen)
        screen.resize(900, 700)
        screen.show()
        screen.arrive(None)
        self.screen = screen
        self.settle()
        return screen

    def settle(self) -> None:
        table, reader = self.screen.table, self.screen.reader
        self.qtbot.waitUntil(
            lambda: self.desk.tasks.is_idle() and not table._seen_timer.isActive() and not reader.is_counting
        )

    def titles(self) -> list[str]:
        model = self.screen.table.rows()
        found = [model.title_at(place) for place in range(model.rowCount())]
        return [model.title_words(title) for title in found if title is not None]

    def group(self, key: str = "digit") -> None:
        self.screen.filters.group_chosen.emit(key)
        self.settle()

    def click_title(self, place: int) -> None:
        table = self.screen.table
        where = QPoint(200, table.rowViewportPosition(place) + 10)
        QTest.mouseClick(table.viewport(), _LEFT, pos=where)
        self.settle()

    def choose(self, words: str) -> None:
        """Choose this entry of the menu of views."""
        menu = self.screen.view.menu_for_now()
        next(action for action in menu.actions() if action.text() == words).trigger()
        menu.deleteLater()
        self.settle()

    def _add(self, command: AddSavedView) -> int:
        view_id = len(self.views) + 1
        self.views.append(
            SavedViewRow(view_id, 1, command.name, command.definition, command.is_shared, False)
        )
        return view_id

    def _change(self, command: ChangeSavedView) -> None:
        at = command.view_id - 1
        kept = self.views[at]
        self.views[at] = replace(
            kept,
            version=kept.version + 1,
            name=command.name or kept.name,
            definition=command.definition or kept.definition,
        )

    def _remove(self, command: RemoveSavedView) -> None:
        del self.views[command.view_id - 1]

    def _make_default(self, command: MakeSavedViewDefault) -> None:
        at = command.view_id - 1
        self.views[at] = replace(self.views[at], is_default=command.is_default)


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    made = Shown(qtbot, tmp_path, 1000)
    yield made
    made.desk.tasks.drain()


def test_groups_are_titles_with_counts_and_the_whole_is_totalled(shown: Shown) -> None:
    shown.group()
    assert shown.titles() == [f"{digit} (100)" for digit in range(10)]
    assert shown.screen.table.rows().rowCount() == 10
    assert shown.screen.reader.total_count == 1000
    assert shown.screen.reader.totals == {"total_minor": sum(row.total_minor for row in shown.store.rows)}


def test_a_click_on_a_title_shows_its_rows_and_only_they_are_read(shown: Shown) -> None:
    shown.group()
    shown.store.asked.clear()
    shown.click_title(1)
    model = shown.screen.table.rows()
    assert model.rowCount() == 110
    row = model.row_at(2)
    assert row is not None
    assert row.name == "Row 000001"
    assert {request.in_groups for request in shown.store.asked} == {("1",)}
    shown.click_title(1)
    assert model.rowCount() == 10


def test_the_keyboard_folds_and_opens(shown: Shown) -> None:
    shown.group()
    table = shown.screen.table
    table.setFocus()
    table.setCurrentIndex(table.rows().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Right)
    shown.settle()
    assert table.rows().rowCount() == 110
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert [row.name for row in shown.screen.opened] == ["Row 000010"]
    QTest.keyClick(table, Qt.Key.Key_Left)
    assert table.currentIndex().row() == 0
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.rows().rowCount() == 10


def test_all_groups_unfold_and_fold(shown: Shown) -> None:
    shown.group()
    shown.screen.filters.folds_wanted.emit(True)
    shown.settle()
    assert shown.screen.table.rows().rowCount() == 1010
    shown.screen.table.verticalScrollBar().setValue(32 * 505)
    shown.settle()
    first = shown.screen.table.rowAt(0)
    assert shown.screen.table.rows().is_read(first, first + 15)
    shown.screen.filters.folds_wanted.emit(False)
    assert shown.screen.table.rows().rowCount() == 10


def test_what_others_change_arrives_in_groups_too(shown: Shown) -> None:
    shown.group()
    shown.click_title(0)
    shown.store.change(10, "Row changed 0")
    shown.desk.hub.hear(_CHANGED)
    model = shown.screen.table.rows()
    shown.qtbot.waitUntil(lambda: (row := model.row_at(1)) is not None and row.name == "Row changed 0")
    shown.store.rows.append(PlainRow(5000, "Row new 0"))
    shown.desk.hub.hear(_CHANGED)
    shown.qtbot.waitUntil(lambda: shown.titles()[0] == "0 (101)")
    shown.settle()
    assert model.rowCount() == 111  # it stayed unfolded


def test_rows_in_groups_are_ticked_and_titles_are_not(shown: Shown) -> None:
    shown.group()
    shown.click_title(0)
    table = shown.screen.table
    table.setFocus()
    table.setCurrentIndex(table.rows().index(1, 0))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert [row.name for row in table.ticked()] == ["Row 000010"]
    assert table.rows().row_at(0) is None


def test_ctrl_a_ticks_all_that_match_read_or_not(qtbot: QtBot, tmp_path: Path) -> None:
    shown = Shown(qtbot, tmp_path, 5000)
    shown.screen.table.setFocus()
    QTest.keyClick(shown.screen.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(shown.screen.table.ticked()) == 5000)
    shown.settle()
    shown.desk.tasks.drain()


def test_a_column_is_filtered_by_its_panel_and_the_tag_takes_it_away(shown: Shown) -> None:
    popup = shown.screen.filters.open_filter("name")
    edit = popup.findChildren(QLineEdit)[0]
    assert edit.hasFocus()
    QTest.keyClicks(edit, "0099")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    shown.settle()
    assert shown.screen.reader.total_count == 11
    (tag,) = shown.screen.filters.findChildren(FilterTag)
    assert tag.text().startswith("Name: “0099”")
    tag.setFocus()
    QTest.keyClick(tag, Qt.Key.Key_Delete)
    shown.settle()
    assert shown.screen.reader.total_count == 1000


def test_amounts_are_filtered_from_and_to(shown: Shown) -> None:
    popup = shown.screen.filters.open_filter("total_minor")
    low, high = popup.findChildren(QLineEdit)
    QTest.keyClicks(low, "99")
    QTest.keyClicks(high, "100.00")
    QTest.keyClick(high, Qt.Key.Key_Return)
    shown.settle()
    assert shown.screen.reader.total_count == 11
    assert shown.screen.filters.column_filters()["total_minor"] == ColumnFilter(
        "total_minor", Asks.BETWEEN, (9900, 10000)
    )


def test_what_can_not_be_read_is_said_at_the_field(shown: Shown) -> None:
    popup = shown.screen.filters.open_filter("total_minor")
    low, _high = popup.findChildren(QLineEdit)
    QTest.keyClicks(low, "much")
    QTest.keyClick(low, Qt.Key.Key_Return)
    assert popup.isVisible()
    assert popup._fields[0].error()
    QTest.keyClick(low, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_a_click_beside_the_panel_closes_it(shown: Shown) -> None:
    popup = shown.screen.filters.open_filter("name")
    QTest.mouseClick(shown.screen.table.viewport(), _LEFT, pos=QPoint(100, 300))
    assert not popup.isVisible()
    assert not [panel for panel in shown.screen.findChildren(FilterPopup) if panel.isVisible()]


def test_a_view_keeps_everything_and_gives_it_back(shown: Shown) -> None:
    screen = shown.screen
    screen.filters.filter_columns({"name": ColumnFilter("name", Asks.CONTAINS, ("9",))})
    screen.filters.columns_changed.emit(["total_minor", "name"])
    screen.search.setText("00")
    screen.table.sort_wanted.emit("total_minor", True)
    shown.group()
    popup = screen.view.ask_new()
    QTest.keyClicks(popup.field.edit, "Nines")
    QTest.keyClick(popup.field.edit, Qt.Key.Key_Return)
    shown.qtbot.waitUntil(lambda: screen.view.text() == "Nines")
    kept = json.loads(shown.views[0].definition)
    assert (kept["group"], kept["sort"], kept["text"]) == ("digit", "total_minor", "00")
    shown.choose("As the list was made")
    assert (screen.reader.total_count, screen.search.text(), screen.view.text()) == (1000, "", "View")
    assert [column.key for column in screen.table.rows().columns()] == ["name", "total_minor", "digit"]
    shown.choose("Nines")
    assert screen.reader.request.group_by == "digit"
    assert (screen.reader.request.sort, screen.reader.request.text) == ("total_minor", "00")
    assert [column.key for column in screen.table.rows().columns()] == ["total_minor", "name"]
    assert screen.view.text() == "Nines"


def test_the_old_groups_are_painted_until_the_answer_is_here(shown: Shown) -> None:
    shown.group()
    title = shown.titles()[0]
    shown.screen.filters.group_chosen.emit("")
    shown.screen.table.viewport().repaint()
    assert shown.titles()[0] == title
    shown.settle()
    assert shown.titles() == []


def test_a_changed_view_says_so_and_is_saved_or_left(shown: Shown) -> None:
    _save(shown, "Mine")
    shown.screen.table.sort_wanted.emit("total_minor", True)
    shown.settle()
    assert shown.screen.view.text() == "Mine (changed)"
    shown.choose("Save the changes to Mine")
    shown.qtbot.waitUntil(lambda: shown.screen.view.text() == "Mine")
    assert json.loads(shown.views[0].definition)["sort"] == "total_minor"
    shown.screen.table.sort_wanted.emit("name", False)
    shown.settle()
    shown.choose("Back to Mine as saved")
    assert shown.screen.reader.request.sort == "total_minor"


def test_views_are_renamed_shared_and_removed(shown: Shown) -> None:
    _save(shown, "Mine")
    shown.choose("Rename Mine…")
    popup = next(panel for panel in shown.screen.window().findChildren(NamePopup) if panel.isVisible())
    QTest.keyClicks(popup.field.edit, "Ours")
    QTest.keyClick(popup.field.edit, Qt.Key.Key_Return)
    shown.qtbot.waitUntil(lambda: shown.screen.view.text() == "Ours")
    shown.choose("Share Ours with the office")
    shown.qtbot.waitUntil(lambda: len(shown.views) == 2)
    assert [(view.name, view.is_shared) for view in shown.views] == [("Ours", False), ("Ours", True)]
    shown.settle()
    shown.choose("Remove Ours")
    shown.qtbot.waitUntil(lambda: len(shown.views) == 1)


def test_the_list_begins_with_the_default_where_nothing_else_was_left(qtbot: QtBot, tmp_path: Path) -> None:
    shown = Shown(qtbot, tmp_path / "one", 50)
    definition = json.dumps({"group": "digit"})
    shown.views = [SavedViewRow(1, 1, "By digit", definition, True, True)]
    fresh = Shown(qtbot, tmp_path / "two", 50)
    fresh.views = shown.views
    fresh.desk.settings.keep("list.grouped", {})
    fresh.open_screen()
    fresh.qtbot.waitUntil(lambda: fresh.screen.reader.request.group_by == "digit")
    fresh.settle()
    assert fresh.titles()[0] == "0 (5)"
    fresh.group("")
    again = fresh.open_screen()
    assert again.reader.request.group_by == ""
    for each in (shown, fresh):
        each.desk.tasks.drain()


def test_excel_gets_what_is_shown(shown: Shown) -> None:
    shown.screen.filters.filter_columns({"name": ColumnFilter("name", Asks.CONTAINS, ("9",))})
    shown.group()
    header = shown.screen.table.horizontalHeader()
    header.moveSection(0, 1)
    QTest.keyClick(shown.screen, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    ((request, columns),) = shown.screen.exported
    assert (request.group_by, len(request.filters)) == ("digit", 1)
    assert columns == ["total_minor", "name", "digit"]


def test_the_titles_of_columns_have_a_menu(shown: Shown) -> None:
    def choose(column: Column, words: str) -> None:
        menu = shown.screen._header_menu(column, QPoint())
        next(action for action in menu.actions() if action.text() == words).trigger()
        menu.deleteLater()
        shown.settle()

    name, total, digit = GroupedScreen.columns
    choose(digit, "Group by Digit")
    assert shown.screen.reader.request.group_by == "digit"
    choose(digit, "No groups")
    choose(total, "Sort downwards")
    request = shown.screen.reader.request
    assert (request.group_by, request.sort, request.descending) == ("", "total_minor", True)
    choose(name, "Hide")
    assert [column.key for column in shown.screen.table.rows().columns()] == ["total_minor", "digit"]


def _save(shown: Shown, name: str) -> None:
    popup = shown.screen.view.ask_new()
    QTest.keyClicks(popup.field.edit, name)
    QTest.keyClick(popup.field.edit, Qt.Key.Key_Return)
    shown.qtbot.waitUntil(lambda: shown.screen.view.text() == name)
