"""The list of warnings in a real window."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import WorkOrderState
from fsmdesk.models import Customer
from fsmdesk.views.desk import Desk
from fsmdesk.views.warnings.list_screen import WarningsScreen
from tests.services.shop import SCHOOL, Shop
from tests.views.invoices.conftest import desk, shop, window
from tests.views.invoices.hand import settled

__all__ = ["desk", "shop", "window"]


def test_the_most_pressing_comes_first_and_enter_opens_it(
    qtbot: QtBot, shop: Shop, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, int]] = []
    today = shop.now.date()
    shop.change(Customer, SCHOOL, tax_exempt=True, exempt_until=today + timedelta(days=3))
    job = shop.job(WorkOrderState.REQUESTED, requested_at=shop.now - timedelta(days=2))
    monkeypatch.setattr(type(desk.shell), "open_record", lambda _self, *what: opened.append(what))
    screen = WarningsScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.arrive(None)
    settled(qtbot, desk)
    model = screen.table.model()
    assert [model.index(at, 1).data() for at in range(2)][1] == "Hill School"
    QTest.keyClick(screen.table, Qt.Key.Key_Home)
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert opened == [("work_order", job)]


def test_nothing_to_worry_about_is_said(qtbot: QtBot, shop: Shop, desk: Desk) -> None:
    screen = WarningsScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.arrive(None)
    settled(qtbot, desk)
    shown = [words.text() for words in screen.findChildren(QLabel) if words.isVisible()]
    assert "Nothing to worry about" in shown
