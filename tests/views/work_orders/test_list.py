"""The list of work orders on a real office."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.times import now
from fsmdesk.views.printing.preview import PreviewWindow
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.widgets.buttons import Chip
from fsmdesk.views.widgets.new_call_button import NewCallButton
from fsmdesk.views.widgets.table_delegate import PADDING
from fsmdesk.views.work_orders.list_screen import WorkOrdersScreen
from tests.services.shop import LineOf, Shop
from tests.views.work_orders.seats import Seat


def shown(screen: WorkOrdersScreen) -> list[str]:
    return [row.title for row in screen.table.rows().rows_here()]


def chip(screen: WorkOrdersScreen, text: str) -> Chip:
    return next(each for each in screen.filters.findChildren(Chip) if each.text() == text)


def test_the_newest_comes_first_with_site_state_and_amount(shop: Shop, seat: Seat) -> None:
    shop.job(title="First", lines=[LineOf(price_minor=5_000)])
    shop.job(title="Second")
    screen = seat.show(WorkOrdersScreen(seat.desk))
    assert shown(screen) == ["Second", "First"]
    model = screen.table.rows()
    cells = {column.key: model.index(1, at).data() for at, column in enumerate(model.columns())}
    assert (cells["number"], cells["state"], cells["priority"]) == ("#1", "Approved", "3 Medium")
    assert (cells["customer"], cells["net_minor"]) == ("City Library", "50.00")


def test_what_is_late_is_red_while_it_is_open(shop: Shop, seat: Seat) -> None:
    late = now() - timedelta(hours=1)
    shop.job(title="Late", due_at=late)
    shop.job(WorkOrderState.CLOSED, title="Done", due_at=late)
    screen = seat.show(WorkOrdersScreen(seat.desk))
    due = next(column for column in screen.columns if column.key == "due_at")
    assert due.colour is not None
    colours = {row.title: due.colour(row) for row in screen.table.rows().rows_here()}
    assert colours == {"Late": "danger_text", "Done": ""}


def test_a_state_is_shown_even_where_it_is_not_open(shop: Shop, seat: Seat) -> None:
    shop.job(WorkOrderState.COMPLETE, title="Complete")
    shop.job(WorkOrderState.WAITING, title="Waiting")
    screen = seat.show(WorkOrdersScreen(seat.desk))
    for text, expected in (("Open", ["Waiting"]), ("Complete", ["Complete"]), ("Waiting", ["Waiting"])):
        QTest.mouseClick(chip(screen, text), Qt.MouseButton.LeftButton)
        seat.settle()
        assert shown(screen) == expected


def test_enter_opens_the_job(shop: Shop, seat: Seat) -> None:
    job = shop.job()
    screen = seat.show(WorkOrdersScreen(seat.desk))
    screen.table.setCurrentIndex(screen.table.rows().index(0, 0))
    seat.press(Qt.Key.Key_Return)
    assert seat.shell.opened == [("work_order", job)]


def test_an_empty_shop_offers_to_take_a_call(seat: Seat) -> None:
    screen = seat.show(WorkOrdersScreen(seat.desk))
    screen._take_call()
    assert screen._empty.isVisible()
    assert seat.shell.went == [("new_call", None)]


def test_tickets_of_ticked_jobs_are_bound_into_one_preview(shop: Shop, seat: Seat) -> None:
    for title in ("First", "Second", "Third"):
        shop.job(title=title)
    screen = seat.show(WorkOrdersScreen(seat.desk))
    for row in (0, 2):
        screen.table.setCurrentIndex(screen.table.rows().index(row, 0))
        seat.press(Qt.Key.Key_Space)
    assert screen.print_button.text() == "Print 2 tickets"
    QTest.mouseClick(screen.print_button, Qt.MouseButton.LeftButton)
    seat.settle()
    [window] = screen.window().findChildren(PreviewWindow)
    assert window.windowTitle() == "2 job tickets"
    assert window.view.page_count == 2
    window.close()


def test_a_call_is_taken_by_a_click_from_the_list(seat: Seat, shop: Shop) -> None:
    screen = seat.show(WorkOrdersScreen(seat.desk))
    button = screen.top_bar.findChild(NewCallButton)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert seat.shell.went == [("new_call", None)]


def test_times_are_never_cut_in_the_list(seat: Seat, shop: Shop) -> None:
    shop.job()
    screen = seat.show(WorkOrdersScreen(seat.desk))
    columns = screen.table.rows().columns()
    at = next(at for at, column in enumerate(columns) if column.key == "requested_at")
    longest = datetime(2026, 9, 28, 23, 55, tzinfo=UTC)
    needs = QFontMetrics(number_font()).horizontalAdvance(seat.desk.formats.instant(longest)) + 2 * PADDING
    assert screen.table.columnWidth(at) >= needs
