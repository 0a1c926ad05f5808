"""Payments typed by keyboard, on a real office."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.models import Allocation, Payment
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.window import MainWindow
from fsmdesk.views.payments.list_screen import PaymentsScreen
from fsmdesk.views.widgets.payment_form import PaymentForm
from tests.services.billing.making import invoice_of, pay
from tests.services.shop import LIBRARY, Shop
from tests.views.invoices.hand import open_payments, press, settled, shown_invoice


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, window: MainWindow) -> PaymentsScreen:
    return open_payments(qtbot, desk, window)


@pytest.fixture
def form(qtbot: QtBot, screen: PaymentsScreen) -> PaymentForm:
    screen.window().activateWindow()
    press(screen.top_bar, "Record payment")
    settled(qtbot, screen.desk)
    return screen.panel.payment_form


def type_customer(qtbot: QtBot, form: PaymentForm, text: str) -> None:
    qtbot.waitUntil(form.customer.edit.hasFocus)
    QTest.keyClicks(form.customer.edit, text)
    QTest.keyClick(form.customer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.customer.read() is not None if not form.customer.typed() else False)
    settled(qtbot, form.desk)


def spread(shop: Shop) -> dict[int, int]:
    return {part.invoice_id: part.amount_minor for part in shop.all(Allocation)}


def test_the_number_of_an_invoice_and_enter_twice(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow
) -> None:
    other, invoice = invoice_of(shop, 5_000), invoice_of(shop, 10_000)
    screen = open_payments(qtbot, desk, window)
    window.activateWindow()
    QTest.keyClick(
        screen, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    form = screen.panel.payment_form
    type_customer(qtbot, form, invoice.number or "")
    assert form.amount.edit.text() == "106.00"
    assert [row.number for row in form.payables.table.ticked()] == [invoice.number]
    QTest.keyClick(form.amount.edit, Qt.Key.Key_Return)
    settled(qtbot, desk)
    assert spread(shop) == {invoice.id: 10_600}
    assert other.id not in spread(shop)
    assert [row.invoices for row in screen.table.rows().rows_here()] == [invoice.number]
    assert screen.panel.isVisible()  # the next one
    assert form.customer.read() is None
    assert form.amount.edit.text() == ""


def test_an_amount_finds_the_oldest_invoices_and_the_rest_stays_on_account(
    qtbot: QtBot, shop: Shop, form: PaymentForm
) -> None:
    older, newer = invoice_of(shop, 5_000), invoice_of(shop, 10_000)
    type_customer(qtbot, form, "City Lib")
    QTest.keyClicks(form.amount.edit, "100")
    assert [row.part_minor for row in form.payables.table.rows().rows_here()] == [5_300, 4_700]
    assert form.payables.remark() == "USD 59.00 stays open."
    QTest.keyClicks(form.amount.edit, "0")
    assert form.payables.remark() == "USD 841.00 stays on account."
    QTest.keyClick(form.amount.edit, Qt.Key.Key_Return)
    settled(qtbot, form.desk)
    assert spread(shop) == {older.id: 5_300, newer.id: 10_600}


def test_an_exact_amount_settles_that_invoice(qtbot: QtBot, shop: Shop, form: PaymentForm) -> None:
    _older, newer = invoice_of(shop, 5_000), invoice_of(shop, 10_000)
    type_customer(qtbot, form, "City Lib")
    QTest.keyClicks(form.amount.edit, "106")
    QTest.keyClick(form.amount.edit, Qt.Key.Key_Return)
    settled(qtbot, form.desk)
    assert spread(shop) == {newer.id: 10_600}


def test_ticks_say_which_invoices(qtbot: QtBot, shop: Shop, form: PaymentForm) -> None:
    _older, newer = invoice_of(shop, 5_000), invoice_of(shop, 10_000)
    type_customer(qtbot, form, "City Lib")
    QTest.keyClicks(form.amount.edit, "20")
    table = form.payables.table
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Space)  # not the older one
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(form.amount.edit, Qt.Key.Key_Return)
    settled(qtbot, form.desk)
    assert spread(shop) == {newer.id: 2_000}


def test_nothing_is_said_at_the_field(qtbot: QtBot, shop: Shop, form: PaymentForm) -> None:
    type_customer(qtbot, form, "City Lib")
    QTest.keyClicks(form.amount.edit, "0")
    QTest.keyClick(form.amount.edit, Qt.Key.Key_Return)
    assert form.amount.error() == "A payment is more than nothing."
    assert shop.all(Payment) == []


def test_escape_closes_the_panel(form: PaymentForm, screen: PaymentsScreen) -> None:
    QTest.keyClick(form.amount.edit, Qt.Key.Key_Escape)
    assert not screen.panel.isVisible()


def test_this_month_is_shown_first_and_older_ones_on_demand(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow
) -> None:
    pay(shop, 10_600, invoice_of(shop))
    shop.wait(days=40)
    screen = open_payments(qtbot, desk, window)
    assert screen.reader.total_count == 0
    press(screen.filters, "This month")
    settled(qtbot, desk)
    assert [row.customer_id for row in screen.table.rows().rows_here()] == [LIBRARY]


def test_enter_opens_the_invoice_that_was_paid(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow
) -> None:
    invoice = invoice_of(shop)
    pay(shop, 10_600, invoice)
    screen = open_payments(qtbot, desk, window)
    screen.table.setCurrentIndex(screen.table.model().index(0, 0))
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    shown = shown_invoice(qtbot, desk, window)
    assert shown.top_bar.title() == f"Invoice {invoice.number}"
