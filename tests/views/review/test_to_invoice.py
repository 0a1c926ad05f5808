"""From a reviewed job to its issued invoice: two clicks, nothing typed; nothing happens before the second one."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import InvoiceState
from fsmdesk.models import Invoice, InvoiceLine, WorkOrder, WorkOrderLine
from fsmdesk.views.review.to_invoice import ToInvoiceScreen
from tests.services.shop import SCHOOL, SCHOOL_SITE, LineOf, Shop
from tests.views.work_orders.seats import CONTROL, Seat

ENTER, DOWN, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space
LEFT = Qt.MouseButton.LeftButton


class Counter(QObject):
    """Counts what a person does with mouse and keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.clicks = 0
        self.keys = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Count presses where they arrive, and no echo of them in the widgets around."""
        if watched.isWidgetType():
            if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
                self.clicks += 1
            if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
                self.keys += 1
        return False


def opened(seat: Seat) -> ToInvoiceScreen:
    return seat.show(ToInvoiceScreen(seat.desk))


def button(within: QWidget, words: str) -> QPushButton:
    (found,) = [
        each for each in within.findChildren(QPushButton) if each.text() == words and each.isVisible()
    ]
    return found


def shown_words(within: QWidget) -> list[str]:
    return [label.text() for label in within.findChildren(QLabel) if label.isVisible()]


def test_two_clicks_and_nothing_typed(shop: Shop, seat: Seat) -> None:
    job = shop.reviewed_job(LineOf(price_minor=18_450))
    screen = opened(seat)
    counter = Counter()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(counter)
    QTest.mouseClick(button(screen, "Invoice…"), LEFT)
    seat.settle()
    assert screen.panel.is_ready()
    assert shop.get(WorkOrder, job).state is WorkOrderState.REVIEWED
    QTest.mouseClick(button(screen.panel, "Issue invoice"), LEFT)
    seat.settle()
    app.removeEventFilter(counter)
    assert (counter.clicks, counter.keys) == (2, 0)
    (invoice,) = shop.all(Invoice)
    assert (invoice.state, invoice.number, invoice.net_minor) == (InvoiceState.ISSUED, "2026-0001", 18_450)
    assert shop.get(WorkOrder, job).state is WorkOrderState.INVOICED
    assert seat.shell.said[-1][0] == "2026-0001 is issued to City Library."
    assert not screen.panel.isVisible()
    seat.qtbot.waitUntil(lambda: screen.reader.total_count == 0)


def test_what_is_issued_is_ticked_no_more_and_can_be_mailed_and_opened(shop: Shop, seat: Seat) -> None:
    shop.reviewed_job()
    shop.reviewed_job()
    screen = opened(seat)
    for row in range(2):
        screen.table.selectRow(row)
        seat.press(Qt.Key.Key_Space)
    seat.press(ENTER)
    seat.settle()
    seat.qtbot.waitUntil(screen.panel.is_ready)
    screen.panel.issue()
    seat.settle()
    seat.qtbot.waitUntil(lambda: screen.reader.total_count == 0)
    assert screen.table.ticked() == []
    (told,) = [notice for notice in screen.banners.notices() if notice.key == "issued"]
    assert told.text == "2026-0001 is issued to City Library."
    assert [words for words, _act in told.actions] == ["E-mail…", "Open"]
    opens = told.actions[1][1]
    opens()
    (invoice,) = shop.all(Invoice)
    assert seat.shell.opened[-1] == ("invoice", invoice.id)


def test_the_panel_says_what_will_happen_and_shows_the_page(shop: Shop, seat: Seat) -> None:
    job = shop.reviewed_job()
    screen = opened(seat)
    seat.press(ENTER)
    panel = screen.panel
    seat.qtbot.waitUntil(lambda: panel.paper.page_count == 1)
    assert "City Library" in shown_words(panel)
    assert panel._jobs.text() == f"#{job} Boiler does not start"
    assert panel._amount.text() == "USD 106.00"
    assert "can't be changed any more" in panel._what.text()


def test_closing_the_panel_leaves_everything_as_it_was(shop: Shop, seat: Seat) -> None:
    shop.reviewed_job()
    screen = opened(seat)
    seat.press(ENTER)
    assert len(shop.all(Invoice)) == 1
    seat.press(Qt.Key.Key_Escape)
    assert not screen.panel.isVisible()
    assert shop.all(Invoice) == []
    assert seat.focused() is screen.table


def test_a_draft_that_was_there_before_stays(shop: Shop, seat: Seat) -> None:
    shop.reviewed_job()
    screen = opened(seat)
    seat.press(ENTER)
    QTest.mouseClick(button(screen.panel, "Edit draft"), LEFT)
    seat.settle()
    (draft,) = shop.all(Invoice)
    assert seat.shell.opened == [("invoice", draft.id)]
    seat.press(ENTER, CONTROL)
    assert screen.panel.is_ready()
    screen.panel.leave()
    seat.settle()
    assert [each.id for each in shop.all(Invoice)] == [draft.id]


def test_by_keyboard_enter_shows_and_enter_issues(shop: Shop, seat: Seat) -> None:
    shop.reviewed_job()
    screen = opened(seat)
    seat.press(ENTER)
    assert seat.focused() is screen.panel.issue_button
    seat.press(ENTER)
    assert shop.all(Invoice)[0].state is InvoiceState.ISSUED
    assert seat.focused() is screen.table


def test_ticked_jobs_of_one_customer_become_one_invoice(shop: Shop, seat: Seat) -> None:
    jobs = [shop.reviewed_job(), shop.reviewed_job()]
    screen = opened(seat)
    for key in (SPACE, DOWN, SPACE, ENTER):
        seat.press(key)
    QTest.mouseClick(screen.panel.issue_button, LEFT)
    seat.settle()
    (invoice,) = shop.all(Invoice)
    assert {line.work_order_id for line in shop.all(InvoiceLine, invoice_id=invoice.id)} == set(jobs)
    seat.qtbot.waitUntil(lambda: screen.reader.total_count == 0)


def test_one_invoice_is_for_one_customer(shop: Shop, seat: Seat) -> None:
    shop.reviewed_job()
    shop.reviewed_job(customer_id=SCHOOL, site_id=SCHOOL_SITE, equipment_id=None)
    screen = opened(seat)
    for key in (SPACE, DOWN, SPACE, ENTER):
        seat.press(key)
    assert shop.all(Invoice) == []
    assert "one customer only" in screen.banners.notices()[0].text


def test_another_job_closes_what_was_shown(shop: Shop, seat: Seat) -> None:
    shop.reviewed_job()
    shop.reviewed_job()
    screen = opened(seat)
    seat.press(ENTER)
    screen.table.setFocus()
    seat.press(DOWN)
    assert not screen.panel.isVisible()
    assert shop.all(Invoice) == []


def test_a_job_that_changed_meanwhile_is_shown_anew(shop: Shop, seat: Seat) -> None:
    job = shop.reviewed_job()
    screen = opened(seat)
    seat.press(ENTER)
    line = shop.all(WorkOrderLine, work_order_id=job)[0]
    shop.change(WorkOrderLine, line.id, price_minor=20_000)
    seat.press(ENTER)
    (notice,) = screen.panel.banners.notices()
    assert "changed meanwhile" in notice.text
    assert screen.panel._amount.text() == "USD 212.00"
    seat.press(ENTER)
    assert shop.all(Invoice)[0].net_minor == 20_000


def test_a_job_on_a_draft_with_others_says_where(shop: Shop, seat: Seat) -> None:
    first, second = shop.reviewed_job(), shop.reviewed_job()
    screen = opened(seat)
    for key in (SPACE, DOWN, SPACE, ENTER):
        seat.press(key)
    screen.panel._edit()
    screen.table.tick_none()
    screen.table.setFocus()
    seat.press(ENTER)
    (notice,) = screen.banners.notices()
    assert "on another draft" in notice.text
    assert [words for words, _run in notice.actions] == ["Open the draft"]
    assert {first, second} == {row.id for row in screen.table.rows().rows_here()}


def test_from_the_job_itself_the_first_click_leads_here(shop: Shop, seat: Seat) -> None:
    others = [shop.reviewed_job() for _number in range(3)]
    job = shop.reviewed_job(title="Radiators lukewarm")
    screen = seat.show(ToInvoiceScreen(seat.desk), job)
    assert screen.panel.is_ready()
    assert screen.panel._jobs.text() == f"#{job} Radiators lukewarm"
    QTest.mouseClick(button(screen.panel, "Issue invoice"), LEFT)
    seat.settle()
    assert shop.get(WorkOrder, job).state is WorkOrderState.INVOICED
    assert {shop.get(WorkOrder, other).state for other in others} == {WorkOrderState.REVIEWED}
