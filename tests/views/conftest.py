"""A desk in the small shop of the service tests, on a real database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.desk import Desk
from tests.services.shop import Shop, fresh_shop
from tests.support.databases import SQLITE, OfficesByDatabase
from tests.views.desks import PlainShell, make_desk


@pytest.fixture
def shop(offices_by_database: OfficesByDatabase) -> Iterator[Shop]:
    """A fresh shop in a SQLite file."""
    with fresh_shop(offices_by_database.on(SQLITE)) as made:
        yield made


@pytest.fixture
def shell() -> PlainShell:
    """A window that remembers what it was asked for."""
    return PlainShell()


@pytest.fixture
def shop_desk(qtbot: QtBot, shop: Shop, shell: PlainShell, tmp_path: Path) -> Iterator[Desk]:
    """The dispatcher's desk."""
    parent = QWidget()
    qtbot.addWidget(parent)
    made = make_desk(tmp_path, shop.dispatcher, parent, shell)
    yield made
    made.tasks.drain()
