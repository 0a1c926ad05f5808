"""Without the mouse one gets from the words of a search to what was found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.views.widgets.test_list_screen import Shown


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    made = Shown(qtbot, tmp_path, 300)
    with qtbot.waitActive(made.screen):
        made.screen.activateWindow()
    QTest.keyClick(made.screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    yield made
    made.desk.tasks.drain()


def look_for(shown: Shown, text: str) -> None:
    """It is typed, and what is found is shown."""
    QTest.keyClicks(shown.screen.search, text)
    shown.qtbot.waitUntil(lambda: shown.screen.reader.request.text == text)
    shown.settle()


def test_down_goes_from_the_words_to_the_rows(shown: Shown) -> None:
    look_for(shown, "Row 00001")
    QTest.keyClick(shown.screen.search, Qt.Key.Key_Down)
    assert shown.screen.table.hasFocus()
    assert shown.screen.table.chosen()[0].name == shown.names()[0]
    QTest.keyClick(shown.screen.table, Qt.Key.Key_Return)
    assert [row.name for row in shown.screen.opened] == [shown.names()[0]]


def test_enter_opens_the_only_row_that_was_found(shown: Shown) -> None:
    QTest.keyClicks(shown.screen.search, "Row 000123")
    QTest.keyClick(shown.screen.search, Qt.Key.Key_Return)  # before it is found
    assert shown.screen.opened == []
    shown.settle()
    assert [row.name for row in shown.screen.opened] == ["Row 000123"]


def test_enter_with_several_found_goes_to_the_first(shown: Shown) -> None:
    look_for(shown, "Row 00012")
    QTest.keyClick(shown.screen.search, Qt.Key.Key_Return)
    assert shown.screen.opened == []
    assert shown.screen.table.hasFocus()
    assert shown.screen.table.chosen()[0].name == shown.names()[0]


def test_enter_is_forgotten_when_typing_goes_on(shown: Shown) -> None:
    QTest.keyClicks(shown.screen.search, "Row 00012")
    QTest.keyClick(shown.screen.search, Qt.Key.Key_Return)
    QTest.keyClicks(shown.screen.search, "3")
    shown.qtbot.waitUntil(lambda: shown.screen.reader.request.text == "Row 000123")
    shown.settle()
    assert shown.screen.opened == []
    assert shown.screen.search.hasFocus()


def test_where_nothing_is_found_one_stays_with_the_words(shown: Shown) -> None:
    look_for(shown, "nowhere")
    QTest.keyClick(shown.screen.search, Qt.Key.Key_Down)
    QTest.keyClick(shown.screen.search, Qt.Key.Key_Return)
    assert shown.screen.search.hasFocus()
    assert shown.screen.opened == []
