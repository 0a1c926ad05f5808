"""A long list is read where it is looked at, and keeps its place whatever others do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.lists import ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import ChangeSet, Query, RecordRef
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.list_reader import PAGE
from fsmdesk.views.widgets.list_screen import ListScreen
from tests.views.desks import PlainOffice, make_desk
from tests.views.widgets.rows import COLUMNS, PlainList, PlainRow, Store

CONTROL = Qt.KeyboardModifier.ControlModifier
CHANGED = ChangeSet.of([RecordRef("plain", 5)])


class PlainScreen(ListScreen[PlainRow]):
    """A list."""

    name = "plain"
    columns = COLUMNS
    kinds = ("plain",)
    chips = (FilterChip("small", "Small", ListFilter("small", values=(True,))),)
    first_sort = ("name", False)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Plain", "Any scrap")
        self.opened: list[PlainRow] = []

    def query(self, request: ListRequest) -> Query[ListPage[PlainRow]]:
        return PlainList(request=request)

    def open_row(self, row: PlainRow) -> None:
        self.opened.append(row)


class Shown:
    """The screen on a store."""

    def __init__(self, qtbot: QtBot, folder: Path, count: int) -> None:
        self.qtbot = qtbot
        self.store = Store(count)
        self.office = PlainOffice()
        self.office.answers[PlainList] = self.store.page
        self.holder = QWidget()
        qtbot.addWidget(self.holder)
        self.desk = make_desk(folder, self.office, self.holder)
        self.screen = PlainScreen(self.desk)
        qtbot.addWidget(self.screen)
        self.screen.resize(900, 700)
        self.screen.show()
        self.screen.arrive(None)
        self.settle()

    def settle(self) -> None:
        """Everything asked is answered, and nothing more is asked."""
        seen = self.screen.table._seen_timer
        self.qtbot.waitUntil(lambda: self.desk.tasks.is_idle() and not seen.isActive())

    def names(self) -> list[str]:
        first = self.screen.table.rowAt(0)
        found = [self.screen.table.rows().row_at(place) for place in range(first, first + 5)]
        return [row.name for row in found if row is not None]

    def labels(self) -> str:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return " | ".join(label.text() for label in self.screen.foot.findChildren(QLabel))


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    made = Shown(qtbot, tmp_path, 1000)
    yield made
    made.desk.tasks.drain()


def test_only_what_is_seen_is_read(qtbot: QtBot, tmp_path: Path) -> None:
    shown = Shown(qtbot, tmp_path, 20_000)
    assert {request.offset for request in shown.store.asked} == {0}
    shown.store.asked.clear()
    shown.screen.table.verticalScrollBar().setValue(32 * 10_100)
    shown.settle()
    assert {request.offset for request in shown.store.asked} <= set(range(10_000, 10_251, 50))
    assert shown.names()[0] == "Row 010101"
    assert all(request.limit <= PAGE for request in shown.store.asked)
    shown.desk.tasks.drain()


def test_the_foot_counts_and_totals(shown: Shown) -> None:
    assert "1,000 rows · Total 50,050.00" in shown.labels()
    shown.screen.table.tick(shown.store.rows[0])
    shown.screen.table.tick(shown.store.rows[9])
    assert "2 selected" in shown.labels()
    assert "1.10" in shown.labels()
    shown.screen.table.tick_none()
    assert "selected" not in shown.labels()


def test_a_click_on_a_title_sorts_in_the_database(shown: Shown) -> None:
    header = shown.screen.table.horizontalHeader()
    where = QPoint(header.sectionViewportPosition(1) + 20, 15)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    shown.settle()
    assert (shown.store.asked[-1].sort, shown.store.asked[-1].descending) == ("total_minor", True)
    assert shown.names()[0] == "Row 001000"


def test_typing_filters_and_esc_gives_all_back(shown: Shown) -> None:
    QTest.keyClick(shown.screen, Qt.Key.Key_F, CONTROL)
    assert shown.screen.search.hasFocus()
    QTest.keyClicks(shown.screen.search, "00099")
    shown.qtbot.waitUntil(lambda: shown.screen.reader.total_count == 11)
    QTest.keyClick(shown.screen.search, Qt.Key.Key_Escape)
    shown.qtbot.waitUntil(lambda: shown.screen.reader.total_count == 1000)


def test_chips_filter_and_are_remembered(shown: Shown, tmp_path: Path) -> None:
    chip = shown.screen.filters._chips["small"]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    shown.settle()
    assert shown.screen.reader.total_count == 99
    shown.screen.table.setColumnWidth(1, 177)
    again = PlainScreen(shown.desk)
    shown.qtbot.addWidget(again)
    assert again.filters.on() == ["small"]
    assert again.table.columnWidth(1) == 177


def test_columns_are_chosen_and_remembered(shown: Shown) -> None:
    shown.screen.filters.columns_changed.emit(["name", "twice"])
    assert [column.key for column in shown.screen.table.rows().columns()] == ["name", "twice"]
    again = PlainScreen(shown.desk)
    shown.qtbot.addWidget(again)
    assert [column.key for column in again.table.rows().columns()] == ["name", "twice"]


def test_ticks_belong_to_records_not_to_places(shown: Shown) -> None:
    shown.screen.table.tick(shown.store.rows[2])
    shown.screen.table.sort_wanted.emit("total_minor", True)
    shown.settle()
    assert [row.id for row in shown.screen.table.ticked()] == [3]
    assert shown.screen.table.chosen() == shown.screen.table.ticked()


def test_keys_walk_tick_and_open(shown: Shown) -> None:
    table = shown.screen.table
    table.setFocus()
    table.make_current(1)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert [row.id for row in table.ticked()] == [2]
    assert [row.id for row in shown.screen.opened] == [2]


def test_mouse_ticks_by_box_and_range_and_opens(shown: Shown) -> None:
    table = shown.screen.table
    left = Qt.MouseButton.LeftButton

    def at(place: int, x: int) -> QPoint:
        return QPoint(x, table.rowViewportPosition(place) + 10)

    QTest.mouseClick(table.viewport(), left, pos=at(1, 20))
    QTest.mouseClick(table.viewport(), left, Qt.KeyboardModifier.ShiftModifier, at(3, 200))
    assert [row.id for row in table.ticked()] == [2, 3, 4]
    QTest.mouseClick(table.viewport(), left, CONTROL, at(2, 200))
    assert [row.id for row in table.ticked()] == [2, 4]
    QTest.mouseDClick(table.viewport(), left, pos=at(5, 200))
    assert [row.id for row in shown.screen.opened] == [6]


def test_another_seats_change_appears_in_place(shown: Shown) -> None:
    shown.screen.table.make_current(5)
    shown.store.change(5, "Row 000005 changed")
    shown.desk.hub.hear(CHANGED)
    shown.qtbot.waitUntil(lambda: "Row 000005 changed" in shown.names())
    current = shown.screen.table.current_row()
    assert current is not None
    assert current.name == "Row 000005 changed"


def test_a_row_from_elsewhere_does_not_move_what_is_looked_at(shown: Shown) -> None:
    table = shown.screen.table
    table.verticalScrollBar().setValue(32 * 50)
    shown.settle()
    table.make_current(55)
    table.tick(shown.store.rows[59])
    shown.store.rows.insert(0, PlainRow(5000, "Row 000000"))
    shown.desk.hub.hear(CHANGED)
    shown.qtbot.waitUntil(lambda: shown.screen.reader.total_count == 1001)
    shown.settle()
    assert shown.names()[0] == "Row 000051"
    current = table.current_row()
    assert current is not None
    assert current.id == 55
    assert [row.id for row in table.ticked()] == [60]


def test_what_changes_while_hidden_is_read_when_seen(shown: Shown) -> None:
    shown.screen.hide()
    shown.store.asked.clear()
    shown.desk.hub.tell(CHANGED, None)
    assert shown.store.asked == []
    shown.screen.show()
    shown.qtbot.waitUntil(lambda: bool(shown.store.asked))


def test_other_kinds_of_record_are_none_of_its_business(shown: Shown) -> None:
    shown.store.asked.clear()
    shown.desk.hub.tell(ChangeSet.of([RecordRef("other", 5)]), None)
    shown.settle()
    assert shown.store.asked == []


def test_an_empty_list_and_nothing_found_say_so(qtbot: QtBot, tmp_path: Path) -> None:
    shown = Shown(qtbot, tmp_path, 0)
    assert shown.screen._empty.isVisible()
    shown.store.rows = [PlainRow(1, "Ann")]
    shown.desk.hub.tell(CHANGED, None)
    shown.qtbot.waitUntil(shown.screen.table.isVisible)
    shown.screen.search.setText("zzz")
    shown.qtbot.waitUntil(shown.screen._nothing.isVisible)
    shown.desk.tasks.drain()


def test_trouble_is_said_and_what_is_shown_stays(shown: Shown) -> None:
    def fail(query: PlainList) -> ListPage[PlainRow]:
        raise EnvironmentProblem("The server does not answer.")

    shown.office.answers[PlainList] = fail
    shown.screen.read_again()
    shown.qtbot.waitUntil(lambda: bool(shown.screen.banners.notices()))
    (notice,) = shown.screen.banners.notices()
    assert notice.text == "The server does not answer."
    assert shown.names()[0] == "Row 000001"
    shown.office.answers[PlainList] = shown.store.page
    ((_words, again),) = notice.actions
    again()
    shown.qtbot.waitUntil(lambda: shown.screen.banners.notices() == [])


def test_ctrl_a_ticks_what_matches(shown: Shown) -> None:
    shown.screen.search.setText("00009")
    shown.qtbot.waitUntil(lambda: shown.screen.reader.total_count == 11)
    shown.screen.table.setFocus()
    QTest.keyClick(shown.screen.table, Qt.Key.Key_A, CONTROL)
    assert len(shown.screen.table.ticked()) == 11


def test_a_column_that_stretches_stays_readable_in_little_room(shown: Shown) -> None:
    table = shown.screen.table
    at, column = next((at, column) for at, column in enumerate(COLUMNS) if column.stretch)
    assert table.columnWidth(at) > column.width
    wide = next(at for at, column in enumerate(COLUMNS) if not column.stretch)
    before = table.columnWidth(wide)
    table.setColumnWidth(wide, 900)
    shown.screen.resize(901, 700)
    shown.settle()
    assert table.columnWidth(at) == column.width
    table.setColumnWidth(wide, before)
    shown.screen.resize(900, 700)
    shown.settle()
    assert table.columnWidth(at) > column.width
