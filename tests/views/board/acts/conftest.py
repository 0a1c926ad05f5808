"""The board on a real office in a SQLite file, for menus, dialogs and keys."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import WorkOrderState
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.desk import Desk
from tests.services.shop import FAY, LIBRARY, MORNING, Shop, at
from tests.views.desks import PlainOffice, make_desk

Plan = Callable[..., int]


@pytest.fixture
def desk(qtbot: QtBot, shop: Shop, tmp_path: Path) -> Iterator[Desk]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = replace(make_desk(tmp_path, PlainOffice(), parent), office=shop.dispatcher)
    yield made
    made.tasks.drain()


@pytest.fixture
def plan(shop: Shop) -> Plan:
    """Plans a visit of a new job: from an hour on, for some hours, of a technician."""

    def planned(start: int, hours: float = 1, technician: int = FAY, customer: int = LIBRARY) -> int:
        begins: datetime = at(start)
        job = shop.job(WorkOrderState.SCHEDULED, customer_id=customer)
        return shop.visit(job, begins, begins + timedelta(hours=hours), technician)

    return planned


class Board:
    """The screen, and ways to wait for it."""

    def __init__(self, qtbot: QtBot, screen: BoardScreen) -> None:
        self.qtbot = qtbot
        self.screen = screen
        self.acts, self.grid, self.jobs = screen.acts, screen.grid, screen.jobs

    def show(self, *visits: int) -> None:
        """Read the day, and wait until these visits are there; the first is chosen with the others."""
        self.screen.read_again()
        self.qtbot.waitUntil(lambda: set(visits) <= self.screen.store.stored_ids())
        self.settle()
        if visits:
            self.grid.select(visits[0], visits)

    def settle(self) -> None:
        """Wait until nothing is under way."""
        screen = self.screen
        self.qtbot.waitUntil(
            lambda: not screen.writer.is_busy and screen.desk.tasks.is_idle() and not screen.reader.is_waiting
        )


@pytest.fixture
def board(qtbot: QtBot, desk: Desk) -> Board:
    screen = BoardScreen(desk, clock=lambda: MORNING)
    qtbot.addWidget(screen)
    screen.resize(1600, 800)
    screen.show()
    qtbot.waitExposed(screen)
    screen.arrive(None)
    made = Board(qtbot, screen)
    qtbot.waitUntil(lambda: bool(screen.store.technicians))
    made.settle()
    return made
