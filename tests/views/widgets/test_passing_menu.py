import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.widgets.passing_menu import PassingMenu

# Without a display nothing is raised and no keyboard is grabbed for a menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_does_what_was_chosen_and_is_gone(qtbot: QtBot, holder: QWidget) -> None:
    menu, chosen = PassingMenu(holder), []
    menu.addAction("Open").triggered.connect(lambda: chosen.append("open"))
    menu.show_at(QPoint(10, 10))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(menu.destroyed):
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert chosen == ["open"]
    assert holder.findChildren(PassingMenu) == []


def test_one_with_nothing_in_it_never_opens(qtbot: QtBot, holder: QWidget) -> None:
    menu = PassingMenu(holder)
    with qtbot.waitSignal(menu.destroyed):
        menu.show_at(QPoint(10, 10))
        assert not menu.isVisible()
    assert holder.findChildren(PassingMenu) == []
