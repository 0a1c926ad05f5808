"""Taking calls with real keys on a real database."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.times import now
from fsmdesk.models import Contact, Customer, Equipment, Site, WorkOrder, WorkOrderSkill
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.screen import DRAFT
from fsmdesk.views.widgets.buttons import KeyButton
from tests.services.shop import BOILER, LIBRARY, LIBRARY_SITE, SCHOOL, Shop
from tests.views.desks import FORMATS, PlainShell, make_desk
from tests.views.intake.conftest import Hands, Known, open_screen

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def texts(widget: QWidget) -> str:
    """Every word that a person sees in the widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def saved(hands: Hands, shop: Shop, count: int = 1) -> WorkOrder:
    """The work order that came of it."""
    hands.qtbot.waitUntil(lambda: len(shop.all(WorkOrder)) == count)
    return shop.all(WorkOrder)[-1]


def test_a_known_customers_call_takes_few_keys(
    hands: Hands, shop: Shop, shell: PlainShell, known: Known
) -> None:
    hands.type("city lib")
    hands.enter()  # the customer
    hands.type("doy")
    hands.enter()  # the caller
    hands.type("SM-8841")
    hands.enter()
    hands.type("base")
    hands.enter()  # the place
    hands.type("boil")
    hands.enter()  # the machine
    hands.type("No heat since 06:30. Locks out on ignition.")
    hands.press(Qt.Key.Key_1, ALT)
    hands.press(Qt.Key.Key_Return, CTRL)
    job = saved(hands, shop)
    assert (job.customer_id, job.contact_id, job.purchase_order) == (LIBRARY, known.contact, "SM-8841")
    assert (job.site_id, job.place_id, job.equipment_id) == (LIBRARY_SITE, known.basement, BOILER)
    assert (job.title, job.problem) == (
        "No heat since 06:30",
        "No heat since 06:30. Locks out on ignition.",
    )
    assert (job.priority, job.state) == (Priority.CRITICAL, WorkOrderState.APPROVED)
    hands.qtbot.waitUntil(lambda: ("board", job.id) in shell.went)
    assert hands.screen.form.is_empty()


def test_saved_as_a_request_it_waits_in_the_inbox(hands: Hands, shop: Shop, shell: PlainShell) -> None:
    hands.pick_library()
    hands.screen.form.problem.setFocus()
    hands.type("Tap drips")
    hands.press(Qt.Key.Key_S, CTRL)
    job = saved(hands, shop)
    assert job.state is WorkOrderState.REQUESTED
    hands.qtbot.waitUntil(lambda: ("inbox", job.id) in shell.went)
    hands.qtbot.waitUntil(lambda: shell.said != [])
    assert shell.said[-1] == ("In the Inbox: Tap drips", None)


def test_pressed_twice_it_is_taken_once(hands: Hands, shop: Shop, shell: PlainShell) -> None:
    hands.pick_library()
    hands.screen.form.problem.setFocus()
    hands.type("Tap drips")
    hands.press(Qt.Key.Key_S, CTRL)
    hands.press(Qt.Key.Key_S, CTRL)
    hands.qtbot.waitUntil(lambda: shell.went != [])
    assert len(shop.all(WorkOrder)) == 1


def test_a_contact_brings_the_customer_along(hands: Hands, known: Known) -> None:
    hands.type("doyle")
    hands.enter()
    hands.qtbot.waitUntil(lambda: hands.where.customer_id == LIBRARY)
    assert hands.where.customer.picker.edit.text() == "City Library"
    assert hands.where.contact_id == known.contact


def test_a_site_brings_the_customer_and_how_to_get_in(hands: Hands, known: Known) -> None:
    hands.type("annex")
    hands.enter()
    hands.qtbot.waitUntil(lambda: hands.where.customer_id == LIBRARY)
    assert hands.where.site_id == known.annex
    assert hands.screen.form.fields.access.read() == "Ring twice."


def test_access_that_was_typed_is_kept(hands: Hands) -> None:
    hands.screen.form.fields.access.setFocus()
    hands.type("Side gate")
    hands.where.customer.setFocus()
    hands.type("annex")
    hands.enter()
    hands.qtbot.waitUntil(lambda: hands.where.site_id is not None)
    assert hands.screen.form.fields.access.read() == "Side gate"


def test_a_machine_brings_its_site(hands: Hands, known: Known) -> None:
    hands.pick_library()
    assert hands.chosen() == (None, None)  # there are two sites
    hands.where.machine.setFocus()
    hands.type("P-9")
    hands.enter()
    assert hands.chosen() == (known.pump, known.annex)
    hands.where.site.setFocus()
    hands.where.site.picker.edit.selectAll()
    hands.type("central")
    hands.enter()
    assert hands.chosen() == (None, LIBRARY_SITE)


def test_the_only_site_is_the_one(hands: Hands) -> None:
    hands.type("hill school")
    hands.enter()
    hands.qtbot.waitUntil(lambda: hands.where.customer_id == SCHOOL)
    assert hands.where.site.picker.edit.text() == "Hill School"


def test_customer_site_and_machine_are_made_on_the_spot(hands: Hands, shop: Shop) -> None:
    hands.type("O'Neill Bakery")
    hands.enter()
    hands.type("555 0177")  # the focus went to the phone
    hands.where.customer.details.fields["address"].setFocus()
    hands.type("7 Elm St")
    hands.where.machine.setFocus()
    hands.type("Ice machine")
    hands.enter()
    hands.type("Scotsman")
    hands.screen.form.problem.setFocus()
    hands.type("Leaks")
    hands.press(Qt.Key.Key_S, CTRL)
    job = saved(hands, shop)
    customer = shop.get(Customer, job.customer_id or 0)
    site = shop.get(Site, job.site_id or 0)
    machine = shop.get(Equipment, job.equipment_id or 0)
    assert (customer.name, customer.phone, site.address) == ("O'Neill Bakery", "555 0177", "7 Elm St")
    assert (machine.name, machine.make, machine.site_id) == ("Ice machine", "Scotsman", site.id)


def test_a_new_one_can_be_given_up_for_a_known_one(hands: Hands) -> None:
    hands.type("Nobody knows")
    hands.enter()
    assert hands.where.customer.name.isVisible()
    hands.where.customer.name.edit.actions()[0].trigger()
    assert hands.where.customer.picker.isVisible()
    assert hands.where.customer.picker.edit.text() == "Nobody knows"
    hands.type("city")  # the old words were selected
    hands.enter()
    hands.qtbot.waitUntil(lambda: hands.where.customer_id == LIBRARY)


def test_another_customer_takes_site_and_machine_away(hands: Hands) -> None:
    hands.pick_library()
    hands.where.machine.setFocus()
    hands.type("boil")
    hands.enter()
    assert hands.chosen()[0] == BOILER
    hands.where.customer.setFocus()
    hands.where.customer.picker.edit.selectAll()
    hands.type("hill")
    hands.enter()
    hands.qtbot.waitUntil(lambda: hands.where.customer_id == SCHOOL)
    assert hands.chosen()[0] is None
    assert hands.where.machine.picker.edit.text() == ""


def test_a_site_without_customer_can_call(hands: Hands, shop: Shop) -> None:
    (site,) = shop.add(Site(name="Pump house", address="River Lane"))
    hands.type("pump house")
    hands.enter()
    hands.qtbot.waitUntil(lambda: hands.where.site_id == site)
    assert hands.where.customer_id is None
    hands.where.customer.setFocus()
    hands.type("hill")
    hands.enter()
    hands.qtbot.waitUntil(lambda: hands.where.customer_id == SCHOOL)
    assert hands.where.site_id == site
    hands.screen.form.problem.setFocus()
    hands.type("It hums")
    hands.press(Qt.Key.Key_S, CTRL)
    assert saved(hands, shop).site_id == site
    assert shop.get(Site, site).customer_id == SCHOOL


def test_skills_window_and_length_are_kept(hands: Hands, shop: Shop) -> None:
    form = hands.screen.form
    hands.pick_library()
    form.problem.setFocus()
    hands.type("Gas smell")
    form.fields.skills.setFocus()
    hands.type("Gas")
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(
        lambda: form.fields.skills.read() == ("Gas",) and form.fields.skills.picker.typed() == ""
    )
    form.fields.duration.setFocus()
    form.fields.duration.edit.selectAll()
    hands.type("1:30")
    form.fields.window.setFocus()
    hands.type("tomorrow before 15:00")
    hands.press(Qt.Key.Key_Tab)
    assert form.fields.window.edit.text() == f"tomorrow, before {FORMATS.minute(15 * 60)}"
    hands.press(Qt.Key.Key_S, CTRL)
    job = saved(hands, shop)
    assert job.duration_minutes == 90
    assert job.window_end_at is not None
    assert job.window_start_at is not None
    assert job.window_end_at - job.window_start_at == timedelta(hours=15)
    assert len(shop.all(WorkOrderSkill, work_order_id=job.id)) == 1


@pytest.mark.parametrize("by_key", [True, False])
def test_an_emergency_is_critical_unless_a_priority_was_chosen(hands: Hands, by_key: bool) -> None:
    form = hands.screen.form
    form.choose_kind(JobKind.EMERGENCY)
    assert form.fields.priority.read() == Priority.CRITICAL
    if by_key:
        hands.press(Qt.Key.Key_2, ALT)
    else:
        form.choose_priority(Priority.HIGH)
    form.choose_kind(JobKind.INSPECTION)
    form.choose_kind(JobKind.EMERGENCY)
    assert form.fields.priority.read() == Priority.HIGH


def test_a_title_of_ones_own_stays(hands: Hands) -> None:
    form = hands.screen.form
    form.problem.setFocus()
    hands.type("No heat.")
    assert form.title.edit.text() == "No heat"
    form.title.setFocus()
    form.title.edit.selectAll()
    hands.type("Boiler down")
    form.problem.setFocus()
    hands.type(" Nowhere.")
    assert form.title.read() == "Boiler down"


def test_what_is_wrong_is_said_at_the_field(hands: Hands, shop: Shop) -> None:
    hands.screen.form.fields.window.setFocus()
    hands.type("whenever")
    hands.press(Qt.Key.Key_S, CTRL)
    assert hands.screen.form.title.error() == "Title is needed."
    assert "not a time" in hands.screen.form.fields.window.error()
    assert hands.focus() is hands.screen.form.problem.edit
    assert shop.all(WorkOrder) == []
    hands.type("No heat")  # becomes the title
    assert hands.screen.form.title.error() == ""


def test_a_name_that_was_not_picked_is_not_lost_silently(hands: Hands, shop: Shop) -> None:
    hands.type("city")
    hands.screen.form.problem.setFocus()
    hands.type("No heat")
    hands.press(Qt.Key.Key_S, CTRL)
    assert "Pick one" in hands.where.customer.picker.error()
    assert shop.all(WorkOrder) == []


def test_what_the_office_refuses_is_said_at_the_field(hands: Hands, shop: Shop) -> None:
    hands.pick_library()
    hands.screen.form.problem.setFocus()
    hands.type("No heat")
    shop.change(Customer, LIBRARY, archived_at=shop.now)
    hands.press(Qt.Key.Key_S, CTRL)
    hands.qtbot.waitUntil(lambda: hands.where.customer.picker.error() != "")
    assert hands.where.customer.picker.error() == "This customer is archived."
    assert hands.screen.form.problem.read() == "No heat"


def test_open_jobs_customer_and_machine_are_told_beside(hands: Hands, shop: Shop, shell: PlainShell) -> None:
    shop.reviewed_job()
    same = shop.job(title="Boiler is cold")
    shop.wait(minutes=5)
    shop.job(title="Lamp is out", equipment_id=None)
    shop.change(Customer, LIBRARY, credit_hold=True)
    shop.change(Equipment, BOILER, warranty_until=now().date() - timedelta(days=2))
    hands.pick_library()
    facts = hands.screen.facts
    hands.qtbot.waitUntil(lambda: "Lamp is out" in texts(facts.same_job))
    assert "Boiler is cold" in texts(facts.same_job)
    assert "On credit hold" in texts(facts.customer)
    hands.where.machine.setFocus()
    hands.type("boil")
    hands.enter()
    hands.qtbot.waitUntil(lambda: facts.machine.isVisible())
    hands.qtbot.waitUntil(lambda: (first := facts.same_job.first()) is not None and first.same_machine)
    assert "Replaced ignitor — Fay Brooks" in texts(facts.machine)
    assert "warranty ended" in texts(facts.machine)
    first = facts.same_job.first()
    assert first is not None
    assert first.id == same


def test_the_link_opens_the_job_it_may_be(hands: Hands, shop: Shop, shell: PlainShell) -> None:
    job = shop.job(title="Boiler is cold")
    hands.pick_library()
    hands.qtbot.waitUntil(lambda: hands.screen.facts.same_job.first() is not None)
    links = {button.text(): button for button in hands.screen.facts.same_job.findChildren(KeyButton)}
    QTest.mouseClick(links["#1"], Qt.MouseButton.LeftButton)
    assert shell.opened == [("work_order", job)]


def test_the_rest_of_the_open_jobs_is_shown_on_demand(hands: Hands, shop: Shop, shell: PlainShell) -> None:
    jobs = [shop.job(title=f"Job {n}") for n in range(5)]
    hands.pick_library()
    card = hands.screen.facts.same_job
    hands.qtbot.waitUntil(lambda: card.first() is not None)
    assert len(job_links(card)) == 3
    more = next(button for button in card.findChildren(KeyButton) if button.text() == "and 2 more")
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert sorted(job_links(card)) == [f"#{number}" for number in range(1, 6)]
    assert hands.focus() is list(job_links(card).values())[3]
    QTest.keyClick(hands.focus(), Qt.Key.Key_Space)
    assert shell.opened[-1][1] in jobs
    hands.screen.form.problem.setFocus()
    hands.type("Job 4")
    hands.qtbot.waitUntil(lambda: (first := card.first()) is not None and first.title == "Job 4")
    assert len(job_links(card)) == 5  # what was opened stays open while one types


def job_links(card: QWidget) -> dict[str, KeyButton]:
    """The links of the card to jobs, by their words."""
    return {button.text(): button for button in card.findChildren(KeyButton) if button.text()[0] == "#"}


def test_earlier_visits_to_the_machine_are_shown_on_demand(hands: Hands, shop: Shop) -> None:
    for n in range(7):
        shop.job(WorkOrderState.COMPLETE, title=f"Visit {n}", completed_at=now())
    hands.pick_library()
    hands.where.machine.setFocus()
    hands.type("boil")
    hands.enter()
    card = hands.screen.facts.machine
    hands.qtbot.waitUntil(card.isVisible)
    assert len(job_links(card)) == 5
    more = next(button for button in card.findChildren(KeyButton) if button.text() == "and 2 more")
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(job_links(card)) == 7
    assert not any(b.text() == "and 2 more" and b.isVisible() for b in card.findChildren(KeyButton))


def test_cancel_gives_the_call_up_and_undo_brings_it_back(
    hands: Hands, shop_desk: Desk, shell: PlainShell
) -> None:
    hands.pick_library()
    hands.screen.form.problem.setFocus()
    hands.type("No heat")
    bar = hands.screen.top_bar.findChildren(KeyButton)
    QTest.mouseClick(next(button for button in bar if button.text() == "Cancel"), Qt.MouseButton.LeftButton)
    assert shell.went == [("back", None)]
    assert hands.screen.form.is_empty()
    assert shop_desk.drafts.read(DRAFT) is None
    words, undo = shell.said[-1]
    assert words == "The call is given up."
    hands.screen.hide()
    assert undo is not None
    undo()
    assert shell.went[-1] == ("new_call", None)
    assert hands.screen.form.problem.read() == "No heat"


def test_esc_leaves_and_the_call_is_there_again(hands: Hands, shell: PlainShell) -> None:
    hands.pick_library()
    hands.screen.form.problem.setFocus()
    hands.type("No heat")
    hands.press(Qt.Key.Key_Escape)
    assert shell.went == [("back", None)]
    assert hands.screen.depart()
    hands.screen.arrive(None)
    assert hands.screen.form.problem.read() == "No heat"
    assert hands.where.customer_id == LIBRARY


def test_a_call_survives_a_crash(
    hands: Hands, qtbot: QtBot, shop: Shop, shop_desk: Desk, known: Known, tmp_path: Path
) -> None:
    hands.pick_library()
    hands.where.site.setFocus()
    hands.type("base")
    hands.enter()
    hands.type("boil")
    hands.enter()
    hands.type("No heat. Again.")
    shop_desk.drafts.flush()
    later = make_desk(tmp_path, shop.dispatcher, hands.screen, PlainShell())
    again = Hands(qtbot, open_screen(qtbot, later))
    qtbot.waitUntil(lambda: again.where.customer_id == LIBRARY)
    assert again.where.machine_id == BOILER
    assert again.where.place_id == known.basement
    assert [notice.key for notice in again.screen.banners.notices()] == ["draft"]
    again.press(Qt.Key.Key_S, CTRL)
    job = saved(again, shop)
    assert (job.title, job.equipment_id, job.place_id) == ("No heat. Again", BOILER, known.basement)
    qtbot.waitUntil(lambda: later.drafts.read(DRAFT) is None)
    later.tasks.drain()


def test_a_call_given_up_can_be_brought_back(hands: Hands, shop_desk: Desk, shell: PlainShell) -> None:
    hands.pick_library()
    hands.screen.form.problem.setFocus()
    hands.type("No heat")
    next(action for spec, action in shop_desk.actions.offered() if spec.id == "intake.clear").trigger()
    assert hands.screen.form.is_empty()
    assert shop_desk.drafts.read(DRAFT) is None
    undo = shell.said[-1][1]
    assert undo is not None
    undo()
    assert hands.screen.form.problem.read() == "No heat"
    hands.qtbot.waitUntil(lambda: hands.where.customer_id == LIBRARY)


def test_everything_can_be_reached_by_words(hands: Hands, shop_desk: Desk) -> None:
    offered = {spec.text for spec, _action in shop_desk.actions.offered()}
    assert {"Save as request", "Approve and schedule", "Priority: 1 Critical", "Kind: Emergency"} <= offered


def test_who_may_not_approve_is_not_offered_to(
    qtbot: QtBot, shop: Shop, shop_desk: Desk, known: Known, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path / "books", shop.bookkeeper, shop_desk.hub, PlainShell())
    open_screen(qtbot, desk)
    offered = {spec.id for spec, _action in desk.actions.offered()}
    assert "intake.save" in offered
    assert "intake.approve" not in offered
    desk.tasks.drain()


def test_the_fields_tell_their_names(hands: Hands) -> None:
    names = {
        hands.where.customer.picker.edit.accessibleName(),
        hands.where.machine.picker.edit.accessibleName(),
        hands.screen.form.problem.edit.accessibleName(),
        hands.screen.form.fields.skills.picker.edit.accessibleName(),
    }
    assert names == {"Customer", "Machine", "What is wrong", "Skills"}


def test_a_caller_who_is_no_contact_is_kept_as_words(hands: Hands, shop: Shop) -> None:
    hands.pick_library()
    hands.where.caller.setFocus()
    hands.type("The night guard")
    hands.screen.form.problem.setFocus()
    hands.type("No light")
    hands.press(Qt.Key.Key_S, CTRL)
    job = saved(hands, shop)
    assert (job.caller, job.contact_id) == ("The night guard", None)
    assert len(shop.all(Contact)) == 1


def test_tab_leads_through_a_new_machine_and_on(hands: Hands) -> None:
    form = hands.screen.form
    hands.where.customer.turn(to_new=True, name="St. Mary's School")
    hands.where.machine.turn(to_new=True, name="Boiler")
    details = hands.where.machine.details.fields
    hands.where.machine.name.edit.setFocus()
    way: list[QWidget] = []
    for _step in range(4):
        hands.press(Qt.Key.Key_Tab)
        way.append(hands.focus())
    assert way == [*(details[key].edit for key in ("make", "model", "serial")), form.problem.edit]
    hands.press(Qt.Key.Key_Backtab)
    assert hands.focus() is details["serial"].edit


def test_tab_goes_through_the_call_as_it_is_read(hands: Hands) -> None:
    form = hands.screen.form
    fields = form.fields
    expected = [field.stops() for field in (fields.kind, fields.priority, fields.duration, fields.skills)]
    expected += [(fields.window.edit,), (fields.due.day_edit,), (fields.due.time_edit,)]
    expected += [field.stops() for field in (fields.access, fields.safety, fields.gear, fields.urgent)]
    fields.skills.set_value(("Gas", "Oil"))
    fields.template.setFocus()
    for among in expected:
        hands.press(Qt.Key.Key_Tab)
        assert hands.focus() in among
        if among == fields.skills.stops():
            for skill in ("Gas", "Oil"):
                hands.press(Qt.Key.Key_Tab)
                at = hands.focus()
                assert isinstance(at, KeyButton)
                assert at.text() == skill
    hands.press(Qt.Key.Key_Backtab)
    assert hands.focus() is fields.gear.edit
