"""Keys lead into each tab of a job, and Tab goes through what is there."""

from PySide6.QtCore import Qt

from fsmdesk.core.states import WorkOrderState
from tests.services.shop import Shop, at
from tests.views.work_orders.seats import ALT, Seat


def test_alt_and_a_number_lead_to_a_tab(shop: Shop, seat: Seat) -> None:
    job = shop.job(WorkOrderState.ON_SITE)
    shop.visit(job, at(8))
    screen = seat.open_job(job)
    keys = [Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6]
    shown = []
    for key in keys:
        seat.press(key, ALT)
        shown.append(screen.tabs.current_key())
        part = screen.tabs.part(shown[-1])
        focused = seat.focused()
        assert focused is screen.tabs.bar or part.isAncestorOf(focused)
    assert shown == [key for key, _title in screen.tabs.titles()] != []
    seat.press(Qt.Key.Key_2, ALT)
    assert screen.visits.isAncestorOf(seat.focused())


def test_a_line_is_typed_right_after_the_key(shop: Shop, seat: Seat) -> None:
    screen = seat.open_job(shop.job(WorkOrderState.ON_SITE))
    seat.press(Qt.Key.Key_1, ALT)
    seat.type("Filter")
    entry = screen.form.lines.entry.edit
    assert entry.text() == "Filter"
    entry.clear()
    seat.press(Qt.Key.Key_Backtab)
    assert seat.focused() is screen.tabs.bar


def test_tab_goes_on_from_the_fields_to_the_tabs_and_into_them(shop: Shop, seat: Seat) -> None:
    screen = seat.open_job(shop.job(WorkOrderState.ON_SITE))
    screen.form.task_code.edit.setFocus()
    seat.press(Qt.Key.Key_Tab)
    assert seat.focused() is screen.tabs.bar
    seat.press(Qt.Key.Key_Tab)
    assert screen.form.lines.isAncestorOf(seat.focused())
    screen.tabs.turn_to("time")
    screen.tabs.bar.setFocus()
    seat.settle()
    seat.press(Qt.Key.Key_Tab)
    assert screen.tabs.part("time").isAncestorOf(seat.focused())
    for _stop in range(20):
        if not screen.tabs.isAncestorOf(seat.focused()):
            break
        seat.press(Qt.Key.Key_Tab)
    assert screen.form.outcome.isAncestorOf(seat.focused())
