"""Records in windows of their own, side by side."""

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.services.finding.messages import Found, NamesOf
from fsmdesk.views.actions import ActionRegistry
from fsmdesk.views.desk import Shell
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.main_window.reopening import Reopening
from fsmdesk.views.main_window.settings_beside import SettingsBeside
from fsmdesk.views.main_window.side_windows import SideWindow
from fsmdesk.views.main_window.window import MainWindow
from fsmdesk.views.person_settings import PersonSettings
from fsmdesk.views.screen import Screen
from tests.views.desks import PlainOffice, make_desk
from tests.views.main_window.test_window import PLACES, PlainScreen

CONTROL = Qt.KeyboardModifier.ControlModifier


class _Record(PlainScreen):
    """Shows the record it is asked for."""

    has_let_go = False
    departed = 0

    def arrive(self, record_id: int | None) -> None:
        super().arrive(record_id)
        self.record = record_id

    def let_go(self) -> None:
        self.has_let_go, self.record = True, None

    def depart(self) -> bool:
        self.departed += 1
        return True


class Windows:
    """A main window whose records can stand beside it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.main = MainWindow()
        qtbot.addWidget(self.main)
        desk = make_desk(folder, PlainOffice(), QObject(self.main), self.main)
        self.desk = replace(desk, actions=self.main.actions_offered)
        self.main.furnish(PLACES, self._build, self.desk.settings, self._build_beside)
        self.main.show()
        qtbot.waitExposed(self.main)
        self.main.go("board")

    def _build(self, place: Place) -> Screen:
        return _Record(self.desk, place.title)

    def _build_beside(self, place: Place, shell: Shell, actions: ActionRegistry, nest: QWidget) -> Screen:
        return _Record(replace(self.desk, shell=shell, actions=actions, nest=nest), place.title)

    def press(self, window: SideWindow, key: Qt.Key) -> None:
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        screen_of(window).field.clearFocus()
        QTest.keyClick(window, key, CONTROL)

    def open(self, record_id: int) -> SideWindow:
        self.main.open_beside("customer", record_id)
        return self.main.beside.windows()[-1]


@pytest.fixture
def windows(qtbot: QtBot, tmp_path: Path) -> Iterator[Windows]:
    made = Windows(qtbot, tmp_path)
    yield made
    made.main.beside.close_all()
    made.desk.tasks.drain()


def screen_of(window: SideWindow) -> _Record:
    assert isinstance(window.screen_shown, _Record)
    return window.screen_shown


def test_two_records_stand_side_by_side(windows: Windows) -> None:
    first, second = windows.open(7), windows.open(8)
    assert (screen_of(first).record, screen_of(second).record) == (7, 8)
    assert first.isVisible() and second.isVisible()
    assert screen_of(first).desk.shell is first
    assert first.pos() != second.pos()


def test_a_record_has_one_window_only(windows: Windows) -> None:
    first = windows.open(7)
    windows.main.open_beside("customer", 7)
    windows.main.open_record("customer", 7)
    assert windows.main.beside.windows() == (first,)
    assert windows.main.place_shown() is not None
    assert windows.main.place_shown().id == "board"  # type: ignore[union-attr]


def test_what_was_shown_in_the_main_window_is_let_go(windows: Windows) -> None:
    windows.main.open_record("customer", 7)
    shown = windows.main.current_screen()
    assert isinstance(shown, _Record)
    windows.open(7)
    assert shown.has_let_go
    assert windows.main.current_screen() is not shown


def test_closing_asks_nothing_and_remembers_where_it_was(windows: Windows) -> None:
    first = windows.open(7)
    first.setGeometry(0, 70, 960, 610)  # within the small screen of the tests
    windows.press(first, Qt.Key.Key_W)
    assert not first.isVisible()
    assert screen_of(first).departed == 1
    assert windows.main.beside.windows() == ()
    again = windows.open(8)
    assert again.geometry().height() == 610
    assert abs(again.pos().y() - 70) < 10  # frames differ


def test_the_way_out_leads_to_the_main_window(windows: Windows) -> None:
    first = windows.open(7)
    shell = screen_of(first).desk.shell
    shell.go("customers")
    assert windows.main.place_shown().id == "customers"  # type: ignore[union-attr]
    shell.open_record("customer", 9)
    assert [screen_of(window).record for window in windows.main.beside.windows()] == [7, 9]
    shell.back()
    assert [screen_of(window).record for window in windows.main.beside.windows()] == [9]


def test_each_window_takes_back_what_was_done_in_it(windows: Windows) -> None:
    first, second = windows.open(7), windows.open(8)
    undone: list[int] = []
    screen_of(first).desk.shell.say("Moved #7", lambda: undone.append(7))
    screen_of(second).desk.shell.say("Moved #8", lambda: undone.append(8))
    windows.press(first, Qt.Key.Key_Z)
    windows.press(first, Qt.Key.Key_Z)
    assert undone == [7]


def test_they_close_with_the_main_window(windows: Windows) -> None:
    first = windows.open(7)
    windows.main.close()
    assert not first.isVisible()
    assert windows.main.beside.windows() == ()


def test_a_window_that_was_closed_is_freed(windows: Windows, qtbot: QtBot) -> None:
    window = windows.open(7)
    seen = weakref.ref(screen_of(window))
    window.close()
    del window

    def is_gone() -> bool:
        gc.collect()
        return seen() is None

    qtbot.waitUntil(is_gone)


def come_again(qtbot: QtBot, folder: Path, there: set[int]) -> Windows:
    """The same person at the next start, when only these records are left."""
    again = Windows(qtbot, folder)
    office = again.desk.office
    assert isinstance(office, PlainOffice)
    office.answers[NamesOf] = lambda query: tuple(
        Found(kind, record_id, f"Record {record_id}", "")
        for kind, record_id in query.records
        if record_id in there
    )
    Reopening(again.desk, again.main.beside, PLACES, again.main).begin()
    qtbot.waitUntil(again.desk.tasks.is_idle)
    return again


def test_windows_are_there_again_at_the_next_start(windows: Windows, qtbot: QtBot, tmp_path: Path) -> None:
    first, second, _gone, closed = (windows.open(number) for number in (7, 8, 9, 10))
    first.setGeometry(0, 70, 960, 610)
    second.setGeometry(20, 90, 970, 620)
    closed.close()
    windows.main.close()
    windows.desk.settings.flush()
    again = come_again(qtbot, tmp_path, {7, 8, 10})
    shown = again.main.beside.windows()
    assert [screen_of(window).record for window in shown] == [7, 8]
    assert [window.geometry().height() for window in shown] == [610, 620]
    assert all(window.isVisible() for window in shown)
    again.main.beside.close_all()
    again.desk.tasks.drain()


def test_windows_are_there_again_when_the_program_was_killed(
    windows: Windows, qtbot: QtBot, tmp_path: Path
) -> None:
    window = windows.open(7)
    window.setGeometry(0, 70, 960, 610)
    QApplication.processEvents()
    windows.desk.settings.flush()  # as a moment later
    again = come_again(qtbot, tmp_path, {7})
    assert [screen_of(each).record for each in again.main.beside.windows()] == [7]
    assert again.main.beside.windows()[0].geometry().height() == 610
    again.main.beside.close_all()
    again.desk.tasks.drain()


def test_what_was_closed_by_hand_stays_closed(windows: Windows, qtbot: QtBot, tmp_path: Path) -> None:
    windows.open(7).close()
    windows.main.close()
    windows.desk.settings.flush()
    assert come_again(qtbot, tmp_path, {7}).main.beside.windows() == ()


PLACES_BESIDE = tuple(
    replace(place, own_beside=("board.look",)) if place.id == "board" else place for place in PLACES
)


@pytest.fixture
def with_board(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
    """The board may stand in a window of its own."""
    monkeypatch.setattr("tests.views.main_window.test_side_windows.PLACES", PLACES_BESIDE)
    made = Windows(qtbot, tmp_path)
    yield made
    made.main.beside.close_all()
    made.desk.tasks.drain()


def test_a_place_without_a_record_stands_in_one_window_too(with_board: Windows) -> None:
    main = with_board.main
    main.open_place_beside("board")
    main.open_place_beside("board")
    (window,) = main.beside.windows()
    assert window.isVisible()
    assert screen_of(window).record is None
    assert screen_of(window) is not main.current_screen()
    assert main.place_shown().id == "board"  # type: ignore[union-attr]
    main.go("board", 7)
    assert screen_of(window).record is None
    screen_of(window).desk.shell.open_place_beside("board")
    assert main.beside.windows() == (window,)


def test_a_place_is_there_again_at_the_next_start(with_board: Windows, qtbot: QtBot, tmp_path: Path) -> None:
    with_board.main.open_place_beside("board")
    with_board.main.beside.windows()[0].setGeometry(0, 70, 970, 610)
    with_board.open(7)
    with_board.main.close()
    with_board.desk.settings.flush()
    again = come_again(qtbot, tmp_path, {7})
    assert [window.place.id for window in again.main.beside.windows()] == ["board", "customer"]
    assert again.main.beside.windows()[0].geometry().height() == 610
    again.main.beside.close_all()
    again.desk.tasks.drain()


def test_a_window_beside_has_settings_of_its_own(tmp_path: Path) -> None:
    owner = QObject()
    common = PersonSettings(tmp_path / "me.json", owner)
    common.keep("board.look", {"kind": "week"})
    common.keep("board.reasons", "Agreed")
    beside = SettingsBeside(common, ("board.look", "zoom", "name", "wide"), owner)
    assert beside.mapping("board.look") == {"kind": "week"}
    beside.keep("board.look", {"kind": "day"})
    for key, value in (("zoom", 3), ("name", "Second"), ("wide", True), ("board.reasons", "Ill")):
        beside.keep(key, value)
    assert common.mapping("board.look") == {"kind": "week"}
    assert common.text("board.reasons") == "Ill"
    beside.flush()
    again = SettingsBeside(
        PersonSettings(tmp_path / "me.json", owner), ("board.look", "zoom", "name", "wide"), owner
    )
    assert again.mapping("board.look") == {"kind": "day"}
    assert (again.number("zoom"), again.text("name"), again.flag("wide")) == (3, "Second", True)
