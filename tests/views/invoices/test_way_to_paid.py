"""From the reviewed job to the paid invoice, by hand, on a real office."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import InvoiceState, PaymentMethod
from fsmdesk.models import Invoice, Payment, WorkOrder
from fsmdesk.services.billing.messages import InvoiceStanding
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.window import MainWindow
from tests.services.shop import LIBRARY, LineOf, Shop
from tests.views.invoices.hand import open_list, press, question, settled, shown_invoice


def test_a_reviewed_job_is_issued_with_two_clicks_and_paid_with_enter(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow
) -> None:
    job = shop.reviewed_job(LineOf(price_minor=10_000))
    screen = open_list(qtbot, desk, window)

    press(screen, "Invoice 1 reviewed job")  # opens the queue
    settled(qtbot, desk)
    press(screen.reviewed, "Make 1 draft")  # one
    invoice = shown_invoice(qtbot, desk, window)
    assert invoice.top_bar.title() == "Draft invoice"
    press(invoice, "Issue invoice")  # two; what can't be undone asks
    asked = question(window)
    assert asked.focusWidget() is asked.yes_button
    QTest.keyClick(asked.yes_button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.activateWindow()
    settled(qtbot, desk)

    (issued,) = shop.all(Invoice)
    assert issued.state is InvoiceState.ISSUED
    assert issued.total_minor == 10_600
    assert shop.get(WorkOrder, job).state is WorkOrderState.INVOICED
    assert invoice.top_bar.title() == f"Invoice {issued.number}"

    QTest.keyClick(invoice, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # the main action now
    settled(qtbot, desk)
    form = invoice.payment.payment_form
    assert form.amount.edit.text() == "106.00"
    assert form.payables.remark() == "USD 0.00 stays open."
    QTest.keyClick(form.amount.edit, Qt.Key.Key_Return)
    settled(qtbot, desk)

    (payment,) = shop.all(Payment)
    assert (payment.customer_id, payment.amount_minor) == (LIBRARY, 10_600)
    assert payment.method is PaymentMethod.TRANSFER
    assert shop.get(WorkOrder, job).state is WorkOrderState.CLOSED
    assert invoice.form.card is not None
    assert invoice.form.card.row.standing is InvoiceStanding.PAID
    assert [row.amount_minor for row in invoice.settled.table.rows().rows_here()] == [10_600]
    assert not invoice.payment.isVisible()
    assert invoice.paper.isVisible()
