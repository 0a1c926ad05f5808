"""The real window on an office, without a display, with files of its own."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from fsmdesk.app import App
from fsmdesk.core.messages import Query
from fsmdesk.db.location import parse_location
from fsmdesk.services.demo.make import make_demo
from fsmdesk.tour.hand import click, rest, wait_for
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.window import MainWindow
from fsmdesk.views.screen import Screen
from fsmdesk.views.theme.fonts import load_fonts
from fsmdesk.views.theme.theme import ThemeChoice
from fsmdesk.views.welcome.person_picker import PersonPicker

ResultT = TypeVar("ResultT")
WIDTH, HEIGHT = 1600, 1000


@dataclass(frozen=True, slots=True)
class Stage:
    """The program as it runs: its window, and what its screens work with."""

    app: App
    desk: Desk

    @property
    def window(self) -> MainWindow:
        """The window that a person would see."""
        return self.app.window

    def go(self, digit: int) -> None:
        """To a place of the rail, by its key."""
        key = Qt.Key(Qt.Key.Key_0.value + digit)
        QTest.keyClick(self.window, key, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
        """A key of the window, with Ctrl unless said."""
        self.window.activateWindow()  # a dialog that closed leaves no window active where there is no system for it
        wait_for(self.window.isActiveWindow, "the window")
        QTest.keyClick(self.window, key, modifier)

    def screen(self, name: str) -> Screen:
        """The screen that is shown, once it is the one whose class has this name."""
        wait_for(lambda: type(self.window.stack.currentWidget()).__name__ == name, f"the screen {name}")
        screen = self.window.current_screen()
        assert screen is not None
        return screen

    def ask(self, query: Query[ResultT]) -> ResultT:
        """What the office says; for checks only."""
        return self.desk.office.ask(query)

    def settle(self) -> None:
        """Everything that was begun is there and painted."""
        wait_for(self.app.tasks.is_idle, "the office's answers")
        rest(50)

    def dark(self) -> None:
        """The dark theme."""
        self.app.theme.choose(ThemeChoice.DARK)
        rest()


@contextmanager
def stage_for(office: str, role: str = "") -> Iterator[Stage]:
    """The window on this office; on a small demo shop of its own if `office` is empty.

    The first person of this role sits there; the first of all, who is the owner, where none is said.

    Drafts, settings and reports go to a folder that is gone afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="fsmdesk-tour-") as name:
        folder = Path(name)
        os.environ["FSMDESK_DATA"] = str(folder / "data")
        place = office or str(folder / "tour.fsmdesk")
        if not office:
            make_demo(parse_location(place), "small")
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        load_fonts(application)
        app = App(application, place, folder / "data")
        app.window.resize(WIDTH, HEIGHT)
        app.start()
        qInstallMessageHandler(_tell)
        app.window.resize(WIDTH, HEIGHT)
        try:
            yield _seated(app, role)
        finally:
            app.window.close()
            rest(50)


def _tell(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """What Qt has to say, but for what it can't do without a display."""
    if not text.startswith("This plugin does not support"):
        print(text, file=sys.stderr)


def _seated(app: App, role: str) -> Stage:
    """The stage once somebody sits there."""
    wait_for(lambda: app.desk is not None or _pickers(app), "the office")
    if app.desk is None:
        picker = _pickers(app)[0]
        rest()
        people = [one for one in picker.findChildren(QAbstractButton) if one.accessibleName().endswith(role)]
        click(people[0])
        wait_for(lambda: app.desk is not None, "the person's seat")
    assert app.desk is not None
    stage = Stage(app, app.desk)
    stage.settle()
    return stage


def _pickers(app: App) -> list[PersonPicker]:
    return app.window.findChildren(PersonPicker)
