"""Opening the board on a week, from the wish to the painted week, on PostgreSQL, against its SQL by hand."""

import itertools
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import psycopg
from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import event

from fsmdesk.bootstrap import OpenOffice, open_office
from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import Role
from fsmdesk.db.location import parse_location
from fsmdesk.services.demo.make import make_demo
from fsmdesk.services.dispatch.messages import BoardDay
from fsmdesk.services.setup.messages import Company
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.period import ViewKind
from fsmdesk.views.desk import Desk
from fsmdesk.views.theme.fonts import load_fonts
from fsmdesk.views.theme.theme import Theme, ThemeChoice
from tests.benchmarks.harness import paired
from tests.benchmarks.offices import Size
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row
from tests.support.binaries import newest
from tests.support.server import Server
from tests.views.desks import make_desk

# An office on a server that is there already, instead of one made here, which takes minutes.
_OFFICE_VARIABLE = "FSMDESK_BENCH_OFFICE"
_LIMIT_SECONDS, _LIMIT_RATIO = 0.4, 3.0
_WEEKS, _PAIRS = 4, 24

_Statement = tuple[str, Any]


@bench("board.open")
def open_shop() -> Iterator[Row]:
    """A week of the shop-size demo."""
    yield from _measured("shop")


@bench("board.open_large", nightly=True)
def open_large() -> Iterator[Row]:
    """A week of the large demo."""
    yield from _measured("large")


def _measured(size: Size) -> Iterator[Row]:
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication([])
    sheet = app.styleSheet()
    load_fonts(app)
    Theme(app, ThemeChoice.LIGHT)
    with _office_on_a_server(size) as url, tempfile.TemporaryDirectory() as folder:
        opened, parent = open_office(url), QWidget()
        desk = _desk(opened, Path(folder), parent)
        weeks = _weeks(opened, desk)
        window = _Window(desk)
        ours, theirs = itertools.cycle(weeks), itertools.cycle(weeks)
        with psycopg.connect(url, autocommit=True) as connection:

            def floor() -> None:
                _, statements = next(theirs)
                found = sum(
                    len(connection.execute(sql.encode(), values).fetchall()) for sql, values in statements
                )
                assert found > 0

            def subject() -> None:
                window.show(next(ours)[0])

            result = paired(subject, floor, pairs=_PAIRS, warm_up=_WEEKS, clock=time.perf_counter)
        desk.tasks.drain()
        window.close()
        parent.deleteLater()
        opened.database.close()
    app.setStyleSheet(sheet)
    # Of a small shop the picture takes longer than the reading.
    ratio = _LIMIT_RATIO if size == "large" else None
    row = result.row(f"open the board on a week, {size}, to its SQL by hand", ratio)
    yield row
    yield Row(
        name=f"open the board on a week, {size}", value=row.value / 1000, unit="s", limit=_LIMIT_SECONDS
    )


@contextmanager
def _office_on_a_server(size: Size) -> Iterator[str]:
    named = os.environ.get(_OFFICE_VARIABLE, "")
    if named:
        yield named
        return
    server = Server(newest())
    try:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE shop")
        url = urlsplit(server.url)._replace(path="/shop").geturl()
        make_demo(parse_location(url), size)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("ANALYZE")
        yield url
    finally:
        server.stop()


def _desk(opened: OpenOffice, folder: Path, parent: QObject) -> Desk:
    owner = next(person for person in opened.people if person.role is Role.OWNER)
    office = opened.sit(owner.id)
    company = office.ask(Company())
    formats = Formats(company.locale, company.currency, ZoneInfo(company.timezone))
    return replace(make_desk(folder, office, parent), formats=formats)


def _weeks(opened: OpenOffice, desk: Desk) -> list[tuple[date, tuple[_Statement, ...]]]:
    """This week and some before it, each with the SQL that reads it."""
    sent: list[_Statement] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            sent.append((statement, values))

    today = date.today()
    found: list[tuple[date, tuple[_Statement, ...]]] = []
    event.listen(opened.database.engine, "before_cursor_execute", note)
    for back in range(_WEEKS):
        first_weekday = desk.formats.first_weekday
        first = today - timedelta(days=(today.weekday() - first_weekday) % 7 + 7 * back)
        sent.clear()
        view = desk.office.ask(BoardDay(day=first, day_count=7))
        assert view.visits, "an empty week is read and painted in no time"
        found.append((first, tuple(sent)))
    event.remove(opened.database.engine, "before_cursor_execute", note)
    return found


class _Window:
    """The board's screen on a week."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._screen = BoardScreen(desk)
        self._screen.resize(1600, 1000)
        self._screen.show()
        self._screen.arrive(None)
        self._screen.views.choose_view(ViewKind.WEEK)
        self._settle()

    def show(self, first: date) -> None:
        """Another week is read and painted."""
        screen = self._screen
        screen.go_to_day(first)
        while screen.reader.is_waiting:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        screen.grid.viewport().repaint()
        assert screen.store.stored_ids()

    def close(self) -> None:
        """No window any more."""
        self._screen.hide()
        self._screen.deleteLater()

    def _settle(self) -> None:
        while self._screen.reader.is_waiting or not self._desk.tasks.is_idle():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
