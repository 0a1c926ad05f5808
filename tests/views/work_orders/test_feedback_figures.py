"""How content customers were stands with the customer and with the technician."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.services.closeout.messages import RecordFeedback
from fsmdesk.views.customers.editor import CustomerScreen
from fsmdesk.views.technicians.editor import TechnicianScreen
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.feedback_figures_card import FeedbackFiguresCard
from tests.services.shop import BEN, FAY, LIBRARY, SCHOOL, Shop, at
from tests.views.work_orders.seats import Seat


def scored(shop: Shop, *scores: int) -> None:
    """Fay was there, and the library said so."""
    for hour, score in enumerate(scores, start=6):
        job = shop.job(WorkOrderState.COMPLETE, completed_at=at(hour))
        shop.visit(job, at(hour), technician_id=FAY, state=VisitState.DONE)
        shop.owner.do(RecordFeedback(work_order_id=job, score=score, remark="", given_by="P. Doyle"))


def texts(card: FeedbackFiguresCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible() and label.text()]


def test_figures_of_a_customer_and_the_way_to_what_waits(shop: Shop, seat: Seat) -> None:
    scored(shop, 5, 4, 2)
    screen = seat.show(CustomerScreen(seat.desk), LIBRARY)
    card = screen.feedback
    assert texts(card) == ["Feedback", "last 12 months", "3.67", "of 5", "3 answers · 1 low"]
    (waiting,) = [button for button in card.findChildren(KeyButton) if button.isVisible()]
    assert waiting.text() == "1 waits to be followed up"
    QTest.mouseClick(waiting, Qt.MouseButton.LeftButton)
    assert seat.shell.went[-1] == ("feedback", None)
    screen.arrive(SCHOOL)
    seat.settle()
    assert "Nobody was asked, or nobody answered." in texts(card)
    assert not any(button.isVisible() for button in card.findChildren(KeyButton))


def test_figures_of_a_technician_follow_new_feedback(shop: Shop, seat: Seat) -> None:
    scored(shop, 5)
    screen = seat.show(TechnicianScreen(seat.desk), FAY)
    assert texts(screen.feedback)[2:] == ["5", "of 5", "1 answer"]
    job = shop.job(WorkOrderState.COMPLETE, completed_at=at(12))
    shop.visit(job, at(12), technician_id=FAY, state=VisitState.DONE)
    command = RecordFeedback(work_order_id=job, score=4, remark="", given_by="")
    seat.desk.hub.hear(shop.owner.do(command).changes)
    seat.qtbot.waitUntil(lambda: "4.5" in texts(screen.feedback))
    screen.arrive(BEN)
    seat.settle()
    assert texts(screen.feedback)[2:] == ["Nobody was asked, or nobody answered."]
