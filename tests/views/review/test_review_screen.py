"""Jobs that are done are looked over, sent back, and billed, with the keyboard."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Invoice, StateMove, WorkOrder
from fsmdesk.views.desk import Desk
from fsmdesk.views.review.screen import ReviewScreen
from tests.services.shop import SCHOOL, SCHOOL_SITE, LineOf, Shop
from tests.views.work_orders.seats import CONTROL, Seat

ENTER, DOWN, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space
S = WorkOrderState


def done_job(shop: Shop, title: str, **values: object) -> int:
    given = {"cause": "Worn", "fix": "Replaced", "completed_at": shop.now, "title": title}
    job = shop.job(S.COMPLETE, [LineOf()], **(given | values))
    start = shop.now - timedelta(days=job)
    shop.visit(job, start, state=VisitState.DONE, arrived_at=start, finished_at=start + timedelta(hours=1))
    return job


def titles(screen: ReviewScreen) -> list[str]:
    return [row.title for row in screen.table().rows().rows_here()]


def opened(seat: Seat) -> ReviewScreen:
    return seat.show(ReviewScreen(seat.desk))


def test_the_oldest_comes_first_with_what_it_is_worth(shop: Shop, seat: Seat) -> None:
    done_job(shop, "Young", completed_at=shop.now + timedelta(days=2))
    done_job(shop, "Old")
    screen = opened(seat)
    assert titles(screen) == ["Old", "Young"]
    words = " ".join(label.text() for label in screen.foot.findChildren(QLabel))
    assert "2 rows" in words
    assert "200.00" in words


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
    row = screen.table().rows().row_at(0)
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


def test_ticked_jobs_of_one_customer_become_one_invoice(shop: Shop, seat: Seat) -> None:
    jobs = [shop.reviewed_job(), shop.reviewed_job()]
    screen = opened(seat)
    QTest.mouseClick(
        screen.tabs.findChildren(type(screen.tabs._group.button(1)))[1], Qt.MouseButton.LeftButton
    )
    screen.table().setFocus()
    for key in (SPACE, DOWN, SPACE):
        seat.press(key)
    seat.press(ENTER)
    (draft,) = shop.all(Invoice)
    assert seat.shell.opened == [("invoice", draft.id)]
    assert len(jobs) == 2
    assert screen.table().ticked() == []


def test_one_invoice_is_for_one_customer(shop: Shop, seat: Seat) -> None:
    shop.reviewed_job()
    shop.reviewed_job(customer_id=SCHOOL, site_id=SCHOOL_SITE, equipment_id=None)
    screen = opened(seat)
    screen.tabs.choose("to_invoice")
    screen.tabs.chosen.emit("to_invoice")
    screen.table().setFocus()
    for key in (SPACE, DOWN, SPACE, ENTER):
        seat.press(key)
    assert shop.all(Invoice) == []
    assert "one customer only" in screen.banners.notices()[0].text


def test_a_double_click_opens_the_job(shop: Shop, seat: Seat) -> None:
    job = done_job(shop, "One")
    table = opened(seat).table()
    where = table.visualRect(table.rows().index(0, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert seat.shell.opened == [("work_order", job)]


def test_who_may_not_review_sees_the_queue_and_why(shop: Shop, seat: Seat) -> None:
    done_job(shop, "One")
    shop.reviewed_job()
    desk: Desk = seat.desk
    object.__setattr__(desk, "office", shop.dispatcher)
    screen = opened(seat)
    assert screen.review_action.isEnabled()
    screen.tabs.choose("to_invoice")
    screen.tabs.chosen.emit("to_invoice")
    assert not screen.invoice_action.isEnabled()
    assert screen.invoice_action.toolTip() == "As dispatcher you may not issue invoices."


def test_an_empty_queue_says_what_will_be_there(seat: Seat) -> None:
    screen = opened(seat)
    assert screen._empty["to_review"].isVisible()
