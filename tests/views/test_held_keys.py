"""A key that is held down walks on, but does nothing a second time."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.actions import ActionRegistry, ActionSpec


@pytest.mark.parametrize(
    ("shortcut", "repeats"),
    [
        ("Ctrl+Return", False),
        ("Ctrl+S", False),
        ("A", False),
        ("Delete", False),
        ("]", True),
        ("+", True),
        ("Alt+Right", True),
    ],
)
def test_what_is_done_once_is_not_repeated(qtbot: QtBot, shortcut: str, repeats: bool) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    spec = ActionSpec("plain.go", "Go", owner.update, shortcut)
    assert ActionRegistry(owner).add(owner, spec).autoRepeat() is repeats
