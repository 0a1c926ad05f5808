"""The dispatcher's seat in the small shop."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.services.shop import Shop
from tests.views.work_orders.seats import Seat


@pytest.fixture
def seat(qtbot: QtBot, shop: Shop, tmp_path: Path) -> Iterator[Seat]:
    """Where the dispatcher sits, with nothing opened yet."""
    holder = QWidget()
    qtbot.addWidget(holder)
    made = Seat(qtbot, shop.dispatcher, tmp_path, holder)
    yield made
    made.desk.tasks.drain()
