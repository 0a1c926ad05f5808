"""Feedback that waits is followed up; the audit walks from week to week and looks for one thing at a time."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Feedback
from fsmdesk.services.closeout.messages import AuditCode
from fsmdesk.views.printing.preview import PreviewWindow
from fsmdesk.views.review.audit_screen import AuditScreen
from fsmdesk.views.review.feedback_screen import FeedbackScreen
from fsmdesk.views.widgets.buttons import Chip
from tests.services.shop import LineOf, Shop, at
from tests.views.work_orders.seats import CONTROL, Seat

ENTER, LEFT = Qt.Key.Key_Return, Qt.MouseButton.LeftButton
S = WorkOrderState


def _feedback(shop: Shop, score: int, remark: str = "") -> int:
    return shop.add(
        Feedback(work_order_id=shop.reviewed_job(), score=score, remark=remark, given_at=shop.now)
    )[0]


def _completed(shop: Shop, title: str, *, worked: bool = True) -> int:
    job = shop.job(S.COMPLETE, (LineOf(),), completed_at=shop.now, title=title)
    if worked:
        start = at(job, day=1)
        shop.visit(job, start, state=VisitState.DONE, arrived_at=start, finished_at=start)
    return job


def test_what_waits_comes_first_and_is_followed_up_by_keyboard(shop: Shop, seat: Seat) -> None:
    _feedback(shop, 5, "Great")
    low = _feedback(shop, 1, "Cold again")
    screen = seat.show(FeedbackScreen(seat.desk))
    assert [row.score for row in screen.table.rows().rows_here()] == [1, 5]
    seat.press(ENTER, CONTROL)
    assert screen.reason_bar.isVisible()
    assert "Cold again" in screen.reason_bar.accessibleName()
    seat.type("Went back the same day")
    seat.press(ENTER)
    stored = shop.get(Feedback, low)
    assert (stored.follow_up_note, stored.followed_up_by_id) == ("Went back the same day", 1)
    seat.qtbot.waitUntil(lambda: [row.score for row in screen.table.rows().rows_here()] == [5, 1])


def test_the_average_stands_above_the_list(shop: Shop, seat: Seat) -> None:
    screen = seat.show(FeedbackScreen(seat.desk))
    assert screen._figures.text() == ""
    for score in (4, 5):
        shop.add(Feedback(work_order_id=shop.reviewed_job(), score=score, given_at=shop.now))
    screen.read_again()
    seat.qtbot.waitUntil(lambda: screen._figures.text() != "")
    assert screen._figures.text() == "4.5 of 5 on the average of 90 days · 2 answers"


def test_enter_opens_the_job_that_feedback_is_about(shop: Shop, seat: Seat) -> None:
    given = _feedback(shop, 3)
    screen = seat.show(FeedbackScreen(seat.desk))
    screen.table.setFocus()
    seat.press(ENTER)
    assert seat.shell.opened == [("work_order", shop.get(Feedback, given).work_order_id)]


def _audit(seat: Seat) -> AuditScreen:
    screen = seat.show(AuditScreen(seat.desk))
    screen.week._go(date(2026, 3, 9))
    seat.settle()
    return screen


def _titles(screen: AuditScreen) -> list[str]:
    return [row.title for row in screen.table.rows().rows_here()]


def test_the_audit_walks_from_week_to_week(shop: Shop, seat: Seat) -> None:
    _completed(shop, "One")
    screen = _audit(seat)
    assert _titles(screen) == []
    QTest.mouseClick(screen.week.back_button, LEFT)
    seat.qtbot.waitUntil(lambda: _titles(screen) == ["One"])
    assert screen.week.text() == "Mar 2, 2026 to Mar 8, 2026"
    seat.qtbot.waitUntil(lambda: screen._summary.text().startswith("1 job was completed, 1 to look at"))
    assert "A margin from 15% to 75% is usual." in screen._summary.text()
    row = screen.table.rows().row_at(0)
    assert row is not None
    assert [finding.text for finding in row.findings] == ["No photos"]
    screen.table.setCurrentIndex(screen.table.rows().index(0, 0))
    screen.table.setFocus()
    seat.press(ENTER)
    assert seat.shell.opened == [("work_order", row.id)]


def test_a_chip_looks_for_one_thing(shop: Shop, seat: Seat) -> None:
    _completed(shop, "Worked")
    _completed(shop, "Billed only", worked=False)
    screen = _audit(seat)
    screen.week.go_back()
    seat.qtbot.waitUntil(lambda: len(_titles(screen)) == 2)
    (chip,) = [
        each
        for each in screen.filters.findChildren(Chip)
        if each.text() == AuditCode.LINES_WITHOUT_TIME.label
    ]
    QTest.mouseClick(chip, LEFT)
    seat.qtbot.waitUntil(lambda: _titles(screen) == ["Billed only"])


def test_the_audit_is_printed(shop: Shop, seat: Seat) -> None:
    _completed(shop, "One")
    screen = _audit(seat)
    screen.week.go_back()
    seat.settle()
    seat.press(Qt.Key.Key_P, CONTROL)
    seat.qtbot.waitUntil(lambda: bool(screen.findChildren(PreviewWindow)))
    (window,) = screen.findChildren(PreviewWindow)
    seat.qtbot.waitUntil(lambda: window.paper is not None)
    assert window.paper is not None
    assert window.paper.name == "Audit 2026-03-02"
    window.close()


def test_weeks_that_are_still_to_come_are_not_offered(seat: Seat) -> None:
    screen = seat.show(AuditScreen(seat.desk))
    assert not screen.week.forth_button.isEnabled()
    screen.week.go_back()
    assert screen.week.forth_button.isEnabled()
    screen.week.go_to_today()
    assert not screen.week.today_button.isEnabled()
