"""A seat at a real office: opens screens, waits until nothing is under way, presses keys."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.services.office import Office
from fsmdesk.views.screen import Screen
from fsmdesk.views.work_orders.editor import WorkOrderScreen
from tests.views.desks import PlainShell, make_desk

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
ScreenT = TypeVar("ScreenT", bound=Screen)


class Seat:
    """One person's window with one screen in it."""

    def __init__(self, qtbot: QtBot, office: Office, folder: Path, holder: QWidget) -> None:
        self.qtbot = qtbot
        self.shell = PlainShell()
        self.desk = make_desk(folder, office, holder, shell=self.shell)

    def show(self, screen: ScreenT, record_id: int | None = None) -> ScreenT:
        """The screen is shown with this record, read and painted."""
        self.qtbot.addWidget(screen)
        screen.resize(1500, 950)
        screen.show()
        self.qtbot.waitExposed(screen)
        screen.activateWindow()
        screen.arrive(record_id)
        self.settle()
        return screen

    def open_job(self, record_id: int) -> WorkOrderScreen:
        """The editor with this job."""
        screen = self.show(WorkOrderScreen(self.desk), record_id)
        assert screen.form.card is not None
        return screen

    def settle(self) -> None:
        """Everything asked is answered."""
        self.qtbot.waitUntil(self.desk.tasks.is_idle)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is, then wait for what follows."""
        QTest.keyClick(self.focused(), key, modifier)
        QApplication.processEvents()  # a table closes its editor a moment after Enter
        self.settle()

    def type(self, text: str) -> None:
        """Type where the focus is."""
        for letter in text:
            QTest.keyClicks(self.focused(), letter)

    def focused(self) -> QWidget:
        """What has the keys."""
        found = QApplication.focusWidget()
        assert found is not None
        return found
