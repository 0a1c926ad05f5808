"""What a call may bring beside the known: contacts, places, templates, calls back, jobs that are open already."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import CheckKind, JobKind, Origin, Priority
from fsmdesk.models import (
    Contact,
    Place,
    ServiceLevel,
    Skill,
    TemplateCheck,
    TemplateSkill,
    WorkOrder,
    WorkOrderCheck,
    WorkTemplate,
)
from fsmdesk.views.intake.screen import DRAFT
from fsmdesk.views.widgets.buttons import Chip
from tests.services.shop import BOILER, LIBRARY, LIBRARY_SITE, Shop
from tests.views.desks import PlainShell
from tests.views.intake.conftest import Hands, Known

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def texts(widget: QWidget) -> str:
    """Every word that a person sees in the widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def saved(hands: Hands, shop: Shop) -> WorkOrder:
    """The latest work order, once the form is empty again."""
    hands.press(Qt.Key.Key_S, CTRL)
    hands.qtbot.waitUntil(lambda: hands.screen.form.is_empty())
    return shop.all(WorkOrder)[-1]


def test_a_caller_becomes_a_contact(hands: Hands, shop: Shop) -> None:
    hands.pick_library()
    hands.where.caller.setFocus()
    hands.type("Zoe Night")
    hands.qtbot.waitUntil(hands.where.caller.is_open)
    hands.press(Qt.Key.Key_Down)
    hands.enter()
    hands.type("555 0911")  # the focus went to the phone
    hands.screen.form.problem.setFocus()
    hands.type("No light")
    job = saved(hands, shop)
    contact = shop.get(Contact, job.contact_id or 0)
    assert (contact.name, contact.phone, contact.customer_id) == ("Zoe Night", "555 0911", LIBRARY)
    assert job.caller == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_words_that_are_no_contact_lead_on(hands: Hands, key: Qt.Key) -> None:
    hands.pick_library()
    hands.where.caller.setFocus()
    hands.type("The night guard")
    hands.qtbot.waitUntil(hands.where.caller.is_open)
    hands.press(key)
    assert QApplication.focusWidget() is hands.screen.form.fields.order.edit
    assert hands.where.caller_words() == "The night guard"


def test_a_place_is_made_on_the_spot(hands: Hands, shop: Shop, known: Known) -> None:
    hands.pick_library()
    hands.where.site.setFocus()
    hands.type("central")
    hands.enter()
    hands.where.site.setFocus()
    hands.where.site.picker.edit.selectAll()
    hands.type("Boiler house")
    hands.enter()
    assert hands.where.site.picker.edit.text() == "Central Library › Boiler house"
    hands.screen.form.problem.setFocus()
    hands.type("Leaks")
    job = saved(hands, shop)
    place = shop.get(Place, job.place_id or 0)
    assert (place.name, place.site_id, place.parent_id) == ("Boiler house", LIBRARY_SITE, None)


def test_gear_and_urgency_go_with_it(hands: Hands, shop: Shop) -> None:
    hands.pick_library()
    hands.screen.form.problem.setFocus()
    hands.type("Gas smell in the hall")
    hands.press(Qt.Key.Key_U, ALT)
    hands.screen.form.fields.gear.setFocus()
    hands.type("Detector")
    job = saved(hands, shop)
    assert (job.is_urgent, job.protective_gear) == (True, "Detector")


def test_a_template_fills_the_call(hands: Hands, shop: Shop) -> None:
    (gas,) = shop.add(Skill(name="Gas"))
    (template,) = shop.add(
        WorkTemplate(
            name="Boiler fault",
            kind=JobKind.EMERGENCY,
            scope="Find the fault, make it safe.",
            safety_notes="Lock-out",
            protective_gear="Gloves",
            duration_minutes=120,
        )
    )
    shop.add(
        TemplateSkill(template_id=template, skill_id=gas),
        TemplateCheck(template_id=template, kind=CheckKind.TICK, label="Flue"),
    )
    hands.screen.read_again()
    form = hands.screen.form
    hands.qtbot.waitUntil(lambda: bool(form.fields.template._matching("")))
    hands.pick_library()
    form.problem.setFocus()
    hands.type("No heat since 06:30.")
    hands.press(Qt.Key.Key_T, ALT)
    hands.type("boil")
    hands.enter()
    hands.qtbot.waitUntil(lambda: form.fields.skills.read() == ("Gas",))
    assert form.problem.read() == "No heat since 06:30.\nFind the fault, make it safe."
    assert (form.title.read(), form.fields.duration.read()) == ("No heat since 06:30", 120)
    assert (form.fields.safety.read(), form.fields.gear.read()) == ("Lock-out", "Gloves")
    assert form.fields.priority.read() == Priority.CRITICAL  # an emergency
    job = saved(hands, shop)
    assert (job.template_id, job.kind) == (template, JobKind.EMERGENCY)
    assert [check.label for check in shop.all(WorkOrderCheck, work_order_id=job.id)] == ["Flue"]


def test_a_template_keeps_what_was_typed(hands: Hands, shop: Shop) -> None:
    shop.add(WorkTemplate(name="Tap", kind=JobKind.GENERAL, duration_minutes=30, priority=Priority.LOW))
    hands.screen.read_again()
    fields = hands.screen.form.fields
    hands.qtbot.waitUntil(lambda: bool(fields.template._matching("")))
    hands.press(Qt.Key.Key_2, ALT)
    fields.duration.setFocus()
    fields.duration.edit.selectAll()
    hands.type("3h")
    fields.template.setFocus()
    hands.type("tap")
    hands.enter()
    hands.qtbot.waitUntil(lambda: fields.kind.read() == str(JobKind.GENERAL))
    assert (fields.priority.read(), fields.duration.read()) == (Priority.HIGH, 180)


def test_a_second_call_is_added_to_the_open_job(hands: Hands, shop: Shop, shell: PlainShell) -> None:
    job = shop.job(title="Boiler is cold", problem="No heat.")
    hands.pick_library()
    hands.where.machine.setFocus()
    hands.type("boil")
    hands.enter()
    hands.qtbot.waitUntil(
        lambda: (first := hands.screen.facts.same_job.first()) is not None and first.same_machine
    )
    assert "Is it this one?" in texts(hands.screen.facts.same_job)
    hands.press(Qt.Key.Key_M, ALT)
    assert "it is added to #1" in hands.screen.form.problem.error()
    hands.type("Now it leaks too")
    hands.press(Qt.Key.Key_M, ALT)
    hands.qtbot.waitUntil(lambda: shell.opened == [("work_order", job)])
    assert shop.get(WorkOrder, job).problem.endswith(": Now it leaks too")
    assert len(shop.all(WorkOrder)) == 1
    assert hands.screen.form.is_empty()
    said, undo = shell.said[-1]
    assert said == "Added to #1"
    assert undo is not None


def test_like_words_at_the_same_site_ask_while_typing(hands: Hands, shop: Shop) -> None:
    shop.job(title="Water drips from the ceiling", equipment_id=None, customer_id=LIBRARY)
    hands.pick_library()
    hands.where.site.setFocus()
    hands.type("central")
    hands.enter()
    card = hands.screen.facts.same_job
    hands.qtbot.waitUntil(lambda: "Open there already" in texts(card))
    hands.screen.form.problem.setFocus()
    hands.type("The ceiling drips, water everywhere")
    hands.qtbot.waitUntil(lambda: "Is it this one?" in texts(card))


def test_a_call_back_is_offered_and_linked(hands: Hands, shop: Shop, shell: PlainShell) -> None:
    present = datetime.now(UTC)
    shop.now = present
    job = shop.job(WorkOrderState.CLOSED, fix="Replaced ignitor", completed_at=present - timedelta(days=12))
    hands.pick_library()
    hands.where.machine.setFocus()
    hands.type("boil")
    hands.enter()
    card = hands.screen.facts.call_back
    hands.qtbot.waitUntil(lambda: "Replaced ignitor" in texts(card))
    hands.qtbot.waitUntil(lambda: "done 12 days ago" in texts(card))
    hands.screen.form.problem.setFocus()
    hands.type("Cold again")
    hands.press(Qt.Key.Key_B, ALT)
    hands.qtbot.waitUntil(lambda: "Call back about" in texts(card))
    draft = hands.screen.desk.drafts.read(DRAFT)
    assert draft is not None
    assert draft["calls_back_id"] == job
    back = saved(hands, shop)
    assert (back.origin_id, back.origin, back.equipment_id) == (job, Origin.CALL_BACK, BOILER)
    assert card.linked_id is None


def test_the_chosen_priority_says_its_promise(hands: Hands, shop: Shop) -> None:
    shop.add(ServiceLevel(priority=Priority.CRITICAL, respond_minutes=60, around_the_clock=True))
    hands.screen.read_again()
    hands.press(Qt.Key.Key_1, ALT)
    chips = hands.screen.form.fields.priority.findChildren(Chip)
    hands.qtbot.waitUntil(lambda: chips[0].text().startswith("1 Critical · on site by "))
    hands.press(Qt.Key.Key_2, ALT)
    assert chips[0].text() == "1 Critical"


def test_a_number_that_nobody_has_is_the_phone_of_who_is_new(hands: Hands) -> None:
    customer = hands.where.customer
    hands.type("+1 (518) 555-9090")
    hands.qtbot.waitUntil(customer.picker.is_open)
    hands.enter()
    assert (customer.name.raw(), customer.details.fields["phone"].raw()) == ("", "+1 (518) 555-9090")
    hands.type("Zora Zebra")  # the focus went to the name
    assert customer.new_values()["name"] == "Zora Zebra"


def test_down_goes_back_to_who_is_known(hands: Hands) -> None:
    customer = hands.where.customer
    hands.type("city libary")
    hands.qtbot.waitUntil(customer.picker.is_open)
    hands.enter()
    assert customer.is_new()
    customer.name.setFocus()
    hands.press(Qt.Key.Key_Down)
    assert not customer.is_new()
    hands.pick_library()
    assert hands.where.customer_id == LIBRARY


def test_an_emptied_name_looks_among_the_known_again(hands: Hands) -> None:
    customer = hands.where.customer
    hands.type("Ab")
    hands.qtbot.waitUntil(customer.picker.is_open)
    hands.enter()
    customer.details.fields["city"].setFocus()
    hands.type("X")
    customer.name.setFocus()
    customer.name.edit.selectAll()
    hands.press(Qt.Key.Key_Delete)
    assert customer.is_new()  # what was said about the new one is kept
    customer.details.fields["city"].set_value(None)
    hands.type("A")
    hands.press(Qt.Key.Key_Backspace)
    assert not customer.is_new()
    assert customer.picker.edit.hasFocus()
