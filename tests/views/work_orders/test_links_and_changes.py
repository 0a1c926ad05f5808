"""Jobs that come of a job, jobs that are the same, changes of the scope, and kits, as they are worked with."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import LineApproval, LineKind, Origin
from fsmdesk.models import Company, Item, KitPart, PriceLevel, Visit, WorkOrder, WorkOrderLine
from fsmdesk.models import Customer as CustomerRecord
from fsmdesk.views.work_orders.editor import WorkOrderScreen
from tests.services.orders.test_editing import read, saving
from tests.services.shop import HOUR, IGNITOR, LIBRARY, LineOf, Shop
from tests.views.work_orders.seats import ALT, CONTROL, Seat
from tests.views.work_orders.test_lines import ENTER, stored, type_an_item

ESC = Qt.Key.Key_Escape


def save(seat: Seat) -> None:
    seat.press(Qt.Key.Key_S, CONTROL)
    seat.settle()


def test_extra_work_becomes_a_request_linked_to_the_job(shop: Shop, seat: Seat) -> None:
    job = shop.job(WorkOrderState.ON_SITE)
    screen = seat.open_job(job)
    screen.actions_of_job.further["follow_up"].trigger()
    seat.type("Pump leaks")
    seat.press(ENTER)
    seat.settle()
    made = shop.all(WorkOrder)[-1]
    assert (made.title, made.origin_id, made.origin) == ("Pump leaks", job, Origin.FOLLOW_UP)
    assert seat.shell.opened == [("work_order", made.id)]
    screen.form.read_again()
    seat.settle()
    assert [row.relation for row in screen.form.card.related] == ["Found here"]  # type: ignore[union-attr]
    assert screen.related.isVisible()


def test_only_what_was_completed_is_called_back_about(shop: Shop, seat: Seat) -> None:
    screen = seat.open_job(shop.job(WorkOrderState.ON_SITE))
    assert not screen.actions_of_job.further["call_back"].isVisible()
    done = shop.reviewed_job()
    screen = seat.open_job(done)
    screen.actions_of_job.further["call_back"].trigger()
    seat.type("Noise again")
    seat.press(ENTER)
    seat.settle()
    assert shop.all(WorkOrder)[-1].origin is Origin.CALL_BACK


def test_a_job_is_merged_into_the_one_it_is_the_same_as(shop: Shop, seat: Seat) -> None:
    other, job = shop.job(title="No heat at all"), shop.job(title="No heat", problem="Second call")
    shop.visit(job)
    screen = seat.open_job(job)
    screen.actions_of_job.further["merge"].trigger()
    bar = screen.pick_bar
    assert bar.picker is not None
    seat.press(Qt.Key.Key_Down)
    seat.qtbot.waitUntil(bar.picker.is_open)
    seat.press(ENTER)
    assert bar.yes_button.isEnabled()
    seat.press(ENTER)
    seat.settle()
    assert shop.get(WorkOrder, job).merged_into_id == other
    assert seat.shell.opened == [("work_order", other)]
    assert [visit.work_order_id for visit in shop.all(Visit)] == [other]


def test_escape_leaves_the_strip_that_asks_for_a_job(shop: Shop, seat: Seat) -> None:
    screen = seat.open_job(shop.job())
    screen.actions_of_job.further["merge"].trigger()
    seat.press(ESC)
    assert not screen.pick_bar.isVisible()
    assert seat.shell.went == []


def test_the_job_goes_to_a_window_of_its_own_by_key(shop: Shop, seat: Seat) -> None:
    job = shop.job()
    seat.open_job(job)
    QTest.keyClick(seat.focused(), Qt.Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert seat.shell.beside == [("work_order", job)]


def with_valve(shop: Shop, seat: Seat) -> tuple[int, WorkOrderScreen]:
    shop.change(Company, 1, scope_approval_minor=4_000)
    job = shop.job(WorkOrderState.ON_SITE, lines=[LineOf()], equipment_id=None)
    screen = seat.open_job(job)
    type_an_item(seat, screen, "ignit")
    seat.press(ENTER)
    return job, screen


def test_a_large_line_added_on_site_shows_as_not_approved_at_once(shop: Shop, seat: Seat) -> None:
    _job, screen = with_valve(shop, seat)
    line = screen.form.lines.model.lines()[-1]
    assert line.value.approval is LineApproval.WAITING
    assert screen.form.lines.foot.pays.text() == "100.00"
    texts = [column.text(line, seat.desk.formats) for column in screen.form.lines.model.columns()]
    assert texts[-2:] == ["—", "Needs approval"]
    assert not screen.form.lines.bar.approve_button.isEnabled()  # it is not saved yet


def test_a_change_is_approved_with_who_said_so(shop: Shop, seat: Seat) -> None:
    job, screen = with_valve(shop, seat)
    save(seat)
    lines = screen.form.lines
    lines.table.setFocus()
    lines.table.setCurrentIndex(lines.model.index(1, 0))
    assert lines.bar.approve_button.isVisible()
    lines.bar.approve_button.click()
    seat.type("P. Doyle")
    seat.press(ENTER)
    seat.settle()
    line = stored(shop, job)[-1]
    assert (line.approval, line.approved_by) == (LineApproval.APPROVED, "P. Doyle")
    assert lines.foot.pays.text() == "145.50"
    assert "P. Doyle" in lines.bar.words.text()
    assert not screen.form.is_dirty()


def test_a_kit_gives_way_to_its_items_so_often_as_was_typed(shop: Shop, seat: Seat) -> None:
    (kit,) = shop.add(Item(code="KIT", name="Service kit", kind=LineKind.PART, price_minor=0, is_kit=True))
    shop.add(
        KitPart(kit_id=kit, item_id=IGNITOR, position=0, quantity_milli=2_000),
        KitPart(kit_id=kit, item_id=HOUR, position=1, quantity_milli=500),
    )
    job = shop.job(equipment_id=None)
    screen = seat.open_job(job)
    type_an_item(seat, screen, "service kit")
    seat.settle()
    seat.type("3")
    seat.press(ENTER)
    assert seat.focused() is screen.form.lines.entry.edit
    save(seat)
    lines = stored(shop, job)
    assert [(line.item_id, line.planned_milli) for line in lines] == [(IGNITOR, 6_000), (HOUR, 1_500)]


def test_the_line_says_where_its_price_comes_from(shop: Shop, seat: Seat) -> None:
    (level,) = shop.add(PriceLevel(name="Trade", change_ppm=-100_000))
    shop.change(CustomerRecord, LIBRARY, price_level_id=level)
    screen = seat.open_job(shop.job())
    type_an_item(seat, screen, "ignit")
    seat.press(ENTER)
    lines = screen.form.lines
    lines.table.setCurrentIndex(lines.model.index(0, 0))
    assert lines.bar.words.text().startswith("Price of Trade: -10% of 45.50")
    assert lines.model.lines()[0].value.price_minor == 4_095


def test_a_line_is_removed_and_taken_back_and_duplicated_by_key(shop: Shop, seat: Seat) -> None:
    job = shop.job(lines=[LineOf(description="One"), LineOf(description="Two")])
    screen = seat.open_job(job)
    lines = screen.form.lines
    lines.table.setFocus()
    lines.table.setCurrentIndex(lines.model.index(0, 0))
    seat.press(Qt.Key.Key_Delete)
    assert [line.value.description for line in lines.model.lines()] == ["Two"]
    text, undo = seat.shell.said[-1]
    assert text == "Removed “One”"
    assert undo is not None
    undo()
    assert [line.value.description for line in lines.model.lines()] == ["One", "Two"]
    assert not screen.form.is_dirty()
    lines.table.setCurrentIndex(lines.model.index(0, 0))
    seat.press(Qt.Key.Key_D, CONTROL)
    save(seat)
    assert [line.description for line in stored(shop, job)] == ["One", "One", "Two"]
    assert len({line.id for line in shop.all(WorkOrderLine, work_order_id=job)}) == 3


def test_note_and_technician_of_a_line_are_typed_below_it(shop: Shop, seat: Seat) -> None:
    job = shop.job(lines=[LineOf()])
    screen = seat.open_job(job)
    lines = screen.form.lines
    lines.table.setFocus()
    lines.table.setCurrentIndex(lines.model.index(0, 0))
    seat.press(ENTER, ALT)
    seat.settle()
    assert lines.more.note.edit.hasFocus()
    seat.type("Evening rate")
    lines.more.technician.set_value(2)
    lines.more.technician._tell_changed()
    seat.press(ESC)
    assert not lines.more.isVisible()
    save(seat)
    (line,) = stored(shop, job)
    assert (line.note, line.technician_id) == ("Evening rate", 2)


def test_a_quantity_takes_its_unit_and_either_decimal_mark(shop: Shop, seat: Seat) -> None:
    job = shop.job(lines=[LineOf(unit="")])
    screen = seat.open_job(job)
    lines = screen.form.lines
    lines.table.edit_cell(lines.model.lines()[0].id, "done_milli")
    seat.type("1,5 h")
    seat.press(ENTER)
    save(seat)
    (line,) = stored(shop, job)
    assert (line.done_milli, line.unit) == (1_500, "h")


def test_two_seats_that_add_and_change_lines_lose_none(shop: Shop, seat: Seat) -> None:
    job = shop.job(lines=[LineOf(description="One"), LineOf(description="Two")])
    screen = seat.open_job(job)
    type_an_item(seat, screen, "ignit")
    seat.press(ENTER)
    first, second = (row.value for row in read(shop, job).lines)
    shop.dispatcher.do(saving(read(shop, job), lines=(first, replace(second, note="theirs"))))
    save(seat)
    assert not screen.form.conflict.undecided()
    assert [(line.description, line.note) for line in stored(shop, job)] == [
        ("One", ""),
        ("Two", "theirs"),
        ("Ignitor", ""),
    ]


def test_a_draft_of_lines_comes_back_with_what_others_did_meanwhile(shop: Shop, seat: Seat) -> None:
    job, other = shop.job(lines=[LineOf(description="One"), LineOf(description="Two")]), shop.job()
    screen = seat.open_job(job)
    screen.form.lines.model.change(screen.form.lines.model.lines()[0].id, note="mine")
    screen.arrive(other)
    seat.settle()
    first, second = (row.value for row in read(shop, job).lines)
    added = replace(first, id=None, description="Theirs", cost_minor=None)
    shop.dispatcher.do(saving(read(shop, job), lines=(first, replace(second, note="theirs"), added)))
    screen.arrive(job)
    seat.settle()
    save(seat)
    assert [(line.description, line.note) for line in stored(shop, job)] == [
        ("One", "mine"),
        ("Two", "theirs"),
        ("Theirs", ""),
    ]
