"""Screens in a window on an office, and waiting until what was asked for is painted."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from fsmdesk.bootstrap import open_office
from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import Role
from fsmdesk.services.setup.messages import Company
from fsmdesk.views.desk import Desk
from fsmdesk.views.theme.fonts import load_fonts
from fsmdesk.views.theme.theme import Theme, ThemeChoice
from tests.views.desks import make_desk

SIZE = (1600, 1000)
_PATIENCE = 60.0


class Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Only looks on."""
        self.count += event.type() == QEvent.Type.Paint
        return False


@dataclass(frozen=True)
class Seat:
    """An owner at an office, with the window's style."""

    desk: Desk
    app: QApplication

    def until(self, is_true: Callable[[], bool]) -> None:
        """Events are processed until this holds. Between them the thread sleeps, as that of a window does.

        Spinning would keep Python from the workers that are waited for.
        """
        end = time.monotonic() + _PATIENCE
        while not is_true():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.monotonic() > end:
                raise TimeoutError("what was waited for did not come")

    def rest(self, seconds: float = 0.0) -> None:
        """Nothing is under way any more, and so much time has passed."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= end and self.desk.tasks.is_idle())


def is_past(moment: float) -> bool:
    """True once the clock for durations shows this moment."""
    return time.perf_counter() >= moment


@contextmanager
def seat(place: Path) -> Iterator[Seat]:
    """The owner sits down at this office; nobody does afterwards."""
    made = QApplication.instance()
    app = made if isinstance(made, QApplication) else QApplication([])
    load_fonts(app)
    sheet = app.styleSheet()
    Theme(app, ThemeChoice.LIGHT)
    opened, parent = open_office(str(place)), QWidget()
    ticks = QTimer(parent)  # what is waited for is looked at this often
    ticks.start(1)
    with tempfile.TemporaryDirectory() as folder:
        office = opened.sit(next(person.id for person in opened.people if person.role is Role.OWNER))
        company = office.ask(Company())
        formats = Formats(company.locale, company.currency, ZoneInfo(company.timezone))
        desk = replace(make_desk(Path(folder), office, parent), formats=formats)
        try:
            yield Seat(desk, app)
        finally:
            desk.tasks.drain()
            parent.deleteLater()
            opened.database.close()
            app.setStyleSheet(sheet)
