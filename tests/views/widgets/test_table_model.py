"""The model changes row by row, in pages, and never lies to the view."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from fsmdesk.views.widgets.table_model import RESET_ABOVE, RowTableModel
from tests.views.desks import FORMATS
from tests.views.widgets.rows import COLUMNS, PlainRow


def rows(*ids: int) -> list[PlainRow]:
    return [PlainRow(number, f"Row {number}") for number in ids]


class Watched:
    """A model under Qt's own tester, counting what it tells."""

    def __init__(self) -> None:
        self.model: RowTableModel[PlainRow] = RowTableModel(COLUMNS, FORMATS)
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        self.told: list[str] = []
        self.model.rowsInserted.connect(lambda: self.told.append("in"))
        self.model.rowsRemoved.connect(lambda: self.told.append("out"))
        self.model.rowsMoved.connect(lambda: self.told.append("move"))
        self.model.dataChanged.connect(lambda: self.told.append("change"))
        self.model.modelReset.connect(lambda: self.told.append("reset"))

    def ids(self) -> list[int]:
        return [row.id for row in self.model.rows_here()]


@pytest.fixture
def watched(qapp: QObject) -> Iterator[Watched]:
    yield Watched()


def test_only_what_differs_is_told(watched: Watched) -> None:
    watched.model.replace_rows(rows(1, 2, 3))
    watched.told.clear()
    watched.model.replace_rows(rows(1, 2, 3))
    assert watched.told == []
    watched.model.replace_rows([PlainRow(1, "Row 1"), PlainRow(2, "other"), PlainRow(3, "Row 3")])
    assert watched.told == ["change"]
    watched.told.clear()
    watched.model.replace_rows(rows(3, 1, 4))
    assert "reset" not in watched.told
    assert watched.ids() == [3, 1, 4]


def test_a_flood_of_changes_is_one_reset(watched: Watched) -> None:
    watched.model.replace_rows(rows(*range(RESET_ABOVE + 2)))
    watched.told.clear()
    watched.model.replace_rows(rows(*range(10_000, 10_000 + RESET_ABOVE + 2)))
    assert watched.told == ["reset"]
    watched.told.clear()
    shuffled = list(range(10_000, 10_000 + RESET_ABOVE + 2))[::-1]
    watched.model.replace_rows(rows(*shuffled))
    assert watched.told == ["reset"]
    assert watched.ids() == shuffled


@given(
    steps=st.lists(st.lists(st.integers(1, 12), unique=True, max_size=12), min_size=1, max_size=8),
)
def test_any_row_of_lists_ends_as_the_last(qapp: QObject, steps: list[list[int]]) -> None:
    watched = Watched()
    for step in steps:
        watched.model.replace_rows(rows(*step))
        assert watched.ids() == step
        assert [watched.model.place_of(row_id) for row_id in step] == list(range(len(step)))


def test_a_row_that_came_over_from_the_page_before_is_shown_once(qapp: QObject) -> None:
    watched = Watched()
    watched.model.expect(10)
    assert not watched.model.fill(0, rows(1, 2, 3, 4, 5), 10)
    assert watched.model.fill(5, rows(5, 7, 8, 9, 10), 10)
    assert watched.model.row_at(5) == rows(5)[0]
    assert watched.ids().count(5) == 1


@given(st.data())
def test_pages_in_any_order_show_the_list(qapp: QObject, data: st.DataObject) -> None:
    """Whatever pages of whatever states of the list arrive, the last one stands where it should."""
    watched = Watched()
    watched.model.expect(10)
    for _ in range(data.draw(st.integers(1, 6))):
        now = data.draw(st.lists(st.integers(1, 30), unique=True, min_size=1, max_size=20))
        offset = data.draw(st.integers(0, len(now) - 1))
        page = rows(*now)[offset : offset + 5]
        if offset > watched.model.rowCount():
            continue
        watched.model.fill(offset, page, len(now))
        assert watched.model.rowCount() == len(now)
        shown = [watched.model.row_at(place) for place in range(offset, offset + len(page))]
        assert shown == page
        found = watched.ids()
        assert len(found) == len(set(found))


def test_a_page_that_moved_others_makes_them_placeholders(watched: Watched) -> None:
    store = rows(*range(1, 31))
    watched.model.expect(30)
    for offset in (0, 10, 20):
        assert not watched.model.fill(offset, store[offset : offset + 10], 30)
    fresh = rows(99, *range(1, 31))
    assert watched.model.fill(0, fresh[:10], 31)
    assert watched.ids() == [99, *range(1, 10)]
    assert watched.model.rowCount() == 31
    assert watched.model.is_read(0, 9)
    assert not watched.model.is_read(5, 12)


def test_selection_survives_an_update(qtbot: QtBot) -> None:
    model: RowTableModel[PlainRow] = RowTableModel(COLUMNS, FORMATS)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    model.replace_rows(rows(1, 2, 3, 4))
    view.selectionModel().select(
        model.index(2, 0),
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    model.replace_rows(rows(4, 9, 3, 2))
    (selected,) = view.selectionModel().selectedRows()
    row = model.row_at(selected.row())
    assert row is not None
    assert row.id == 3


def test_a_hundred_thousand_rows_need_no_row(qapp: QObject) -> None:
    """Without Qt's tester, which looks at every row."""
    model: RowTableModel[PlainRow] = RowTableModel(COLUMNS, FORMATS)
    model.expect(100_000)
    assert model.rowCount() == 100_000
    assert model.data(model.index(99_999, 0)) is None
    model.fill(99_800, rows(*range(1, 201)), 100_000)
    assert model.data(model.index(99_999, 0)) == "Row 200"
    assert model.place_of(200) == 99_999


def test_values_are_written_and_titled(watched: Watched) -> None:
    watched.model.replace_rows([PlainRow(1, "Ann", 123456)])
    model: QAbstractItemModel = watched.model
    assert [model.data(model.index(0, at)) for at in range(3)] == ["Ann", "1,234.56", "2,469.12"]
    right = model.data(model.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Total"
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 1
