"""A call is taken by one click from the board."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.terms import Role
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.widgets.new_call_button import NewCallButton
from tests.views.board.world import BoardWorld, clock
from tests.views.desks import PlainOffice, PlainShell, make_desk


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.TECHNICIAN])
def test_who_takes_calls_has_the_button(qtbot: QtBot, tmp_path: Path, world: BoardWorld, role: Role) -> None:
    holder, office, shell = QWidget(), PlainOffice(role), PlainShell()
    qtbot.addWidget(holder)
    office.answers |= world.office.answers
    screen = BoardScreen(make_desk(tmp_path, office, holder, shell), holder, clock)
    button = screen.top_bar.findChild(NewCallButton)
    assert (button is not None) is (role is Role.DISPATCHER)
    if button is not None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert shell.went == [("new_call", None)]
