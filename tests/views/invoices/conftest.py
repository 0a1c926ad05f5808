"""A shop on the morning of its tests, with the bookkeeper at a window of invoices and payments."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fsmdesk.places import places
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.window import MainWindow
from tests.services.shop import Shop, build_shop
from tests.support.databases import SQLITE, OfficesByDatabase
from tests.views.desks import PlainOffice, PlainShell, make_desk

_PLACES = ("invoices", "invoice", "payments")


@pytest.fixture
def shop(offices_by_database: OfficesByDatabase, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    offices = offices_by_database.on(SQLITE)
    location = offices.copy_of("shop", build_shop)
    made = Shop(location)
    # The screens' clock on the wall shows the office's time.
    monkeypatch.setattr("fsmdesk.views.today.now", lambda: made.now)
    yield made
    made.database.close()
    offices.remove(location)


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1600, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def desk(shop: Shop, window: MainWindow, tmp_path: Path) -> Iterator[Desk]:
    """The bookkeeper's; the window has the places of billing."""
    plain = make_desk(tmp_path, PlainOffice(), window, PlainShell())
    made = replace(plain, office=shop.bookkeeper, shell=window, actions=window.actions_offered)
    known = [place for place in places() if place.id in _PLACES]
    window.furnish(known, lambda place: place.build(made), made.settings)
    yield made
    made.tasks.drain()
