"""One invoice on its screen, on a real office."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import InvoiceKind, InvoiceState, Role
from fsmdesk.models import Invoice, WorkOrder, WorkOrderLine
from fsmdesk.services.billing.messages import InvoiceStanding
from fsmdesk.views.desk import Desk
from fsmdesk.views.invoices.screen import InvoiceScreen
from fsmdesk.views.main_window.window import MainWindow
from fsmdesk.views.printing.preview import PreviewWindow
from tests.services.billing.making import draft, issue, pay, payment
from tests.services.shop import LineOf, Shop
from tests.views.invoices.hand import open_invoice, press, question, settled


@pytest.fixture
def job(shop: Shop) -> int:
    return shop.reviewed_job(LineOf(price_minor=10_000), LineOf(price_minor=4_550, description="Ignitor"))


@pytest.fixture
def draft_id(shop: Shop, job: int) -> int:
    return draft(shop, job)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, window: MainWindow, draft_id: int) -> InvoiceScreen:
    return open_invoice(qtbot, desk, window, draft_id)


def agree(qtbot: QtBot, desk: Desk, window: MainWindow, reason: str = "") -> None:
    asked = question(window)
    QTest.keyClicks(asked.reason, reason)
    QTest.mouseClick(asked.yes_button, Qt.MouseButton.LeftButton)
    window.activateWindow()
    settled(qtbot, desk)


def test_a_draft_shows_lines_by_job_taxes_and_totals(screen: InvoiceScreen, shop: Shop, job: int) -> None:
    lines = screen.lines.table.rows().rows_here()
    assert [line.job for line in lines] == [f"#{shop.get(WorkOrder, job).number}", ""]
    assert [line.description for line in lines] == ["Labour", "Ignitor"]
    assert screen.lines.shown_totals() == [
        ("Net", "145.50"),
        ("Sales tax 6% on 145.50", "8.73"),
        ("Total", "USD 154.23"),
    ]
    assert screen.head.shown_due() == "due 30 days after issue"


def test_what_is_typed_is_saved_before_the_draft_is_issued(
    qtbot: QtBot, screen: InvoiceScreen, shop: Shop, desk: Desk, window: MainWindow, draft_id: int
) -> None:
    order = screen.form.order
    order.setFocus()
    QTest.keyClicks(order.edit, "PO-7")
    QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, desk)
    says = [label.text() for label in question(window).findChildren(QLabel)]
    assert "Issue to City Library over USD 154.23? It can't be changed afterwards." in says
    assert shop.get(Invoice, draft_id).purchase_order == "PO-7"
    agree(qtbot, desk, window)
    issued = shop.get(Invoice, draft_id)
    assert (issued.state, issued.purchase_order) == (InvoiceState.ISSUED, "PO-7")
    assert not screen.form.isVisible()


def test_escape_keeps_the_draft(screen: InvoiceScreen, shop: Shop, window: MainWindow, draft_id: int) -> None:
    press(screen, "Issue invoice")
    QTest.keyClick(question(window), Qt.Key.Key_Escape)
    assert shop.get(Invoice, draft_id).state is InvoiceState.DRAFT


def test_jobs_that_changed_since_are_filled_in_again(
    qtbot: QtBot, screen: InvoiceScreen, shop: Shop, desk: Desk, window: MainWindow, draft_id: int
) -> None:
    shop.change(WorkOrderLine, shop.all(WorkOrderLine)[0].id, price_minor=20_000)
    press(screen, "Issue invoice")
    agree(qtbot, desk, window)
    assert shop.get(Invoice, draft_id).state is InvoiceState.DRAFT
    (notice,) = screen.banners.notices()
    assert "have changed" in notice.text
    press(screen.banners, "Fill it again")
    settled(qtbot, desk)
    assert screen.banners.notices() == []
    assert screen.lines.shown_totals()[0] == ("Net", "245.50")


def test_a_draft_is_discarded_after_asking(
    qtbot: QtBot, screen: InvoiceScreen, shop: Shop, desk: Desk, window: MainWindow, job: int
) -> None:
    press(screen, "Discard draft")
    agree(qtbot, desk, window)
    assert shop.all(Invoice) == []
    assert shop.get(WorkOrder, job).state is WorkOrderState.REVIEWED
    assert window.current_screen() is not screen


def test_an_issued_invoice_is_taken_back_with_a_reason(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow, draft_id: int, job: int
) -> None:
    issued = issue(shop, draft_id)
    screen = open_invoice(qtbot, desk, window, draft_id)
    press(screen, "Credit note")
    assert not question(window).yes_button.isEnabled()
    agree(qtbot, desk, window, "Wrong customer")
    (note,) = shop.all(Invoice, kind=InvoiceKind.CREDIT_NOTE)
    assert note.reason == "Wrong customer"
    assert screen.top_bar.title() == f"Credit note {note.number}"
    assert screen.lines.shown_totals()[-1] == ("Credited", "USD 154.23")
    assert shop.get(WorkOrder, job).state is WorkOrderState.REVIEWED
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    settled(qtbot, desk)
    assert screen.top_bar.title() == f"Invoice {issued.number}"
    press(screen, "Open the credit note")
    settled(qtbot, desk)
    assert screen.top_bar.title() == f"Credit note {note.number}"


def test_a_payment_of_another_seat_appears(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow, draft_id: int
) -> None:
    issued = issue(shop, draft_id)
    screen = open_invoice(qtbot, desk, window, draft_id)
    done = shop.owner.do(payment(5_000, issued))
    desk.hub.tell(done.changes, None)
    settled(qtbot, desk)
    assert screen.form.card is not None
    assert screen.form.card.row.standing is InvoiceStanding.PARTLY_PAID
    assert screen.lines.shown_totals()[-2:] == [("Settled", "-50.00"), ("Open", "USD 104.23")]


def test_a_paid_invoice_offers_no_payment(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow, draft_id: int
) -> None:
    pay(shop, 15_423, issue(shop, draft_id))
    screen = open_invoice(qtbot, desk, window, draft_id)
    assert not screen._pay_action.isVisible()
    assert screen.head.shown_due() == "settled"


def test_a_dispatcher_may_look_only(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow, draft_id: int
) -> None:
    object.__setattr__(desk, "office", shop.dispatcher)
    screen = open_invoice(qtbot, desk, window, draft_id)
    assert shop.dispatcher.actor.role is Role.DISPATCHER
    assert not screen._issue_action.isEnabled()
    assert "issue invoices" in screen._issue_action.toolTip()
    QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, desk)
    assert shop.get(Invoice, draft_id).state is InvoiceState.DRAFT


def test_the_picture_opens_the_preview(
    qtbot: QtBot, screen: InvoiceScreen, desk: Desk, window: MainWindow
) -> None:
    QTest.mouseClick(screen.paper, Qt.MouseButton.LeftButton)
    settled(qtbot, desk)
    (preview,) = window.findChildren(PreviewWindow)
    qtbot.waitUntil(lambda: preview.view.page_count == 1)
