"""Chips by keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.widgets.field_choice import FieldChoice


def press(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def test_tab_stops_once_at_chips_and_arrows_choose(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    before = QLineEdit(window)
    field = FieldChoice("kind", "Kind", [("a", "A"), ("b", "B"), ("c", "C")], parent=window)
    after = QLineEdit(window)
    for widget in (before, field, after):
        column.addWidget(widget)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    told: list[object] = []
    field.changed.connect(lambda: told.append(field.read()))
    field.set_value("b")
    before.setFocus()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    assert field.read() == "c"
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)
    assert field.read() == "a"
    assert told == ["c", "b", "a"]
    press(Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_no_chip_may_be_chosen(qtbot: QtBot) -> None:
    field = FieldChoice("kind", "Kind", [("a", "A"), ("b", "B")])
    qtbot.addWidget(field)
    field.set_value("a")
    field.set_value(None)
    assert field.read() is None
    field.set_value("something else")
    assert field.read() is None
