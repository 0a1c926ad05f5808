"""Jobs that are done are looked over, sent back, and billed, with the keyboard."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Feedback, StateMove, WorkOrder
from fsmdesk.views.review.queue_screen import QueueScreen
from fsmdesk.views.review.screen import ReviewScreen
from fsmdesk.views.review.to_invoice import ToInvoiceScreen
from tests.services.shop import LineOf, Shop
from tests.views.work_orders.seats import CONTROL, Seat

ENTER = Qt.Key.Key_Return
S = WorkOrderState


def done_job(shop: Shop, title: str, **values: object) -> int:
    given = {"cause": "Worn", "fix": "Replaced", "completed_at": shop.now, "title": title}
    job = shop.job(S.COMPLETE, [LineOf()], **(given | values))
    start = shop.now - timedelta(days=job)
    shop.visit(job, start, state=VisitState.DONE, arrived_at=start, finished_at=start + timedelta(hours=1))
    return job


def titles(screen: QueueScreen) -> list[str]:
    return [row.title for row in screen.table.rows().rows_here()]


def opened(seat: Seat) -> ReviewScreen:
    return seat.show(ReviewScreen(seat.desk))


def test_the_oldest_comes_first_with_what_it_is_worth(shop: Shop, seat: Seat) -> None:
    done_job(shop, "Young", completed_at=shop.now + timedelta(days=2))
    done_job(shop, "Old")
    screen = opened(seat)
    assert titles(screen) == ["Old", "Young"]

    def foot() -> str:
        return " ".join(label.text() for label in screen.foot.findChildren(QLabel))

    seat.qtbot.waitUntil(lambda: "2 rows" in foot())
    assert "200.00" in foot()


def test_enter_reviews_and_goes_on_to_the_next(shop: Shop, seat: Seat) -> None:
    first = done_job(shop, "One")
    second = done_job(shop, "Two", completed_at=shop.now + timedelta(hours=1))
    screen = opened(seat)
    seat.press(ENTER)
    seat.qtbot.waitUntil(lambda: titles(screen) == ["Two"])
    seat.press(ENTER)
    seat.qtbot.waitUntil(lambda: titles(screen) == [])
    assert {shop.get(WorkOrder, job).state for job in (first, second)} == {S.REVIEWED}
    assert seat.shell.said[-1][0] == f"Reviewed #{second}"


def test_what_lacks_something_stays_and_says_what(shop: Shop, seat: Seat) -> None:
    job = done_job(shop, "One", customer_id=None)
    screen = opened(seat)
    row = screen.table.rows().row_at(0)
    assert row is not None
    assert row.problems == ("No customer",)
    seat.press(ENTER)
    (notice,) = screen.banners.notices()
    assert notice.text == f"#{job}: Choose the customer who pays."
    ((_open, run),) = notice.actions
    run()
    assert seat.shell.opened == [("work_order", job)]


def test_sending_back_asks_what_is_left(shop: Shop, seat: Seat) -> None:
    job = done_job(shop, "One")
    screen = opened(seat)
    seat.press(Qt.Key.Key_B, CONTROL)
    assert screen.reason_bar.isVisible()
    seat.type("Leaks again")
    seat.press(ENTER)
    seat.qtbot.waitUntil(lambda: titles(screen) == [])
    assert shop.get(WorkOrder, job).state is S.APPROVED
    assert shop.all(StateMove, work_order_id=job)[-1].reason == "Leaks again"


def test_a_double_click_opens_the_job(shop: Shop, seat: Seat) -> None:
    job = done_job(shop, "One")
    table = opened(seat).table
    where = table.visualRect(table.rows().index(0, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert seat.shell.opened == [("work_order", job)]


def test_who_may_not_bill_sees_the_queue_and_why(shop: Shop, seat: Seat) -> None:
    shop.reviewed_job()
    object.__setattr__(seat.desk, "office", shop.dispatcher)
    screen = seat.show(ToInvoiceScreen(seat.desk))
    assert titles(screen) == ["Boiler does not start"]
    assert not screen.invoice_action.isEnabled()
    assert screen.invoice_action.toolTip() == "As dispatcher you may not issue invoices."


def test_an_empty_queue_says_what_will_be_there(seat: Seat) -> None:
    screen = opened(seat)

    def words() -> list[str]:
        return [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]

    seat.qtbot.waitUntil(lambda: "Nothing to review" in words())


def test_the_switch_counts_what_waits_and_goes_there(shop: Shop, seat: Seat) -> None:
    done_job(shop, "One")
    job = shop.reviewed_job()
    shop.reviewed_job()
    shop.add(Feedback(work_order_id=job, score=1, given_at=shop.now))
    screen = opened(seat)
    buttons = screen.bar.segments.findChildren(QPushButton)
    texts = ["To review 1", "To invoice 2", "Feedback 1", "Weekly audit"]
    assert [button.text() for button in buttons] == texts
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert seat.shell.went == [("to_invoice", None)]
