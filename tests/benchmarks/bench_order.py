"""Opening a work order, from the query to the painted screen, against its SQL by hand and an empty form painted."""

import itertools
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from sqlalchemy import event

from fsmdesk.bootstrap import OpenOffice, open_office
from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import Role
from fsmdesk.services.orders.messages import WorkOrder
from fsmdesk.services.setup.messages import Company
from fsmdesk.views.desk import Desk
from fsmdesk.views.theme.fonts import load_fonts
from fsmdesk.views.theme.theme import Theme, ThemeChoice
from fsmdesk.views.work_orders.editor import WorkOrderScreen
from tests.benchmarks.harness import paired
from tests.benchmarks.offices import copy_of, demo_office
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row
from tests.views.desks import make_desk

_SIZE = (1600, 1000)
_JOBS = 20

_Statement = tuple[str, Any]


@dataclass(frozen=True)
class _Job:
    """A work order with lines, a visit and a machine, and the SQL that reads it."""

    id: int
    statements: tuple[_Statement, ...]


class _Painted(QObject):
    """Counts how often a widget was painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Only looks on."""
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


@contextmanager
def _listening(opened: OpenOffice) -> Iterator[list[_Statement]]:
    """What is sent to the driver meanwhile."""
    sent: list[_Statement] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            sent.append((statement, values))

    event.listen(opened.database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(opened.database.engine, "before_cursor_execute", note)


def _jobs(opened: OpenOffice, place: Path) -> list[_Job]:
    """Some from all over the years."""
    with sqlite3.connect(place) as connection:
        query = (
            "SELECT w.id FROM work_order w WHERE w.equipment_id IS NOT NULL "
            "AND EXISTS (SELECT 1 FROM work_order_line l WHERE l.work_order_id = w.id) "
            "AND EXISTS (SELECT 1 FROM visit v WHERE v.work_order_id = w.id) ORDER BY w.id"
        )
        ids = [row[0] for row in connection.execute(query)]
    connection.close()
    office, found = opened.as_program(), []
    for record_id in ids[:: len(ids) // _JOBS][:_JOBS]:
        with _listening(opened) as sent:
            office.ask(WorkOrder(work_order_id=record_id))
        found.append(_Job(record_id, tuple(sent)))
    return found


def _read_by_hand(connection: sqlite3.Connection, statements: Sequence[_Statement]) -> int:
    """The same SQL, and rows as the driver gives them."""
    return sum(len(connection.execute(sql, values).fetchall()) for sql, values in statements)


def _desk(opened: OpenOffice, folder: Path, parent: QObject) -> Desk:
    owner = next(person for person in opened.people if person.role is Role.OWNER)
    office = opened.sit(owner.id)
    company = office.ask(Company())
    formats = Formats(company.locale, company.currency, ZoneInfo(company.timezone))
    return replace(make_desk(folder, office, parent), formats=formats)


class _Window:
    """A page of a window beside another one, from which it is reached."""

    def __init__(self, desk: Desk) -> None:
        self._stack = QStackedWidget()
        self._stack.setMinimumSize(*_SIZE)
        self._before = QWidget()
        self.screen = WorkOrderScreen(desk)
        for page in (self._before, self.screen):
            self._stack.addWidget(page)
        self._painted = _Painted(self._stack)
        self.screen.top_bar.installEventFilter(self._painted)
        self._stack.show()
        self._desk = desk

    def go_back(self) -> None:
        """The other page is there."""
        self._stack.setCurrentWidget(self._before)
        QApplication.processEvents()

    def show_form(self) -> None:
        """The form is painted as it is."""
        before = self._painted.count
        self._stack.setCurrentWidget(self.screen)
        self._until_painted(before)

    def open(self, job: _Job) -> None:
        """The job is read, shown and painted, and nothing is left to do."""
        before = self._painted.count
        self._stack.setCurrentWidget(self.screen)
        self.screen.arrive(job.id)
        self._until_painted(before)
        card = self.screen.form.card
        assert card is not None
        assert card.id == job.id

    def close(self) -> None:
        """No window any more."""
        self._stack.close()

    def _until_painted(self, before: int) -> None:
        while self._painted.count == before or not self._desk.tasks.is_idle():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(5):  # what the painting may have left to do
            QApplication.processEvents()


def _application() -> QApplication:
    app = QApplication.instance()
    made = app if isinstance(app, QApplication) else QApplication([])
    load_fonts(made)
    return made


@bench("order.open")
def open_order() -> Row:
    """In a screen that is there already; CPU time of the whole process, since reading is a worker's."""
    app = _application()
    sheet = app.styleSheet()
    Theme(app, ThemeChoice.LIGHT)
    with tempfile.TemporaryDirectory() as name:
        place = copy_of(demo_office("shop"), Path(name) / "shop.fsmdesk")
        opened, parent = open_office(str(place)), QWidget()
        connection = sqlite3.connect(place)
        desk = _desk(opened, Path(name), parent)
        jobs = _jobs(opened, place)
        ours, theirs = itertools.cycle(jobs), itertools.cycle(jobs)
        window, empty = _Window(desk), _Window(desk)

        def floor() -> None:
            assert _read_by_hand(connection, next(theirs).statements) > 0
            empty.show_form()

        result = paired(
            lambda: window.open(next(ours)),
            floor,
            pairs=3 * _JOBS,
            warm_up=_JOBS,
            clock=time.process_time,
            prepare_subject=window.go_back,
            prepare_floor=empty.go_back,
        )
        desk.tasks.drain()
        window.close()
        empty.close()
        parent.deleteLater()
        connection.close()
        opened.database.close()
    app.setStyleSheet(sheet)
    return result.row("open a work order", 3.0)
