"""The agenda: the visits of the board as a table."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.views.board.agenda.agenda_view import AgendaView
from fsmdesk.views.board.store import BoardChanges, BoardStore
from fsmdesk.views.board.visits import Technician, Visit
from tests.views.desks import FORMATS

NINE = 29_000_000 // 1440 * 1440 + 9 * 60


def _visit(visit_id: int, technician_id: int, hour: int, customer: str, day: int = 0) -> Visit:
    start = NINE + day * 1440 + (hour - 9) * 60
    return Visit(visit_id, 1, technician_id, start, start + 60, number=str(visit_id), customer=customer)


@pytest.fixture
def store() -> BoardStore:
    made = BoardStore()
    people = [Technician(1, "Fay Field"), Technician(2, "Ben Byrd")]
    visits = [_visit(1, 1, 9, "Zoo"), _visit(2, 2, 8, "abbey"), _visit(3, 1, 10, "Müller", day=1)]
    made.load(people, visits, [])
    return made


@pytest.fixture
def agenda(qtbot: QtBot, store: BoardStore) -> AgendaView:
    made = AgendaView(store, FORMATS)
    qtbot.addWidget(made)
    made.resize(1200, 500)
    made.show()
    made.show_span([1, 2], NINE - 9 * 60, NINE + 15 * 60)
    return made


def _ids(agenda: AgendaView) -> list[int]:
    return [row.id for row in agenda.rows()]


def test_it_shows_the_visits_of_the_period_by_start(agenda: AgendaView) -> None:
    assert _ids(agenda) == [2, 1]
    agenda.show_span([1, 2], NINE - 9 * 60, NINE + 39 * 60)
    assert _ids(agenda) == [2, 1, 3]


def test_only_technicians_that_are_shown_are_in_it(agenda: AgendaView) -> None:
    agenda.show_span([1], NINE - 9 * 60, NINE + 39 * 60)
    assert _ids(agenda) == [1, 3]


def test_a_click_on_a_title_sorts(agenda: AgendaView) -> None:
    agenda.table.sort_wanted.emit("customer", True)
    assert [row.customer for row in agenda.rows()] == ["Zoo", "abbey"]
    agenda.table.sort_wanted.emit("customer", False)
    assert [row.customer for row in agenda.rows()] == ["abbey", "Zoo"]


def test_keys_walk_and_open(agenda: AgendaView, qtbot: QtBot) -> None:
    agenda.choose(2)
    with qtbot.waitSignal(agenda.chosen) as walked:
        QTest.keyClick(agenda.table, Qt.Key.Key_Down)
    assert walked.args == [1]
    with qtbot.waitSignal(agenda.opened) as opened:
        QTest.keyClick(agenda.table, Qt.Key.Key_Return)
    assert opened.args == [1]


def test_what_others_change_arrives_and_the_choice_stays(agenda: AgendaView, store: BoardStore) -> None:
    agenda.choose(1)
    store.apply(BoardChanges([_visit(9, 2, 7, "New")]))
    agenda.read_store()
    assert _ids(agenda) == [9, 2, 1]
    current = agenda.table.current_row()
    assert current is not None
    assert current.id == 1


def test_an_empty_period_says_so(agenda: AgendaView) -> None:
    far = NINE + int(timedelta(days=400).total_seconds() // 60)
    agenda.show_span([1, 2], far, far + 1440)
    assert agenda.empty.isVisibleTo(agenda)
    assert not agenda.table.isVisibleTo(agenda)


def test_a_screen_reader_hears_the_words_of_each_cell(agenda: AgendaView) -> None:
    model = agenda.table.model()
    words = [model.index(0, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(model.columnCount())]
    assert "abbey" in words
    assert "Ben Byrd" in words
    assert "Planned" in words
