"""Undo and redo at a seat, also of what was done at an earlier sitting, and what others did."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.services.undoing.messages import LastStep, MySteps, Step, Steps, Undo, WhatWasLast
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.taking_back import TakingBack
from fsmdesk.views.main_window.window import MainWindow
from tests.views.desks import PlainOffice, make_desk

_THEN = datetime(2026, 3, 2, 9, tzinfo=UTC)


class _Seat:
    """A window whose person moved two visits yesterday, and took the second move back."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.office = PlainOffice()
        self.last: LastStep | None = LastStep("Dana", "Moved #1", _THEN, True)
        self.office.answers |= {
            MySteps: lambda _query: Steps(
                (Step("one", "Moved #1", _THEN),), (Step("undoing", "Moved #2", _THEN, "two"),)
            ),
            WhatWasLast: lambda _query: self.last,
            Undo: lambda command: command.undone_key,
        }
        self.window = MainWindow()
        qtbot.addWidget(self.window)
        self.owner = QObject(self.window)
        self.desk: Desk = make_desk(folder, self.office, self.owner, self.window)
        self.back = TakingBack(self.desk, self.window.undo_stack, self.window.status_line, self.owner)
        self.back.begin()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.desk.tasks.is_idle() and not self.back._soon.isActive())

    def undone(self) -> list[str]:
        return [command.undone_key for command in self.office.done if isinstance(command, Undo)]


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[_Seat]:
    made = _Seat(qtbot, tmp_path)
    yield made
    assert made.desk.tasks.drain()


def test_what_was_done_yesterday_is_offered_back(seat: _Seat) -> None:
    line = seat.window.status_line
    assert line.said() == "Moved #1"
    line.undo_wanted.emit()
    seat.settle()
    assert seat.undone() == ["one"]
    assert line.said() == "Taken back: Moved #1"


def test_what_was_taken_back_is_done_again_in_turn(seat: _Seat) -> None:
    seat.window._undo()
    seat.settle()
    undoing = next(command for command in seat.office.done if isinstance(command, Undo))
    seat.window._redo()
    seat.settle()
    assert seat.undone() == ["one", undoing.key]
    seat.window._redo()
    seat.settle()
    assert seat.undone()[-1] == "undoing"
    assert seat.window.status_line.said() == "Done again: Moved #2"
    seat.window._undo()
    seat.settle()
    assert seat.undone()[-1] == "two"


def test_with_nothing_to_do_again_it_says_so(seat: _Seat) -> None:
    seat.window._redo()
    seat.settle()
    seat.window._redo()
    assert seat.window.status_line.said() == "There is nothing to do again."


def test_what_others_do_is_said_without_offering_it_back(seat: _Seat) -> None:
    seat.last = LastStep("Olive Owner", "Moved #9", _THEN, False)
    seat.desk.hub.tell(ChangeSet.of([RecordRef("visit", 9)]), None)
    seat.settle()
    assert seat.window.status_line.said() == "Olive Owner: Moved #9"
    assert not seat.window.status_line._undo.isVisibleTo(seat.window.status_line)
    assert seat.window.undo_stack.top() is not None
