"""The list of invoices: figures, filters, what can be done with ticked rows, and the queue beside it."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.core.terms import InvoiceState
from fsmdesk.models import Invoice
from fsmdesk.views.desk import Desk
from fsmdesk.views.invoices.list_screen import InvoicesScreen
from fsmdesk.views.invoices.standing_badge import jobs_words, number_words, standing_words
from fsmdesk.views.main_window.window import MainWindow
from fsmdesk.views.printing.preview import PreviewWindow
from tests.services.billing.making import credit, draft, invoice_of, pay
from tests.services.shop import SCHOOL, SCHOOL_SITE, LineOf, Shop
from tests.views.invoices.hand import open_list, press, question, settled


@pytest.fixture
def overdue(shop: Shop) -> Invoice:
    made = invoice_of(shop, 20_000)
    shop.wait(days=36)
    return made


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, window: MainWindow) -> InvoicesScreen:
    return open_list(qtbot, desk, window)


def school_job(shop: Shop) -> int:
    return shop.reviewed_job(customer_id=SCHOOL, site_id=SCHOOL_SITE, equipment_id=None)


def click_tile(qtbot: QtBot, screen: InvoicesScreen, key: str) -> None:
    QTest.mouseClick(screen.tiles.tiles[key], Qt.MouseButton.LeftButton)
    settled(qtbot, screen.desk)


def numbers(screen: InvoicesScreen) -> list[str]:
    return [number_words(row) for row in screen.table.rows().rows_here()]


def test_rows_say_where_each_invoice_stands(
    qtbot: QtBot, shop: Shop, overdue: Invoice, desk: Desk, window: MainWindow
) -> None:
    partly, paid, taken_back = (invoice_of(shop) for _ in range(3))
    pay(shop, 600, partly)
    pay(shop, paid.total_minor, paid)
    credit(shop, taken_back)
    draft(shop, shop.reviewed_job())
    rows = open_list(qtbot, desk, window).table.rows().rows_here()
    assert [standing_words(row) for row in rows] == [
        "Draft",
        "Credit note",
        "Paid",
        "Paid",
        "Partly paid",
        "Overdue 6 d",
    ]
    assert jobs_words(rows[0]).startswith("#")
    assert rows[1].total_minor == -10_600


def test_tiles_count_and_filter(qtbot: QtBot, shop: Shop, overdue: Invoice, screen: InvoicesScreen) -> None:
    assert screen.tiles.tiles["overdue"].shown() == ("1", "212.00", "oldest 6 d")
    fresh = invoice_of(shop)
    screen.read_again()
    settled(qtbot, screen.desk)
    assert screen.tiles.tiles["open"].shown()[:2] == ("2", "318.00")
    click_tile(qtbot, screen, "overdue")
    assert screen.filters.on() == ["overdue"]
    assert numbers(screen) == [overdue.number]
    click_tile(qtbot, screen, "overdue")
    assert numbers(screen) == [fresh.number, overdue.number]


def test_the_tile_of_payments_goes_there(qtbot: QtBot, screen: InvoicesScreen, window: MainWindow) -> None:
    click_tile(qtbot, screen, "paid_this_month")
    assert window.current_screen() is not screen


def test_this_quarter_leaves_older_ones_out(
    qtbot: QtBot, shop: Shop, overdue: Invoice, screen: InvoicesScreen
) -> None:
    fresh = invoice_of(shop)  # in April; the other is of March
    press(screen.filters, "This quarter")
    settled(qtbot, screen.desk)
    assert numbers(screen) == [fresh.number]


def test_ticked_invoices_are_bound_into_one_preview(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow
) -> None:
    made = [invoice_of(shop) for _ in range(3)]
    screen = open_list(qtbot, desk, window)
    QTest.keyClick(screen.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(screen.foot, "Print 3")
    (preview,) = window.findChildren(PreviewWindow)
    qtbot.waitUntil(lambda: preview.view.page_count == 3, timeout=20_000)
    assert preview.paper is not None
    pages = PdfReader(BytesIO(preview.paper.content)).pages
    text = "".join(page.extract_text() for page in pages)
    assert all(invoice.number in text for invoice in made if invoice.number)


def test_each_customer_gets_a_draft_of_the_ticked_jobs(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow
) -> None:
    jobs = [shop.reviewed_job(), shop.reviewed_job(), school_job(shop)]
    screen = open_list(qtbot, desk, window)
    QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, desk)
    queue = screen.reviewed
    QTest.keyClick(queue.list, Qt.Key.Key_Down)
    QTest.keyClick(queue.list, Qt.Key.Key_Space)  # the library's first job stays where it is
    QTest.keyClick(queue.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, desk)
    assert len(shop.all(Invoice)) == 2
    assert screen.filters.on() == ["drafts"]
    assert not queue.isVisible()
    queue.open_panel()
    settled(qtbot, desk)
    library = queue.list.current_group()
    assert library is not None
    assert [(job.id, job.draft_id is None) for job in library.jobs] == [(jobs[0], True), (jobs[1], False)]


def test_ticked_drafts_are_issued_together(qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow) -> None:
    for job in (shop.reviewed_job(), school_job(shop)):
        draft(shop, job)
    screen = open_list(qtbot, desk, window)
    QTest.keyClick(screen.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(screen.foot, "Issue 2 drafts")
    QTest.mouseClick(question(window).yes_button, Qt.MouseButton.LeftButton)
    settled(qtbot, desk)
    assert {invoice.state for invoice in shop.all(Invoice)} == {InvoiceState.ISSUED}
    assert not screen.issue_button.isVisible()


def test_a_payment_for_ticked_invoices_begins_with_what_is_open(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow
) -> None:
    for minor in (10_000, 5_000):
        invoice_of(shop, minor)
    screen = open_list(qtbot, desk, window)
    QTest.keyClick(screen.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(screen.top_bar, "Record payment")
    settled(qtbot, desk)
    form = screen.payment.payment_form
    assert form.amount.edit.text() == "159.00"
    QTest.keyClick(form.amount.edit, Qt.Key.Key_Return)
    settled(qtbot, desk)
    assert {standing_words(row) for row in screen.table.rows().rows_here()} == {"Paid"}
    assert screen.tiles.tiles["paid_this_month"].shown()[:2] == ("1", "159.00")


def test_a_dispatcher_sees_why_not(qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow) -> None:
    shop.reviewed_job()
    object.__setattr__(desk, "office", shop.dispatcher)
    screen = open_list(qtbot, desk, window)
    assert not screen._make.isEnabled()
    assert "issue invoices" in screen._make.toolTip()


def test_a_problem_keeps_a_job_from_being_ticked(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow
) -> None:
    shop.reviewed_job(LineOf(price_minor=0))
    screen = open_list(qtbot, desk, window)
    screen.begin_invoicing()
    settled(qtbot, desk)
    assert not screen.reviewed.all_button.isEnabled()
    QTest.keyClick(screen.reviewed.list, Qt.Key.Key_Space)
    assert screen.reviewed.all_button.isEnabled()
