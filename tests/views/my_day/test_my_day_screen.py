"""My day as a technician uses it: by keys and by the one big button, on a real office."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import CodeKind, TimeKind
from fsmdesk.models import Absence, Person, SiteCode, TimeEntry, Visit, WorkOrder
from fsmdesk.services.dispatch.messages import MoveVisit
from fsmdesk.services.my_day.messages import ReportJob
from fsmdesk.views.my_day.facts import FactCard, FactLine
from fsmdesk.views.my_day.screen import MyDayScreen
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.files.files_part import FilesPart
from fsmdesk.views.widgets.time_sheet.panel import TimePanel
from tests.services.shop import BEN, FAYS_PHONE, LIBRARY_SITE, Shop, at
from tests.views.work_orders.seats import CONTROL, Seat

_S, _W = VisitState, WorkOrderState


def _screen(seat: Seat, shop: Shop) -> MyDayScreen:
    screen = seat.show(MyDayScreen(seat.desk, clock=lambda: shop.now))
    _wait(seat, screen)
    return screen


def _wait(seat: Seat, screen: MyDayScreen) -> None:
    """The list is read, and the chosen visit is shown as it is now."""

    def is_shown() -> bool:
        row, card = screen.list.current(), screen.detail.shown()
        if not seat.desk.tasks.is_idle() or screen._soon.isActive():
            return False
        return row is None or (card is not None and (card.id, card.version) == (row.id, row.version))

    seat.qtbot.waitUntil(is_shown)


def _facts(card: FactCard) -> list[tuple[str, str]]:
    return [
        (line.fact.name, line.fact.value) for line in card.findChildren(FactLine) if line.parent() is not None
    ]


def _buttons(screen: MyDayScreen) -> list[str]:
    return [button.text() for button in screen.detail.head.buttons() if button.isVisible()]


def test_a_day_from_setting_out_to_done_by_keys(seat: Seat, shop: Shop) -> None:
    job = shop.job(_W.SCHEDULED)
    visit = shop.visit(job, at(9))
    screen = _screen(seat, shop)
    assert _buttons(screen) == ["Set out", "I am on site"]
    for minutes, key, state in (
        (0, Qt.Key.Key_E, _S.EN_ROUTE),
        (20, Qt.Key.Key_O, _S.ON_SITE),
        (30, Qt.Key.Key_W, _S.WAITING),
        (10, Qt.Key.Key_O, _S.ON_SITE),
        (25, Qt.Key.Key_D, _S.DONE),
    ):
        shop.wait(minutes=minutes)
        screen.list.setFocus()
        QTest.keyClick(screen.list, key)
        _wait(seat, screen)
        assert shop.get(Visit, visit).state is state
    times = [(entry.kind, entry.start_at, entry.end_at) for entry in shop.all(TimeEntry)]
    assert times == [
        (TimeKind.TRAVEL, at(8), at(8, 20)),
        (TimeKind.LABOUR, at(8, 20), at(8, 50)),
        (TimeKind.LABOUR, at(9), at(9, 25)),
    ]
    assert _buttons(screen) == ["Back on site"]


def test_the_big_button_makes_the_next_step_and_is_taken_back(seat: Seat, shop: Shop) -> None:
    visit = shop.visit(shop.job(_W.SCHEDULED), at(9))
    screen = _screen(seat, shop)
    big = screen.detail.head.buttons()[0]
    QTest.mouseClick(big, Qt.MouseButton.LeftButton)
    _wait(seat, screen)
    assert shop.get(Visit, visit).state is _S.EN_ROUTE
    text, undo = seat.shell.said[-1]
    assert text == "#1: en route" and undo is not None
    undo()
    _wait(seat, screen)
    assert shop.get(Visit, visit).state is _S.PLANNED
    assert _buttons(screen) == ["Set out", "I am on site"]


def test_control_return_is_the_next_step_also_while_typing(seat: Seat, shop: Shop) -> None:
    job = shop.job(_W.ON_SITE)
    visit = shop.visit(job, at(7), state=_S.ON_SITE, arrived_at=at(7))
    screen = _screen(seat, shop)
    cause = screen.detail.report.fields["cause"]
    cause.setFocus()
    QTest.keyClicks(seat.focused(), "Soot")
    fix = screen.detail.report.fields["fix"]
    fix.setFocus()
    QTest.keyClicks(seat.focused(), "Done: [E]")
    QTest.keyClick(seat.focused(), Qt.Key.Key_Return, CONTROL)
    seat.qtbot.waitUntil(lambda: shop.get(Visit, visit).state is _S.DONE)
    _wait(seat, screen)
    order = shop.get(WorkOrder, job)
    assert (order.cause, order.fix) == ("Soot", "Done: [E]")
    assert screen.day == shop.now.date()


def test_what_is_known_there_is_shown_and_can_be_copied(seat: Seat, shop: Shop) -> None:
    shop.add(SiteCode(site_id=LIBRARY_SITE, kind=CodeKind.GATE, label="North", code="4711#"))
    job = shop.job(_W.SCHEDULED, safety_notes="Asbestos", protective_gear="Mask", problem="Cold")
    shop.visit(job, at(9))
    screen = _screen(seat, shop)
    detail = screen.detail
    assert _facts(detail.safety) == [("Hazards", "Asbestos"), ("Wear", "Mask")]
    assert ("Serial", "W-17") in _facts(detail.machine)
    assert _facts(detail.codes) == [("", "Shown when you ask for them.")]
    QTest.mouseClick(detail._codes_button, Qt.MouseButton.LeftButton)
    seat.qtbot.waitUntil(lambda: _facts(detail.codes)[-1:] == [("Gate North", "4711#")])
    address = next(line for line in detail.site.findChildren(FactLine) if line.fact.name == "Address")
    copy, on_map = address.findChildren(IconButton)
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "1 Main St, Springfield"
    opened: list[str] = []
    detail.open_web = opened.append
    QTest.mouseClick(on_map, Qt.MouseButton.LeftButton)
    assert opened == ["https://www.openstreetmap.org/search?query=1%20Main%20St%2C%20Springfield"]


def test_codes_of_one_site_are_not_left_beside_another_visit(seat: Seat, shop: Shop) -> None:
    shop.add(SiteCode(site_id=LIBRARY_SITE, kind=CodeKind.GATE, label="", code="4711#"))
    first = shop.visit(shop.job(_W.SCHEDULED), at(9))
    second = shop.visit(shop.job(_W.SCHEDULED), at(11))
    screen = _screen(seat, shop)
    assert screen.detail.shown() is not None and screen.detail.shown().id == first  # type: ignore[union-attr]
    QTest.mouseClick(screen.detail._codes_button, Qt.MouseButton.LeftButton)
    seat.settle()
    screen.list.choose(second)
    _wait(seat, screen)
    assert "4711#" not in {label.text() for label in screen.detail.findChildren(QLabel) if label.isVisible()}


def test_days_are_walked_by_keys(seat: Seat, shop: Shop) -> None:
    job = shop.job(_W.SCHEDULED)
    today, tomorrow = shop.visit(job, at(9)), shop.visit(job, at(9, day=3))
    screen = _screen(seat, shop)
    seen = []
    for key in (Qt.Key.Key_BracketRight, Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight, Qt.Key.Key_T):
        screen.list.setFocus()
        QTest.keyClick(screen, key)
        _wait(seat, screen)
        row = screen.list.current()
        seen.append(row.id if row else None)
    assert seen == [tomorrow, today, tomorrow, today]


def test_an_empty_day_says_when_the_next_visit_is(seat: Seat, shop: Shop) -> None:
    shop.visit(shop.job(_W.SCHEDULED), at(9, day=5))
    shop.add(Absence(technician_id=1, start_at=at(0), end_at=at(0, day=3), reason="Course"))
    screen = _screen(seat, shop)
    assert screen.empty.isVisible()
    shown = {label.text() for label in screen.empty.findChildren(QLabel)}
    assert {"Away: Course", "The next ones are on Thursday, March 5, 2026."} <= shown
    [button] = screen.empty.findChildren(KeyButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    _wait(seat, screen)
    assert screen.list.current() is not None


def test_who_is_linked_to_nobody_is_told_so(seat: Seat, shop: Shop) -> None:
    shop.change(Person, FAYS_PHONE, technician_id=None)
    screen = _screen(seat, shop)
    shown = {label.text() for label in screen.empty.findChildren(QLabel)}
    assert "You have no visits of your own" in shown


def test_what_the_office_changes_appears_without_stealing_anything(seat: Seat, shop: Shop) -> None:
    job = shop.job(_W.SCHEDULED)
    first, second = shop.visit(job, at(9)), shop.visit(job, at(11))
    screen = _screen(seat, shop)
    screen.list.choose(second)
    _wait(seat, screen)
    cause = screen.detail.report.fields["cause"]
    cause.setFocus()
    QTest.keyClicks(seat.focused(), "half a sen")
    done = shop.dispatcher.do(
        MoveVisit(visit_id=first, seen_version=1, technician_id=BEN, start_at=at(9), end_at=at(10))
    )
    seat.desk.hub.hear(done.changes)
    seat.qtbot.waitUntil(lambda: len(screen.model.rows()) == 1)
    _wait(seat, screen)
    assert screen.list.current() is not None and screen.list.current().id == second  # type: ignore[union-attr]
    assert cause.read() == "half a sen" and cause.isAncestorOf(seat.focused())


def test_what_stays_as_it_is_keeps_its_place_and_the_keys(seat: Seat, shop: Shop) -> None:
    shop.visit(shop.job(_W.SCHEDULED), at(9))
    screen = _screen(seat, shop)
    serial = next(line for line in screen.detail.machine.findChildren(FactLine) if line.fact.name == "Serial")
    copies = serial.findChildren(IconButton)[0]
    copies.setFocus()
    read = screen.detail.shown()
    seat.desk.hub.hear(ChangeSet.of([RecordRef("site", LIBRARY_SITE)]))
    seat.qtbot.waitUntil(lambda: screen.detail.shown() is not read)
    assert copies.hasFocus()
    QTest.keyClick(copies, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == "W-17"


def test_a_step_that_somebody_else_made_first_is_said(seat: Seat, shop: Shop) -> None:
    visit = shop.visit(shop.job(_W.SCHEDULED), at(9))
    screen = _screen(seat, shop)
    shop.change(Visit, visit, notes="Bring the ladder")
    screen._main()
    seat.qtbot.waitUntil(lambda: bool(screen.banners.notices()))
    assert "changed this in the meantime" in screen.banners.notices()[0].text
    _wait(seat, screen)
    assert ("For this visit", "Bring the ladder") in _facts(screen.detail.job)


def test_a_closed_job_can_only_be_read(seat: Seat, shop: Shop) -> None:
    job = shop.job(_W.COMPLETE, cause="Old", fix="New")
    shop.visit(job, at(6), state=_S.DONE, arrived_at=at(6), finished_at=at(7))
    screen = _screen(seat, shop)
    assert _buttons(screen) == []
    seat.settle()
    words = [notice.text for notice in screen.detail.report.banners.notices()]
    assert words == ["Job 1 is complete: only the office changes it now."]


def test_photos_and_time_are_a_key_away(seat: Seat, shop: Shop) -> None:
    job = shop.job(_W.ON_SITE)
    shop.visit(job, at(6), state=_S.DONE, arrived_at=at(6), finished_at=at(7))
    screen = _screen(seat, shop)
    part = screen.detail.tabs.part("files")
    assert isinstance(part, FilesPart)
    QTest.keyClick(screen, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    seat.settle()
    time = screen.detail.tabs.part("time")
    assert isinstance(time, TimePanel) and time.isVisible()
    assert time.card is not None and [row.seconds for row in time.card.rows] == [3600]
    assert not time.bill_button.isVisible()


def test_a_report_of_two_people_is_brought_together(seat: Seat, shop: Shop) -> None:
    job = shop.job(_W.ON_SITE)
    shop.visit(job, at(7), state=_S.ON_SITE, arrived_at=at(7))
    screen = _screen(seat, shop)
    screen.detail.report.fields["cause"].setFocus()
    QTest.keyClicks(seat.focused(), "Soot")
    shop.dispatcher.do(ReportJob(work_order_id=job, seen_version=1, cause="", fix="Swept", customer_notes=""))
    QTest.keyClick(seat.focused(), Qt.Key.Key_S, CONTROL)
    seat.qtbot.waitUntil(lambda: shop.get(WorkOrder, job).cause == "Soot")
    assert shop.get(WorkOrder, job).fix == "Swept"
