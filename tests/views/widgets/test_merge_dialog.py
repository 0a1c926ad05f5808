"""Two ticked rows become one, by mouse and keys, in a real list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.models import Customer
from fsmdesk.views.customers.list_screen import CustomersScreen
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.merge_dialog import MergeDialog
from tests.services.shop import LIBRARY, SCHOOL, Shop
from tests.views.invoices.conftest import desk as bookkeeper
from tests.views.invoices.conftest import shop, window
from tests.views.invoices.hand import settled

__all__ = ["bookkeeper", "shop", "window"]


@pytest.fixture
def screen(qtbot: QtBot, shop: Shop, bookkeeper: Desk) -> CustomersScreen:
    """The list of customers, read."""
    made = CustomersScreen(bookkeeper)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.arrive(None)
    settled(qtbot, bookkeeper)
    return made


def asked(qtbot: QtBot, screen: CustomersScreen) -> MergeDialog:
    """The dialog for the library and the school, read."""
    screen.activateWindow()
    for row in range(screen.table.model().rowCount()):
        screen.table.selectRow(row)
        QTest.keyClick(screen.table, Qt.Key.Key_Space)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(screen.table, Qt.Key.Key_G, keys)
    (dialog,) = screen.window().findChildren(MergeDialog)
    qtbot.waitUntil(dialog.yes_button.isEnabled)
    return dialog


def test_the_other_one_stays_after_a_swap(qtbot: QtBot, shop: Shop, screen: CustomersScreen) -> None:
    dialog = asked(qtbot, screen)
    QTest.mouseClick(dialog.turn_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.yes_button.isEnabled)
    kept = dialog._ids[0]
    QTest.mouseClick(dialog.yes_button, Qt.MouseButton.LeftButton)
    settled(qtbot, screen.desk)
    gone = LIBRARY if kept == SCHOOL else SCHOOL
    assert shop.get(Customer, gone).merged_into_id == kept
    qtbot.waitUntil(lambda: screen.table.model().rowCount() == 1)


def test_esc_keeps_both(qtbot: QtBot, shop: Shop, screen: CustomersScreen) -> None:
    dialog = asked(qtbot, screen)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settled(qtbot, screen.desk)
    assert shop.get(Customer, LIBRARY).archived_at is None
    assert shop.get(Customer, SCHOOL).archived_at is None


def test_a_change_in_the_meantime_is_said_in_the_dialog(
    qtbot: QtBot, shop: Shop, screen: CustomersScreen
) -> None:
    dialog = asked(qtbot, screen)
    shop.change(Customer, SCHOOL, phone="1")
    QTest.mouseClick(dialog.yes_button, Qt.MouseButton.LeftButton)
    settled(qtbot, screen.desk)
    assert dialog.isVisible()
    assert dialog.banners.isVisible()
    assert shop.get(Customer, LIBRARY).archived_at is None
