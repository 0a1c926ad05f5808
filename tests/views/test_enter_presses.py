"""Enter presses the button that has the keys, and nothing that is no plain button."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.enter_presses import EnterPresses
from fsmdesk.views.widgets.buttons import Chip, IconButton, KeyButton

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Window(QWidget):
    """A button, an icon, a chip and a field; Enter is a shortcut of the window as well."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[str] = []
        column = QVBoxLayout(self)
        self.button, self.icon = KeyButton("Print"), IconButton("printer", "Print")
        self.icon.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.chip, self.field = Chip("Open"), QLineEdit()
        for widget in (self.button, self.icon, self.chip, self.field):
            column.addWidget(widget)
        self.button.clicked.connect(self._note_button)
        self.icon.clicked.connect(self._note_icon)
        self.field.returnPressed.connect(self._note_field)
        open_row = QAction(self)
        open_row.setShortcut(QKeySequence("Return"))
        open_row.triggered.connect(self._note_shortcut)
        self.addAction(open_row)

    def _note_button(self) -> None:
        self.pressed.append("button")

    def _note_icon(self) -> None:
        self.pressed.append("icon")

    def _note_field(self) -> None:
        self.pressed.append("field")

    def _note_shortcut(self) -> None:
        self.pressed.append("shortcut")


@pytest.fixture
def rule(qapp: QApplication) -> Iterator[EnterPresses]:
    holder = QObject()
    yield EnterPresses(qapp, holder)
    holder.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, rule: EnterPresses) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.mark.parametrize("key", ENTERS)
def test_enter_presses_a_button_and_an_icon(window: Window, key: Qt.Key) -> None:
    for widget in (window.button, window.icon):
        widget.setFocus()
        QTest.keyClick(widget, key)
    assert window.pressed == ["button", "icon"]


def test_with_another_key_held_or_while_it_is_held_nothing_is_pressed_again(window: Window) -> None:
    window.button.setFocus()
    QTest.keyClick(window.button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(window.button, held)
    assert window.pressed == []


def test_a_button_that_is_off_is_not_pressed(window: Window) -> None:
    window.button.setFocus()
    window.button.setEnabled(False)
    QTest.keyClick(window.button, Qt.Key.Key_Return)
    assert "button" not in window.pressed


def test_fields_and_what_is_turned_on_and_off_are_left_alone(window: Window) -> None:
    window.chip.setFocus()
    QTest.keyClick(window.chip, Qt.Key.Key_Enter)
    assert not window.chip.isChecked()
    window.field.setFocus()
    QTest.keyClick(window.field, Qt.Key.Key_Enter)
    assert window.pressed == ["field"]


def test_a_dialog_keeps_its_own_way(qtbot: QtBot, rule: EnterPresses) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column, counts = QVBoxLayout(dialog), [0, 0]
    first, usual = KeyButton("First"), KeyButton("Usual")
    first.setAutoDefault(False)
    usual.setDefault(True)
    for at, button in enumerate((first, usual)):
        column.addWidget(button)
        button.clicked.connect(lambda _on, at=at: counts.__setitem__(at, counts[at] + 1))
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert counts == [0, 1]
