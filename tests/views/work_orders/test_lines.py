"""Lines are added, typed in, moved and removed without a mouse."""

from PySide6.QtCore import Qt

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import BillTo, LineKind
from fsmdesk.models import WorkOrderLine
from fsmdesk.views.work_orders.editor import WorkOrderScreen
from tests.services.shop import IGNITOR, LineOf, Shop, at
from tests.views.work_orders.seats import ALT, CONTROL, Seat

ENTER, TAB, UP, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Up, Qt.Key.Key_Down


def type_an_item(seat: Seat, screen: WorkOrderScreen, scrap: str) -> None:
    """Type into the last row until the list is there, then take its first entry."""
    screen.form.lines.entry.setFocus()
    seat.type(scrap)
    seat.qtbot.waitUntil(screen.form.lines.entry.is_open)
    seat.press(ENTER)


def stored(shop: Shop, job: int) -> list[WorkOrderLine]:
    return sorted(shop.all(WorkOrderLine, work_order_id=job), key=lambda line: line.position)


def test_an_item_is_added_by_keyboard_alone(shop: Shop, seat: Seat) -> None:
    job = shop.job()
    screen = seat.open_job(job)
    type_an_item(seat, screen, "ignit")
    seat.type("2")
    seat.press(ENTER)
    assert seat.focused() is screen.form.lines.entry.edit
    assert screen.form.lines.foot.pays.text() == "91.00"
    seat.press(Qt.Key.Key_S, CONTROL)
    seat.settle()
    (line,) = stored(shop, job)
    assert (line.item_id, line.description, line.kind) == (IGNITOR, "Ignitor", LineKind.PART)
    assert (line.planned_milli, line.done_milli, line.price_minor) == (2000, 0, 4550)


def test_saving_again_adds_nothing_twice_and_nobody_is_blamed(shop: Shop, seat: Seat) -> None:
    job = shop.job()
    screen = seat.open_job(job)
    type_an_item(seat, screen, "ignit")
    seat.press(ENTER)
    seat.press(Qt.Key.Key_S, CONTROL)
    seat.settle()
    assert not screen.form.is_dirty()
    assert not screen.form.conflict.isVisible()
    first = stored(shop, job)[0].id
    type_an_item(seat, screen, "labour")
    seat.press(ENTER)
    seat.press(Qt.Key.Key_S, CONTROL)
    seat.settle()
    lines = stored(shop, job)
    assert [line.description for line in lines] == ["Ignitor", "Labour"]
    assert lines[0].id == first


def test_once_work_has_begun_a_new_line_says_what_was_done(shop: Shop, seat: Seat) -> None:
    job = shop.job(WorkOrderState.ON_SITE)
    shop.visit(job, at(8), state=VisitState.ON_SITE, arrived_at=at(8))
    screen = seat.open_job(job)
    type_an_item(seat, screen, "ignit")
    seat.type("3")
    seat.press(ENTER)
    seat.press(Qt.Key.Key_S, CONTROL)
    seat.settle()
    (line,) = stored(shop, job)
    assert (line.planned_milli, line.done_milli) == (0, 3000)


def test_what_is_not_in_the_price_book_is_a_line_of_its_own(shop: Shop, seat: Seat) -> None:
    job = shop.job()
    screen = seat.open_job(job)
    type_an_item(seat, screen, "Zinc paint")
    seat.type("0.5")
    seat.press(TAB)
    seat.press(ENTER)
    line = screen.form.lines.model.lines()[0].value
    assert (line.item_id, line.description, line.planned_milli) == (None, "Zinc paint", 500)


def test_cells_are_typed_in_and_tab_goes_on(shop: Shop, seat: Seat) -> None:
    job = shop.job(lines=[LineOf(price_minor=10_000, planned_milli=1000, done_milli=0)])
    screen = seat.open_job(job)
    table = screen.form.lines.table
    table.edit_cell(screen.form.lines.model.lines()[0].id, "planned_milli")
    seat.type("1.5")
    seat.press(TAB)
    seat.qtbot.waitUntil(lambda: table.currentIndex().column() == 3)
    seat.type("2")
    seat.press(ENTER)
    value = screen.form.lines.model.lines()[0].value
    assert (value.planned_milli, value.done_milli) == (1500, 2000)
    assert screen.form.lines.foot.pays.text() == "200.00"


def test_what_cannot_be_read_stays_and_is_said(shop: Shop, seat: Seat) -> None:
    job = shop.job(lines=[LineOf()])
    screen = seat.open_job(job)
    lines = screen.form.lines
    lines.table.edit_cell(lines.model.lines()[0].id, "price_minor")
    seat.type("ninety")
    seat.press(ENTER)
    assert "ninety" in lines.error()
    seat.press(Qt.Key.Key_S, CONTROL)
    assert lines.error() == "Line 1: “ninety” can't be read."
    assert stored(shop, job)[0].price_minor == 10_000
    lines.table.edit_cell(lines.model.lines()[0].id, "price_minor")
    seat.press(Qt.Key.Key_A, CONTROL)
    seat.type("90")
    seat.press(ENTER)
    assert lines.error() == ""
    seat.press(Qt.Key.Key_S, CONTROL)
    assert stored(shop, job)[0].price_minor == 9000


def test_lines_are_moved_and_removed_with_keys(shop: Shop, seat: Seat) -> None:
    job = shop.job(lines=[LineOf(description=name) for name in ("One", "Two", "Three")])
    screen = seat.open_job(job)
    table = screen.form.lines.table
    screen.form.lines.entry.setFocus()
    seat.press(UP)
    assert table.hasFocus()
    seat.press(UP, ALT)
    seat.press(DOWN)
    seat.press(Qt.Key.Key_Delete)
    seat.press(Qt.Key.Key_S, CONTROL)
    seat.settle()
    assert [line.description for line in stored(shop, job)] == ["One", "Three"]


def test_who_pays_is_chosen_from_a_list(shop: Shop, seat: Seat) -> None:
    job = shop.job(lines=[LineOf()])
    screen = seat.open_job(job)
    lines = screen.form.lines
    lines.table.edit_cell(lines.model.lines()[0].id, "bill_to")
    seat.type("w")
    seat.press(ENTER)
    assert lines.model.lines()[0].value.bill_to is BillTo.WARRANTY
    assert lines.foot.pays.text() == "0.00"


def test_lines_of_another_seat_arrive_while_nothing_is_typed(shop: Shop, seat: Seat) -> None:
    job = shop.job(lines=[LineOf(description="One")])
    screen = seat.open_job(job)
    shop.change(WorkOrderLine, stored(shop, job)[0].id, description="Changed")
    screen.read_again()
    seat.settle()
    assert [line.value.description for line in screen.form.lines.model.lines()] == ["Changed"]


def test_what_stands_in_an_open_cell_is_a_draft_with_each_letter(shop: Shop, seat: Seat) -> None:
    job = shop.job(lines=[LineOf(planned_milli=1000, done_milli=0)])
    screen = seat.open_job(job)
    lines = screen.form.lines
    lines.table.edit_cell(lines.model.lines()[0].id, "planned_milli")
    assert not screen.form.is_dirty()
    seat.type("3")
    assert screen.form.is_dirty()
    assert kept_quantities(seat, job) == [3000]
    seat.type("5")
    assert kept_quantities(seat, job) == [35_000]
    assert lines.model.lines()[0].value.planned_milli == 1000  # the line takes it at Enter
    seat.press(Qt.Key.Key_Escape)
    assert not screen.form.is_dirty()
    assert seat.desk.drafts.read(f"work_order-{job}") is None


def test_what_cannot_be_read_yet_is_kept_as_it_is_typed(shop: Shop, seat: Seat) -> None:
    job = shop.job(lines=[LineOf(planned_milli=1000)])
    screen = seat.open_job(job)
    lines = screen.form.lines
    lines.table.edit_cell(lines.model.lines()[0].id, "price_minor")
    seat.type("1x")
    kept = seat.desk.drafts.read(f"work_order-{job}")
    assert kept is not None
    assert "1x" in str(kept)


def test_save_takes_what_stands_in_the_open_cell(shop: Shop, seat: Seat) -> None:
    job = shop.job()
    screen = seat.open_job(job)
    type_an_item(seat, screen, "ignit")
    seat.type("4")
    seat.press(Qt.Key.Key_S, CONTROL)
    seat.settle()
    (line,) = stored(shop, job)
    assert line.planned_milli == 4000
    seat.press(ENTER)
    assert not screen.form.is_dirty()
    assert screen.form.lines.model.lines()[0].value.id == line.id


def kept_quantities(seat: Seat, job: int) -> list[int]:
    """What is planned by the lines of the draft."""
    kept = seat.desk.drafts.read(f"work_order-{job}")
    raw = kept["raw"] if kept is not None else None
    assert isinstance(raw, dict)
    return [line["planned_milli"] for line in raw["lines"]["lines"]]
