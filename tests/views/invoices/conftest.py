"""A shop on the morning of its tests, with the bookkeeper at a window of invoices and payments."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fsmdesk.places import places
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.window import MainWindow
from tests.services.shop import Shop
from tests.views.desks import PlainOffice, PlainShell, make_desk

_PLACES = ("invoices", "invoice", "payments")


@pytest.fixture
def shop(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """The screens' clock on the wall shows the office's time."""
    monkeypatch.setattr("fsmdesk.views.today.now", lambda: shop.now)
    return shop


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
