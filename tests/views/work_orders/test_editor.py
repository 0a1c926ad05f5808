"""A work order is edited, merged, completed: with keys and mouse, on a real office."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from fsmdesk.core.messages import Done
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Contact, Visit, WorkOrder
from fsmdesk.services.orders.messages import SaveWorkOrder
from fsmdesk.services.orders.messages import WorkOrder as ReadWorkOrder
from fsmdesk.services.same_jobs.messages import MergeWorkOrders
from fsmdesk.views.printing.preview import PreviewWindow
from fsmdesk.views.widgets.field_text import FieldText
from tests.services.shop import FAY, LIBRARY, SCHOOL, LineOf, Shop, at
from tests.views.work_orders.seats import CONTROL, Seat

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


def save_elsewhere(shop: Shop, job: int, **values: object) -> Done[None]:
    """Another seat saves the job with these values."""
    card = shop.dispatcher.ask(ReadWorkOrder(work_order_id=job))
    fields = SaveWorkOrder.__dataclass_fields__
    given = {name: getattr(card, name) for name in fields if hasattr(card, name) and name != "lines"}
    return shop.dispatcher.do(
        SaveWorkOrder(work_order_id=job, seen_version=card.version, **{**given, **values})
    )


def test_what_is_typed_is_saved_with_ctrl_s(shop: Shop, seat: Seat) -> None:
    job = shop.job()
    screen = seat.open_job(job)
    assert not screen.save_action.isVisible()
    title = screen.form.fields["title"]
    title.setFocus()
    seat.type("!")
    assert screen.save_action.isVisible()
    seat.press(Qt.Key.Key_S, CONTROL)
    seat.settle()
    assert shop.get(WorkOrder, job).title == "!Boiler does not start"
    assert seat.shell.said[-1][0] == "Saved #1"
    assert seat.shell.said[-1][1] is not None
    assert not screen.form.is_dirty()
    assert screen.top_bar.title() == "#1 · !Boiler does not start"


def test_a_title_is_needed_and_said_so_at_the_field(shop: Shop, seat: Seat) -> None:
    job = shop.job()
    screen = seat.open_job(job)
    title = screen.form.fields["title"]
    title.setFocus()
    seat.press(Qt.Key.Key_A, CONTROL)
    seat.press(Qt.Key.Key_Delete)
    seat.press(Qt.Key.Key_S, CONTROL)
    assert title.error() == "Title is needed."
    assert shop.get(WorkOrder, job).title == "Boiler does not start"


def test_what_the_office_refuses_is_said_at_its_field(shop: Shop, seat: Seat) -> None:
    job = shop.job(window_start_at=at(12), window_end_at=at(15))
    screen = seat.open_job(job)
    screen.form.fields["window_end_at"].setFocus()
    seat.press(Qt.Key.Key_A, CONTROL)
    seat.type("Mar 1, 2026")
    seat.press(Qt.Key.Key_S, CONTROL)
    wrong = [key for key, field in screen.form.fields.items() if field.error()]
    assert wrong == ["window_end_at"]
    assert screen.form.is_dirty()


def test_what_only_another_seat_changed_is_taken_and_my_own_stays(shop: Shop, seat: Seat) -> None:
    job = shop.job(access_notes="Ring")
    screen = seat.open_job(job)
    screen.form.fields["problem"].setFocus()
    seat.type("No heat")
    done = save_elsewhere(shop, job, access_notes="Ring twice")
    seat.desk.hub.tell(done.changes, None)
    seat.settle()
    assert screen.form.fields["access_notes"].read() == "Ring twice"
    assert screen.form.fields["problem"].read() == "No heat"
    assert screen.form.conflict.isVisible()
    seat.press(Qt.Key.Key_S, CONTROL)
    stored = shop.get(WorkOrder, job)
    assert (stored.problem, stored.access_notes) == ("No heat", "Ring twice")


def test_where_both_changed_the_same_one_is_asked(shop: Shop, seat: Seat) -> None:
    job = shop.job(access_notes="Ring")
    screen = seat.open_job(job)
    screen.form.fields["access_notes"].setFocus()
    seat.type("Never ")
    save_elsewhere(shop, job, access_notes="Ring twice")
    seat.press(Qt.Key.Key_S, CONTROL)
    seat.settle()
    assert screen.form.conflict.undecided() == ["access_notes"]
    assert shop.get(WorkOrder, job).access_notes == "Ring twice"
    screen.form.conflict._keep_all.click()
    seat.press(Qt.Key.Key_S, CONTROL)
    assert shop.get(WorkOrder, job).access_notes == "Never Ring"


def test_completing_asks_for_cause_and_fix_where_they_are_typed(shop: Shop, seat: Seat) -> None:
    job = shop.job(WorkOrderState.ON_SITE, [LineOf()])
    visit = shop.visit(job, at(8), state=VisitState.ON_SITE, arrived_at=at(8))
    screen = seat.open_job(job)
    assert screen.main_action.text() == "Complete…"
    seat.press(ENTER, CONTROL)
    cause, fix = screen.form.fields["cause"], screen.form.fields["fix"]
    assert (cause.error(), fix.error()) == ("Say what the cause was.", "Say what fixed it.")
    assert seat.focused() is cause.focusProxy()
    seat.type("Worn ignitor")
    seat.press(TAB)
    seat.type("Replaced it")
    seat.press(ENTER, CONTROL)
    seat.settle()
    stored = shop.get(WorkOrder, job)
    assert stored.state is WorkOrderState.COMPLETE
    assert (stored.cause, stored.fix) == ("Worn ignitor", "Replaced it")
    assert shop.get(Visit, visit).state is VisitState.DONE
    assert screen.main_action.text() == "Review"


def test_nobody_was_there_yet_shows_the_visits(shop: Shop, seat: Seat) -> None:
    job = shop.job(WorkOrderState.WAITING, cause="Worn", fix="Replaced")
    shop.visit(job, at(8))
    screen = seat.open_job(job)
    seat.press(ENTER, CONTROL)
    seat.settle()
    assert screen.visits.isVisible()
    assert [notice.text for notice in screen.form.banners.notices()] == [
        "Nobody has been there yet: no visit is done."
    ]


def test_the_main_button_starts_the_visit(shop: Shop, seat: Seat) -> None:
    job = shop.job(WorkOrderState.SCHEDULED)
    visit = shop.visit(job, at(8))
    screen = seat.open_job(job)
    seat.press(ENTER, CONTROL)
    seat.settle()
    assert shop.get(Visit, visit).state is VisitState.ON_SITE
    assert screen.main_action.text() == "Complete…"
    assert "since" in screen.strip.accessibleName()


def test_a_visit_makes_the_moves_that_are_allowed(shop: Shop, seat: Seat) -> None:
    job = shop.job(WorkOrderState.SCHEDULED)
    visit = shop.visit(job, at(8), technician_id=FAY)
    screen = seat.open_job(job)
    screen.tabs.turn_to("visits")
    offered = {button.text(): button for button in screen.visits.buttons()}
    assert list(offered) == ["Dispatch", "En route", "On site", "Back to the list"]
    QTest.mouseClick(offered["En route"], Qt.MouseButton.LeftButton)
    seat.settle()
    assert shop.get(Visit, visit).state is VisitState.EN_ROUTE
    assert [button.text() for button in screen.visits.buttons()] == ["Dispatch", "On site"]


def test_cancelling_asks_why_in_a_strip(shop: Shop, seat: Seat) -> None:
    job = shop.job()
    screen = seat.open_job(job)
    screen.actions_of_job.further["cancel"].trigger()
    assert screen.reason_bar.isVisible()
    assert not screen.reason_bar.yes_button.isEnabled()
    seat.type("Sold the house")
    seat.press(ENTER)
    seat.settle()
    assert shop.get(WorkOrder, job).state is WorkOrderState.CANCELLED
    assert not screen.reason_bar.isVisible()
    title = screen.form.fields["title"]
    assert isinstance(title, FieldText)
    assert title.edit.isReadOnly()
    assert screen.main_action.text() == "Reopen…"


def test_escape_leaves_the_strip_and_not_the_screen(shop: Shop, seat: Seat) -> None:
    screen = seat.open_job(shop.job())
    screen.actions_of_job.further["cancel"].trigger()
    seat.press(Qt.Key.Key_Escape)
    assert not screen.reason_bar.isVisible()
    assert seat.shell.went == []


def test_a_requirement_leads_to_its_field(shop: Shop, seat: Seat) -> None:
    job = shop.job(WorkOrderState.ON_SITE, cause="Worn")
    shop.visit(job, at(8), state=VisitState.ON_SITE, arrived_at=at(8))
    screen = seat.open_job(job)
    named = [child for child in screen.requirements.findChildren(QWidget) if child.accessibleName()]
    [row] = [child for child in named if child.accessibleName() == "Fix: missing"]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert seat.focused() is screen.form.fields["fix"].focusProxy()


def test_a_reviewed_job_goes_on_to_its_invoice(shop: Shop, seat: Seat) -> None:
    job = shop.reviewed_job()
    screen = seat.open_job(job)
    assert screen.main_action.text() == "Invoice…"
    seat.press(ENTER, CONTROL)
    seat.settle()
    assert seat.shell.went == [("to_invoice", job)]


def test_going_to_another_job_keeps_what_was_typed(shop: Shop, seat: Seat) -> None:
    first, second = shop.job(), shop.job(title="Other")
    screen = seat.open_job(first)
    screen.form.fields["caller"].setFocus()
    seat.type("Ms. Ito")
    screen.arrive(second)
    seat.settle()
    assert screen.form.fields["caller"].read() == ""
    screen.arrive(first)
    seat.settle()
    assert screen.form.fields["caller"].read() == "Ms. Ito"
    assert screen.form.is_dirty()


def test_ctrl_p_shows_the_job_ticket_first(shop: Shop, seat: Seat) -> None:
    job = shop.job(lines=[LineOf()])
    screen = seat.open_job(job)
    seat.press(Qt.Key.Key_P, CONTROL)
    (preview,) = screen.findChildren(PreviewWindow)
    seat.qtbot.waitExposed(preview)
    seat.settle()
    assert preview.windowTitle() == "Job ticket #1"
    preview.close()


def test_a_bookkeeper_reads_and_is_told_why_nothing_can_be_typed(shop: Shop, seat: Seat) -> None:
    job = shop.job(WorkOrderState.SCHEDULED, lines=[LineOf()])
    shop.visit(job, at(8))
    object.__setattr__(seat.desk, "office", shop.bookkeeper)
    screen = seat.open_job(job)
    assert [notice.text for notice in screen.form.banners.notices()] == [
        "As bookkeeper you may not edit work orders."
    ]
    assert not screen.main_action.isEnabled()
    assert not screen.form.lines.entry.isVisible()
    screen.form.lines.table.setFocus()
    screen.form.lines.table.setCurrentIndex(screen.form.lines.model.index(0, 5))
    for key in (ENTER, Qt.Key.Key_Delete, Qt.Key.Key_9):
        seat.press(key)
    assert screen.form.lines.model.lines()[0].value.price_minor == 10_000
    assert not screen.form.is_dirty()


def test_what_was_imported_is_shown_as_it_was(shop: Shop, seat: Seat) -> None:
    job = shop.job(as_imported='{"Status": "Wartet auf Freigabe"}')
    screen = seat.open_job(job)
    words = [label.text() for label in screen.imported.findChildren(QLabel)]
    assert screen.imported.isVisible()
    assert words[-2:] == ["Status", "Wartet auf Freigabe"]


def test_another_customer_takes_contact_and_agreement_along(shop: Shop, seat: Seat) -> None:
    shop.add(Contact(customer_id=SCHOOL, name="P. Doyle", phone="555-0142"))
    job = shop.job(contact_id=shop.add(Contact(customer_id=LIBRARY, name="Ms. Ito"))[0])
    screen = seat.open_job(job)
    where = screen.form.where
    assert where.remark("customer_id") == "· net 30"
    where.customer.setFocus()
    seat.press(Qt.Key.Key_A, CONTROL)
    seat.type("hill")
    seat.qtbot.waitUntil(where.customer.is_open)
    seat.press(ENTER)
    assert where.contact.read() is None
    assert where.remark("customer_id") == ""
    where.contact.setFocus()
    seat.qtbot.waitUntil(lambda: where._of_customer is not None)
    seat.press(Qt.Key.Key_Down)
    assert [option.text for option in where.contact.options()] == ["P. Doyle · 555-0142"]


def test_schedule_goes_to_this_very_job_on_the_board(shop: Shop, seat: Seat) -> None:
    job = shop.job()
    screen = seat.open_job(job)
    screen.main_action.trigger()
    seat.settle()
    screen.visits.board_button.click()
    assert seat.shell.went == [("board", job), ("board", job)]


def test_a_job_that_is_merged_away_while_one_types_says_where_it_went(shop: Shop, seat: Seat) -> None:
    stays, goes = shop.job(), shop.job()
    screen = seat.open_job(goes)
    screen.form.fields["cause"].setFocus()
    seat.type("Soot")
    merging = MergeWorkOrders(survivor_id=stays, survivor_version=1, merged_id=goes, merged_version=1)
    seat.desk.hub.hear(shop.owner.do(merging).changes)
    seat.settle()
    says = "This job was merged into #1: all of it stands there now, and is edited there."
    assert says in [notice.text for notice in screen.form.banners.notices()]
    assert screen.form.fields["cause"].raw() == "Soot"
