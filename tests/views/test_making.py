"""Things are made at once, or a piece at a time in the order in which they would be made at once."""

import time

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.making import Making, Pieces, Slices, make

_LONG_SECONDS = 0.02  # longer than what is made in one go


def _work() -> None:
    end = time.perf_counter() + _LONG_SECONDS
    while time.perf_counter() < end:
        pass


class Part(QWidget):
    """Says what is made, in pieces of its own."""

    def __init__(self, name: str, log: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self.log = log
        make(self._fill())

    def _fill(self) -> Pieces:
        _work()
        self.log.append(f"{self.name} first")
        yield
        self.log.append(f"{self.name} second")
        yield


class Whole(QWidget):
    """Consists of parts."""

    def __init__(self, log: list[str], fails: bool = False) -> None:
        super().__init__()
        self.log = log
        self.fails = fails
        self.early = Part("early", log, self)
        make(self._fill())

    def _fill(self) -> Pieces:
        self.log.append("whole begins")
        self.late = Part("late", self.log, self)
        yield
        if self.fails:
            raise ValueError("no")
        self.log.append("whole ends")
        QVBoxLayout(self).addWidget(QLabel("all of it", self))
        yield


def _at_once() -> list[str]:
    log: list[str] = []
    Whole(log).deleteLater()
    return log


@pytest.fixture
def parent(qtbot: QtBot) -> QObject:
    """What the making belongs to."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


def test_a_piece_ends_what_it_began_before_the_next_one(parent: QObject, qtbot: QtBot) -> None:
    log: list[str] = []
    making = Making(lambda: Whole(log), parent)
    qtbot.addWidget(making.widget)
    assert making.is_in_pieces
    assert log == []
    steps = 0
    while not making.is_done():
        making.step()
        steps += 1
    assert steps >= 2
    assert log == [
        *("early first", "early second"),
        *("whole begins", "late first", "late second", "whole ends"),
    ]
    assert sorted(log) == sorted(_at_once())


def test_small_pieces_are_made_together(parent: QObject, qtbot: QtBot) -> None:
    made: list[int] = []

    def pieces() -> Pieces:
        for at in range(5):
            made.append(at)
            yield

    def build() -> QWidget:
        make(pieces())
        return QWidget()

    making = Making(build, parent)
    qtbot.addWidget(making.widget)
    making.step()
    assert made == [0, 1, 2, 3, 4]


def test_what_has_no_pieces_is_only_dressed(parent: QObject, qtbot: QtBot) -> None:
    making = Making(QWidget, parent)
    qtbot.addWidget(making.widget)
    assert not making.is_in_pieces
    making.finish()
    assert making.is_done()


def test_who_waits_hears_once_when_it_is_whole(parent: QObject, qtbot: QtBot) -> None:
    log: list[str] = []
    heard: list[str] = []
    making = Making(lambda: Whole(log), parent)
    qtbot.addWidget(making.widget)
    making.hurry(lambda: heard.append(log[-1]))
    assert log == []
    qtbot.waitUntil(lambda: bool(heard))
    making.finish()
    assert heard == ["whole ends"]


def test_who_left_is_not_told(parent: QObject, qtbot: QtBot) -> None:
    heard: list[int] = []
    making = Making(lambda: Whole([]), parent)
    qtbot.addWidget(making.widget)
    making.hurry(lambda: heard.append(1))
    making.leave()
    making.finish()
    assert heard == []


def test_a_piece_that_fails_ends_it(parent: QObject, qtbot: QtBot) -> None:
    log: list[str] = []
    making = Making(lambda: Whole(log, fails=True), parent)
    qtbot.addWidget(making.widget)
    with qtbot.waitSignal(making.failed), pytest.raises(ValueError, match="no"):
        making.finish()
    assert making.is_broken and making.is_done()
    assert "whole ends" not in log


def test_slices_go_on_while_the_window_answers_and_tell_once(qtbot: QtBot) -> None:
    parent = QObject()
    made: list[int] = []
    ends: list[int] = []

    def pieces() -> Pieces:
        for number in range(3):
            end = time.perf_counter() + 0.008
            while time.perf_counter() < end:
                made.append(number)
            yield

    Slices(pieces(), lambda: ends.append(len(set(made))), parent)
    assert not made
    QApplication.processEvents()
    assert set(made) == {0}
    qtbot.waitUntil(lambda: bool(ends))
    QApplication.processEvents()
    assert ends == [3]
