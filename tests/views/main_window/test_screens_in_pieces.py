"""A large screen is made in pieces: the window answers meanwhile, and no key is lost."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.main_window.screens import Blank
from fsmdesk.views.main_window.warming import Warming
from fsmdesk.views.main_window.window import MainWindow
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.screen import Screen
from tests.views.desks import PlainOffice, make_desk

_PIECE_SECONDS = 0.01  # more than one event makes


class SmallScreen(Screen):
    """All of it is there at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Small")
        self.field = QLineEdit(self)
        self.body.addWidget(self.field)


class LargeScreen(Screen):
    """Ten fields, each a piece."""

    fails_at = -1

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Large")
        self.fields: list[QLineEdit] = []
        self.visits: list[tuple[int | None, int]] = []
        self.marked: list[str] = []
        self.add_action(ActionSpec("large.mark", "Mark", self._mark, "Ctrl+M"))
        make(self._fill())

    def _fill(self) -> Pieces:
        for at in range(10):
            end = time.perf_counter() + _PIECE_SECONDS
            while time.perf_counter() < end:
                pass
            if at == self.fails_at:
                raise ValueError("no such field")
            self.fields.append(QLineEdit(self))
            self.body.addWidget(self.fields[-1])
            yield

    def _mark(self) -> None:
        self.marked.append(self.fields[0].text())

    def arrive(self, record_id: int | None) -> None:
        self.visits.append((record_id, len(self.fields)))
        self.fields[0].setFocus()


PLACES = (
    Place("small", "Small", "inbox", SmallScreen),
    Place("large", "Large thing", "inbox", LargeScreen, opens=("thing",)),
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with a small screen and a large one, the small one in front."""
    made = MainWindow()
    qtbot.addWidget(made)
    parent = QObject(made)
    bare = make_desk(tmp_path, PlainOffice(), parent, made)
    desk = replace(bare, actions=made.actions_offered, nest=made.stack)
    made.furnish(
        PLACES,
        lambda place: place.build(desk),
        desk.settings,
        lambda place, shell, actions, nest: place.build(
            replace(desk, shell=shell, actions=actions, nest=nest)
        ),
    )
    made.open_first()
    made.show()
    qtbot.waitExposed(made)
    yield made
    desk.tasks.drain()


def front(window: MainWindow) -> QWidget:
    shown = window.stack.currentWidget()
    assert shown is not None
    return shown


def test_it_is_shown_when_it_is_whole_with_its_title_before(window: MainWindow, qtbot: QtBot) -> None:
    arrived: list[Place] = []
    window.arrived.connect(arrived.append)
    window.go("large", 7)
    blank = front(window)
    assert isinstance(blank, Blank) and blank.bar.title() == "Large thing"
    assert window.place_shown() is None and arrived == []
    assert window.windowTitle() == "Large thing — fsmdesk"
    qtbot.waitUntil(lambda: isinstance(front(window), LargeScreen))
    screen = front(window)
    assert isinstance(screen, LargeScreen)
    assert screen.visits == [(7, 10)]
    assert [place.id for place in arrived] == ["large"]


def test_who_asks_for_the_screen_gets_all_of_it(window: MainWindow) -> None:
    window.go("large")
    screen = window.current_screen()
    assert isinstance(screen, LargeScreen)
    assert screen.visits == [(None, 10)]


def begin_large(window: MainWindow, qtbot: QtBot) -> QWindow:
    """The large screen is on its way; the window takes keys."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("large")
    assert isinstance(front(window), Blank)
    handle = window.windowHandle()
    assert handle is not None
    return handle


def test_what_is_typed_before_goes_where_it_is_meant(window: MainWindow, qtbot: QtBot) -> None:
    handle = begin_large(window, qtbot)
    for key in (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_Tab, Qt.Key.Key_C):
        QTest.keyClick(handle, key)
    assert isinstance(front(window), Blank)
    qtbot.waitUntil(lambda: isinstance(front(window), LargeScreen))
    screen = front(window)
    assert isinstance(screen, LargeScreen)
    assert [field.text() for field in screen.fields[:3]] == ["ab", "c", ""]
    assert QApplication.focusWidget() is screen.fields[1]


def test_keys_of_actions_are_handed_on_too(window: MainWindow, qtbot: QtBot) -> None:
    handle = begin_large(window, qtbot)
    QTest.keyClick(handle, Qt.Key.Key_A)
    QTest.keyClick(handle, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(handle, Qt.Key.Key_B)
    QTest.keyClick(handle, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # the field's own
    screen = window.current_screen()
    assert isinstance(screen, LargeScreen)
    assert screen.marked == ["a"]
    assert screen.fields[0].text() == ""
    assert window.status_line.said() == ""


def test_another_window_keeps_its_keys(window: MainWindow, qtbot: QtBot) -> None:
    begin_large(window, qtbot)
    other = QLineEdit()
    qtbot.addWidget(other)
    QTest.keyClick(other, Qt.Key.Key_O)
    assert other.text() == "o"


def test_what_was_typed_for_a_screen_is_not_typed_elsewhere(window: MainWindow, qtbot: QtBot) -> None:
    handle = begin_large(window, qtbot)
    QTest.keyClick(handle, Qt.Key.Key_A)
    window.go("small")
    small = front(window)
    assert isinstance(small, SmallScreen)
    small.field.setFocus()
    QTest.keyClick(handle, Qt.Key.Key_B)
    assert small.field.text() == "b"


def test_who_goes_elsewhere_meanwhile_stays_there(window: MainWindow, qtbot: QtBot) -> None:
    window.go("large", 7)
    window.go("small")
    qtbot.wait(150)
    assert isinstance(front(window), SmallScreen)
    window.go("large", 8)
    screen = window.current_screen()
    assert isinstance(screen, LargeScreen) and screen.visits == [(8, 10)]


def test_a_screen_that_could_not_be_made_is_tried_again(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LargeScreen, "fails_at", 4)
    window.go("large")
    with pytest.raises(ValueError, match="no such field"):
        window.current_screen()
    office = window.findChild(SmallScreen)
    assert office is not None
    QTest.keyClick(office.field, Qt.Key.Key_X)
    assert office.field.text() == "x"  # nobody waits for what never comes
    monkeypatch.setattr(LargeScreen, "fails_at", -1)
    window.go("large")
    screen = window.current_screen()
    assert isinstance(screen, LargeScreen) and len(screen.fields) == 10


def test_ahead_it_is_made_without_being_seen(window: MainWindow, qtbot: QtBot) -> None:
    done: list[int] = []
    office = front(window)
    assert isinstance(office, SmallScreen)
    warming = Warming(
        window.screens.begin, ("large", "nowhere"), office.desk.tasks, lambda: done.append(1), window
    )
    warming.begin()
    qtbot.waitUntil(lambda: bool(done))
    assert front(window) is office
    screen = window.screens.whole("large")
    assert isinstance(screen, LargeScreen) and screen.visits == []
    window.go("large", 3)
    assert front(window) is screen and screen.visits == [(3, 10)]


def test_a_window_beside_is_there_before_its_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.open_beside("thing", 5)
    beside = window.beside.windows()[0]
    assert beside.isVisible() and beside.record_shown() == 5
    window.open_beside("thing", 5)
    assert len(window.beside.windows()) == 1
    screen = beside.findChild(LargeScreen)
    assert screen is not None
    qtbot.waitUntil(lambda: bool(screen.visits))
    assert screen.isVisible() and screen.visits == [(5, 10)]
    window.open_beside("thing", 6)
    early = window.beside.windows()[1]
    early.close()
    assert [one.record_shown() for one in window.beside.windows()] == [None]
