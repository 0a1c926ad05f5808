"""Picking while typing, by somebody who types faster than the office answers."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.messages import Query
from fsmdesk.services.finding.messages import FindRecords, Found
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_picker import FieldPicker, Picked
from tests.views.desks import PlainOffice, make_desk

BEN, BENNY = Found("customer", 1, "Ben", ""), Found("customer", 2, "Benny", "")
Find = Callable[[str], Query[tuple[Found, ...]] | Sequence[Found] | None]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What holds the fields."""
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    return made


@pytest.fixture
def desk(window: QWidget, tmp_path: Path) -> Iterator[Desk]:
    office = PlainOffice()
    office.answers[FindRecords] = lambda query: tuple(
        found for found in (BEN, BENNY) if query.text in found.title.lower()
    )
    made = make_desk(tmp_path, office, window)
    yield made
    made.tasks.drain()


def field(qtbot: QtBot, desk: Desk, find: Find, free_text: bool = False) -> tuple[FieldPicker, QLineEdit]:
    """The field with the focus, and a line after it."""
    window = desk.hub.parent()
    assert isinstance(window, QWidget)
    column = window.layout()
    assert column is not None
    picker = FieldPicker("customer_id", "Customer", desk, find, free_text=free_text, parent=window)
    after = QLineEdit(window)
    column.addWidget(picker)
    column.addWidget(after)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    picker.setFocus()
    return picker, after


def asked(text: str) -> Query[tuple[Found, ...]]:
    return FindRecords(text=text)


def test_enter_before_the_answer_takes_what_was_typed_for(qtbot: QtBot, desk: Desk) -> None:
    picker, after = field(qtbot, desk, asked)
    QTest.keyClicks(picker.edit, "benn")
    QTest.keyClick(picker.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(after.hasFocus)
    assert picker.read() == Picked(2, "Benny")


def test_enter_on_a_list_that_is_out_of_date_waits_for_the_new_one(qtbot: QtBot, desk: Desk) -> None:
    picker, after = field(qtbot, desk, asked)
    QTest.keyClicks(picker.edit, "ben")
    qtbot.waitUntil(picker.is_open)
    QTest.keyClicks(picker.edit, "n")
    QTest.keyClick(picker.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(after.hasFocus)
    assert picker.read() == Picked(2, "Benny")


def test_rows_at_hand_need_no_office(qtbot: QtBot, desk: Desk) -> None:
    picker, after = field(qtbot, desk, lambda _text: [BEN])
    QTest.keyClicks(picker.edit, "b")
    QTest.keyClick(picker.edit, Qt.Key.Key_Return)
    assert after.hasFocus()
    assert picker.read() == Picked(1, "Ben")


def test_rows_on_their_way_are_waited_for(qtbot: QtBot, desk: Desk) -> None:
    rows: list[Found] = []
    picker, after = field(qtbot, desk, lambda _text: rows or None)
    QTest.keyClicks(picker.edit, "b")
    QTest.keyClick(picker.edit, Qt.Key.Key_Return)
    assert not after.hasFocus()
    rows.append(BEN)
    picker.ask_again()
    assert after.hasFocus()
    assert picker.read() == Picked(1, "Ben")


def test_free_words_that_match_nothing_go_on(qtbot: QtBot, desk: Desk) -> None:
    picker, after = field(qtbot, desk, lambda _text: (), free_text=True)
    QTest.keyClicks(picker.edit, "the guard")
    QTest.keyClick(picker.edit, Qt.Key.Key_Return)
    assert after.hasFocus()
    assert (picker.read(), picker.typed()) == (None, "the guard")
