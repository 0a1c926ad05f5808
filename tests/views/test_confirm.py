"""A question says what will happen, on a button with a verb."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.confirm import Question, ask

ISSUE = Question("Issue 12 invoices?", "They can't be changed afterwards.", "Issue 12 invoices")
CANCEL = Question("Cancel this job?", "Its visits leave the board.", "Cancel the job", True, "Why?")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_verb_makes_it_happen(window: QWidget) -> None:
    answers: list[str] = []
    dialog = ask(ISSUE, answers.append, window)
    assert dialog.yes_button.text() == "Issue 12 invoices"
    QTest.mouseClick(dialog.yes_button, Qt.MouseButton.LeftButton)
    assert answers == [""]


def test_esc_leaves_all_as_it_is(window: QWidget) -> None:
    answers: list[str] = []
    dialog = ask(ISSUE, answers.append, window)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert answers == []


def test_a_reason_is_needed_where_one_is_asked_for(window: QWidget) -> None:
    answers: list[str] = []
    dialog = ask(CANCEL, answers.append, window)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert answers == []
    QTest.keyClicks(dialog.reason, "Customer moved")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert answers == ["Customer moved"]
