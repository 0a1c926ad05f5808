"""A real office in a SQLite file behind the review."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.services.shop import Shop, build_shop
from tests.support.databases import SQLITE, OfficesByDatabase
from tests.views.work_orders.seats import Seat


@pytest.fixture
def shop(offices_by_database: OfficesByDatabase) -> Iterator[Shop]:
    """A fresh shop."""
    offices = offices_by_database.on(SQLITE)
    location = offices.copy_of("shop", build_shop)
    shop = Shop(location)
    yield shop
    shop.database.close()
    offices.remove(location)


@pytest.fixture
def seat(qtbot: QtBot, shop: Shop, tmp_path: Path) -> Iterator[Seat]:
    """Where the owner sits, with nothing opened yet."""
    holder = QWidget()
    qtbot.addWidget(holder)
    made = Seat(qtbot, shop.owner, tmp_path, holder)
    yield made
    made.desk.tasks.drain()
