"""Answering requests with real keys on a real database."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import Priority
from fsmdesk.models import Customer, RequestQuestion, StateMove, WorkOrder
from fsmdesk.services.intake.messages import ApproveRequest, TakeCall
from fsmdesk.views.desk import Desk
from fsmdesk.views.inbox.screen import InboxScreen
from fsmdesk.views.widgets.badges import Badge
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.empty_state import EmptyState
from tests.services.shop import LIBRARY, LIBRARY_SITE, Shop
from tests.views.desks import PlainShell, make_desk

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def texts(widget: QWidget) -> str:
    """Every word that a person sees in the widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def type_text(text: str) -> None:
    """Type where the focus is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)


def button(screen: InboxScreen, text: str) -> KeyButton:
    """The button with this word."""
    return next(found for found in screen.detail.findChildren(KeyButton) if found.text() == text)


def titles(screen: InboxScreen) -> list[str]:
    """The requests in their order."""
    return [row.title for row in screen.model.rows()]


@pytest.fixture
def calls(shop: Shop) -> dict[str, int]:
    """Three requests: a low one, then two urgent ones."""
    made: dict[str, int] = {}
    for title, priority in (("Paint", Priority.LOW), ("Leak", Priority.CRITICAL), ("Cold", Priority.HIGH)):
        call = TakeCall(
            title=title,
            problem=f"{title}. It began in the night.",
            customer_id=LIBRARY,
            site_id=LIBRARY_SITE,
            caller="P. Doyle",
            priority=priority,
            skills=("Gas",),
        )
        made[title] = shop.dispatcher.do(call).value
        shop.wait(minutes=5)
    return made


def open_screen(qtbot: QtBot, shop: Shop, desk: Desk, record_id: int | None = None) -> InboxScreen:
    """The screen as it is when somebody comes to it."""
    screen = InboxScreen(desk, clock=lambda: shop.now)
    qtbot.addWidget(screen)
    screen.resize(1400, 860)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.arrive(record_id)
    return screen


@pytest.fixture
def inbox(qtbot: QtBot, shop: Shop, shop_desk: Desk, calls: dict[str, int]) -> InboxScreen:
    """The Inbox with the three requests read."""
    screen = open_screen(qtbot, shop, shop_desk)
    qtbot.waitUntil(lambda: len(screen.model.rows()) == len(calls))
    return screen


def test_the_most_urgent_is_first_and_shown(inbox: InboxScreen, qtbot: QtBot) -> None:
    assert titles(inbox) == ["Leak", "Cold", "Paint"]
    assert inbox.top_bar.title() == "Inbox"
    qtbot.waitUntil(lambda: inbox.detail.customer.isVisible() and inbox.detail.job.isVisible())
    shown = texts(inbox.detail)
    for words in ("Leak", "Leak. It began in the night.", "taken by Dan Desk", "P. Doyle", "Gas"):
        assert words in shown
    assert "10 min ago" in shown


def test_credit_hold_is_told_in_the_list_and_beside_it(inbox: InboxScreen, shop: Shop, qtbot: QtBot) -> None:
    shop.change(Customer, LIBRARY, credit_hold=True)
    inbox.desk.hub.tell(ChangeSet.of([RecordRef("customer", LIBRARY)]), None)
    qtbot.waitUntil(lambda: "On credit hold" in texts(inbox.detail))
    assert "Credit hold" in str(inbox.model.index(0).data())


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_A, NONE), (Qt.Key.Key_Return, NONE), (Qt.Key.Key_Return, CTRL)],
)
def test_a_key_approves_and_the_next_is_chosen(
    inbox: InboxScreen,
    shop: Shop,
    calls: dict[str, int],
    qtbot: QtBot,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    shell: PlainShell,
) -> None:
    press(key, modifier)
    qtbot.waitUntil(lambda: titles(inbox) == ["Cold", "Paint"])
    assert shop.get(WorkOrder, calls["Leak"]).state is WorkOrderState.APPROVED
    current = inbox.list.current()
    assert current is not None
    assert current.title == "Cold"
    assert inbox.list.hasFocus()
    text, undo = shell.said[-1]
    assert text == "Approved #2"
    assert undo is not None
    undo()
    qtbot.waitUntil(lambda: titles(inbox) == ["Leak", "Cold", "Paint"])
    assert inbox.list.current() == inbox.model.row_at(1)  # what was chosen stays


def test_a_key_pressed_twice_approves_one(
    inbox: InboxScreen, shop: Shop, calls: dict[str, int], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_A)
    qtbot.waitUntil(lambda: len(titles(inbox)) == 2)
    assert shop.get(WorkOrder, calls["Cold"]).state is WorkOrderState.REQUESTED
    assert inbox.banners.notices() == []


def test_the_button_approves(inbox: InboxScreen, shop: Shop, calls: dict[str, int], qtbot: QtBot) -> None:
    QTest.mouseClick(button(inbox, "Approve"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Leak" not in titles(inbox))
    assert shop.get(WorkOrder, calls["Leak"]).state is WorkOrderState.APPROVED


def test_a_double_click_approves_one_and_not_the_next(
    inbox: InboxScreen, shop: Shop, calls: dict[str, int], qtbot: QtBot
) -> None:
    approve = button(inbox, "Approve")
    QTest.mouseClick(approve, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(titles(inbox)) == 2)
    QTest.mouseDClick(approve, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(inbox.desk.tasks.is_idle)
    assert len(titles(inbox)) == 2


def test_no_answer_is_given_again_while_its_key_is_held(inbox: InboxScreen) -> None:
    assert not any(action.autoRepeat() for action in (inbox.approve_action, inbox.open_action))


def test_declining_asks_for_the_reason_in_place(
    inbox: InboxScreen, shop: Shop, calls: dict[str, int], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_D)
    assert inbox.detail.decline.isVisible()
    press(Qt.Key.Key_Return)
    assert "needed" in inbox.detail.decline.words.error()
    type_text("We do not do a dado.")  # letters that are keys elsewhere
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(inbox) == ["Leak", "Paint"])
    assert shop.all(StateMove, work_order_id=calls["Cold"])[-1].reason == "We do not do a dado."
    assert not inbox.detail.decline.isVisible()
    assert inbox.list.hasFocus()


def test_esc_keeps_the_request(inbox: InboxScreen, shop: Shop, calls: dict[str, int]) -> None:
    press(Qt.Key.Key_D)
    type_text("No")
    press(Qt.Key.Key_Escape)
    assert not inbox.detail.decline.isVisible()
    assert inbox.list.hasFocus()
    assert shop.get(WorkOrder, calls["Leak"]).state is WorkOrderState.REQUESTED


def test_it_opens_by_key_and_by_double_click(
    inbox: InboxScreen, calls: dict[str, int], shell: PlainShell
) -> None:
    press(Qt.Key.Key_O)
    place = inbox.list.visualRect(inbox.model.index(2)).center()
    viewport = inbox.list.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert shell.opened == [("work_order", calls["Leak"]), ("work_order", calls["Paint"])]


def test_another_seats_call_appears_and_the_choice_stays(
    inbox: InboxScreen, shop: Shop, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Down)
    done = shop.owner.do(TakeCall(title="Fire", customer_id=LIBRARY, priority=Priority.CRITICAL))
    inbox.desk.hub.hear(done.changes)
    qtbot.waitUntil(lambda: titles(inbox) == ["Leak", "Fire", "Cold", "Paint"])
    current = inbox.list.current()
    assert current is not None
    assert current.title == "Cold"


def test_what_another_seat_answered_first_is_said(
    inbox: InboxScreen, shop: Shop, calls: dict[str, int], qtbot: QtBot
) -> None:
    shop.owner.do(ApproveRequest(work_order_id=calls["Leak"], seen_version=1))
    press(Qt.Key.Key_A)
    qtbot.waitUntil(lambda: inbox.banners.notices() != [])
    qtbot.waitUntil(lambda: titles(inbox) == ["Cold", "Paint"])
    assert inbox.model.pending == frozenset()


def test_a_reason_that_is_typed_survives_other_seats(inbox: InboxScreen, shop: Shop, qtbot: QtBot) -> None:
    press(Qt.Key.Key_D)
    type_text("We never ")
    done = shop.owner.do(TakeCall(title="Fire", customer_id=LIBRARY, priority=Priority.CRITICAL))
    inbox.desk.hub.hear(done.changes)
    qtbot.waitUntil(lambda: len(titles(inbox)) == 4)
    type_text("paint")
    assert inbox.detail.decline.words.read() == "We never paint"
    assert inbox.detail.shown_id() == inbox.list.current().id  # type: ignore[union-attr]


def test_it_comes_with_the_wanted_one_chosen(
    qtbot: QtBot, shop: Shop, shop_desk: Desk, calls: dict[str, int]
) -> None:
    screen = open_screen(qtbot, shop, shop_desk, calls["Paint"])
    qtbot.waitUntil(lambda: screen.detail.shown_id() == calls["Paint"])


def test_without_requests_it_offers_the_first_step(
    qtbot: QtBot, shop: Shop, shop_desk: Desk, shell: PlainShell
) -> None:
    screen = open_screen(qtbot, shop, shop_desk)
    (empty,) = screen.findChildren(EmptyState)
    qtbot.waitUntil(empty.isVisible)
    (step,) = empty.findChildren(KeyButton)
    QTest.mouseClick(step, Qt.MouseButton.LeftButton)
    assert shell.went == [("new_call", None)]


def test_who_may_not_approve_sees_why(
    qtbot: QtBot, shop: Shop, calls: dict[str, int], shop_desk: Desk, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path / "books", shop.bookkeeper, shop_desk.hub)
    screen = open_screen(qtbot, shop, desk)
    qtbot.waitUntil(lambda: len(titles(screen)) == 3)
    assert not button(screen, "Approve").isEnabled()
    assert "bookkeeper" in button(screen, "Approve").toolTip()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_D)
    assert not screen.detail.decline.isVisible()
    assert screen.model.pending == frozenset()
    desk.tasks.drain()


def test_a_request_reads_as_one_sentence(inbox: InboxScreen) -> None:
    assert inbox.model.index(0).data() == "Leak, 1 Critical, City Library, Central Library, 10 min"
    assert inbox.list.accessibleName() == "Requests"


def shown_buttons(screen: InboxScreen) -> list[str]:
    """What every button under the request says."""
    return [found.text() for found in screen.detail.findChildren(KeyButton) if found.isVisible()]


def test_an_urgent_one_jumps_the_queue_and_counts_down(
    inbox: InboxScreen, shop: Shop, calls: dict[str, int], qtbot: QtBot
) -> None:
    shop.change(
        WorkOrder,
        calls["Paint"],
        is_urgent=True,
        respond_by_at=shop.now + timedelta(minutes=5),
        requested_at=shop.now - timedelta(minutes=55),
    )
    inbox.read_again()
    qtbot.waitUntil(lambda: titles(inbox) == ["Paint", "Leak", "Cold"])
    inbox.list.choose(calls["Paint"])
    assert "Urgent, 4 Low" in str(inbox.model.index(0).data())
    assert "on site in 5 min" in str(inbox.model.index(0).data())
    assert inbox.detail.countdown.accessibleName() == "on site in 5 min"
    shop.wait(minutes=9)  # nothing is read again: it goes on by itself
    inbox.detail.show_age()
    assert inbox.detail.countdown.accessibleName() == "on site 4 min late"
    assert "on site 4 min late" in str(inbox.model.index(0).data())


def test_asking_back_waits_for_the_answer(
    inbox: InboxScreen, shop: Shop, calls: dict[str, int], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Q)
    assert inbox.detail.question.isVisible()
    press(Qt.Key.Key_Return)
    assert "needed" in inbox.detail.question.words.error()
    type_text("Which floor? Quick and more")  # letters that are keys elsewhere
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "waiting for answer" in badges(inbox))
    assert not inbox.detail.question.isVisible()
    assert inbox.list.hasFocus()
    assert "Asked" in str(inbox.model.index(0).data())
    shop.wait(minutes=5)
    assert inbox.detail.questions.begin_answer()
    type_text("The third")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "The third" in texts(inbox.detail.questions))
    assert "Answered" in str(inbox.model.index(0).data())
    (asked,) = shop.all(RequestQuestion, work_order_id=calls["Leak"])
    assert (asked.question, asked.answer) == ("Which floor? Quick and more", "The third")


def test_merging_into_the_likely_one(
    inbox: InboxScreen, shop: Shop, calls: dict[str, int], qtbot: QtBot, shell: PlainShell
) -> None:
    job = shop.job(title="Leak under the sink. It began in the night.")
    inbox.read_again()
    qtbot.waitUntil(lambda: (first := inbox.detail.same.first()) is not None and first.id == job)
    assert "Is it this one?" in texts(inbox.detail.same)
    chosen = next(b for b in inbox.detail.same.findChildren(KeyButton) if b.text() == "Merge into it")
    QTest.mouseClick(chosen, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles(inbox) == ["Cold", "Paint"])
    merged = shop.get(WorkOrder, calls["Leak"])
    assert (merged.state, merged.merged_into_id) == (WorkOrderState.CANCELLED, job)
    text, undo = shell.said[-1]
    assert text == f"#2 is merged into #{shop.get(WorkOrder, job).number}"
    assert undo is not None
    undo()
    qtbot.waitUntil(lambda: titles(inbox) == ["Leak", "Cold", "Paint"])


def test_merging_into_any_job_by_keys_alone(
    inbox: InboxScreen, shop: Shop, calls: dict[str, int], qtbot: QtBot
) -> None:
    job = shop.job(title="Sink is wet")
    press(Qt.Key.Key_M)
    type_text("sink wet")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(inbox.detail.merge.go_button.hasFocus)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: titles(inbox) == ["Cold", "Paint"])
    assert shop.get(WorkOrder, calls["Leak"]).merged_into_id == job


def test_the_main_keys_merge_while_the_job_is_asked_for(
    inbox: InboxScreen, shop: Shop, calls: dict[str, int], qtbot: QtBot
) -> None:
    job = shop.job(title="Sink is wet")
    press(Qt.Key.Key_M)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # no job is picked yet
    assert shop.get(WorkOrder, calls["Leak"]).state is WorkOrderState.REQUESTED
    type_text("sink wet")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(inbox.detail.merge.go_button.hasFocus)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: titles(inbox) == ["Cold", "Paint"])
    leak = shop.get(WorkOrder, calls["Leak"])
    assert (leak.state, leak.merged_into_id) == (WorkOrderState.CANCELLED, job)


def test_esc_leaves_the_question_for_a_job(inbox: InboxScreen) -> None:
    press(Qt.Key.Key_M)
    assert inbox.detail.merge.isVisible()
    press(Qt.Key.Key_Escape)
    assert not inbox.detail.merge.isVisible()
    assert inbox.list.hasFocus()


def test_every_answer_says_its_key(inbox: InboxScreen) -> None:
    assert shown_buttons(inbox)[:5] == ["Approve", "Decline…", "Ask back…", "Merge…", "Open"]


def badges(screen: InboxScreen) -> list[str]:
    """The marks that are shown."""
    return [badge.accessibleName() for badge in screen.detail.findChildren(Badge) if badge.isVisible()]
