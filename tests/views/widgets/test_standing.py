"""A window of its own opens over the one that it belongs to."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.widgets.standing import stand_over


def _room() -> QRect:
    return QGuiApplication.primaryScreen().availableGeometry()


def _window(qtbot: QtBot, place: QRect) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(place)
    return made


def test_it_stands_in_the_middle(qtbot: QtBot) -> None:
    room = _room()
    below = _window(qtbot, QRect(room.left() + 40, room.top() + 60, 600, 400))
    above = _window(qtbot, QRect(0, 0, 300, 200))
    stand_over(above, below)
    assert (above.geometry().center() - below.geometry().center()).manhattanLength() <= 2


def test_it_is_whole_on_the_screen(qtbot: QtBot) -> None:
    room = _room()
    below = _window(qtbot, QRect(room.bottomRight() - QPoint(100, 100), room.size() / 2))
    above = _window(qtbot, QRect(0, 0, 300, 200))
    stand_over(above, below)
    assert room.contains(above.geometry())
    below.move(room.topLeft() - QPoint(room.width() // 2, room.height() // 2))
    stand_over(above, below)
    assert room.contains(above.geometry())
