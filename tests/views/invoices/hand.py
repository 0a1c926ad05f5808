"""What a hand does in the window: press buttons, answer questions, wait until all is settled."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.confirm import ConfirmDialog
from fsmdesk.views.desk import Desk
from fsmdesk.views.invoices.list_screen import InvoicesScreen
from fsmdesk.views.invoices.screen import InvoiceScreen
from fsmdesk.views.main_window.window import MainWindow
from fsmdesk.views.payments.list_screen import PaymentsScreen


def settled(qtbot: QtBot, desk: Desk) -> None:
    """Everything asked for is here."""
    qtbot.waitUntil(desk.tasks.is_idle, timeout=20_000)


def press(owner: QWidget, text: str) -> None:
    """Click the visible button whose words begin so."""
    found = [
        button
        for button in owner.findChildren(QAbstractButton)
        if button.text().startswith(text) and button.isVisible() and button.isEnabled()
    ]
    assert len(found) == 1, (text, [button.text() for button in found])
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def question(window: QWidget) -> ConfirmDialog:
    """What the window asks just now."""
    (asked,) = [dialog for dialog in window.findChildren(ConfirmDialog) if dialog.isVisible()]
    return asked


def open_list(qtbot: QtBot, desk: Desk, window: MainWindow) -> InvoicesScreen:
    """The list of invoices, read."""
    window.go("invoices")
    screen = window.current_screen()
    settled(qtbot, desk)
    assert isinstance(screen, InvoicesScreen)
    return screen


def open_invoice(qtbot: QtBot, desk: Desk, window: MainWindow, invoice_id: int) -> InvoiceScreen:
    """The invoice's screen, read, with the picture of its paper."""
    window.open_record("invoice", invoice_id)
    return shown_invoice(qtbot, desk, window)


def shown_invoice(qtbot: QtBot, desk: Desk, window: MainWindow) -> InvoiceScreen:
    """The screen of an invoice that comes to the front."""
    settled(qtbot, desk)
    screen = window.current_screen()
    settled(qtbot, desk)
    assert isinstance(screen, InvoiceScreen)
    qtbot.waitUntil(lambda: screen.paper.page_count > 0, timeout=20_000)
    settled(qtbot, desk)
    return screen


def open_payments(qtbot: QtBot, desk: Desk, window: MainWindow) -> PaymentsScreen:
    """The list of payments, read."""
    window.go("payments")
    screen = window.current_screen()
    settled(qtbot, desk)
    assert isinstance(screen, PaymentsScreen)
    return screen
