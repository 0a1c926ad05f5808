"""Ticked invoices are mailed, each to its own customer."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import WorkOrderState
from fsmdesk.models import Customer, MailAttachment, OutgoingMail
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.window import MainWindow
from tests.services.billing.making import draft, invoice_of
from tests.services.shop import LIBRARY, SCHOOL, LineOf, Shop
from tests.views.invoices.hand import open_list, press, question, settled


def test_each_customer_gets_his_own_and_who_has_no_address_is_named(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow
) -> None:
    shop.change(Customer, LIBRARY, email="desk@library.example")
    first = invoice_of(shop, 10_000)
    second = invoice_of(shop, 20_000, customer_id=SCHOOL)
    draft(shop, shop.job(WorkOrderState.REVIEWED, [LineOf()]))
    screen = open_list(qtbot, desk, window)
    window.activateWindow()
    screen.table.setFocus()
    for row in range(screen.table.model().rowCount()):
        screen.table.selectRow(row)
        QTest.keyClick(screen.table, Qt.Key.Key_Space)
    assert screen.mail_button.text() == "Mail 2"
    press(screen.foot, "Mail 2")
    QTest.mouseClick(question(window).yes_button, Qt.MouseButton.LeftButton)
    settled(qtbot, desk)
    (mail,) = shop.all(OutgoingMail)
    assert (mail.invoice_id, mail.recipient) == (first.id, "desk@library.example")
    assert [file.name for file in shop.all(MailAttachment)] == [f"Invoice {first.number}.pdf"]
    shown = [notice.text for notice in screen.banners.notices()]
    assert any(f"{second.number}: Type the address" in text for text in shown)


def test_nothing_is_mailed_where_one_says_no(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow
) -> None:
    invoice_of(shop, 10_000)
    screen = open_list(qtbot, desk, window)
    window.activateWindow()
    screen.table.selectRow(0)
    QTest.keyClick(screen.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(question(window), Qt.Key.Key_Escape)
    settled(qtbot, desk)
    assert shop.all(OutgoingMail) == []


def test_with_nothing_to_mail_it_says_why(qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow) -> None:
    screen = open_list(qtbot, desk, window)
    window.activateWindow()
    screen.mail_chosen()
    assert "Choose the invoices" in window.status_line.said()
    draft(shop, shop.job(WorkOrderState.REVIEWED, [LineOf()]))
    screen.read_again()
    qtbot.waitUntil(lambda: screen.table.model().rowCount() == 1)
    screen.table.selectRow(0)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert "issue them first" in window.status_line.said()
    assert shop.all(OutgoingMail) == []
