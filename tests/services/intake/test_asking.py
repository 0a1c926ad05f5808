"""What a call may bring, how requests are ordered, and what is asked back about them."""

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.terms import CheckKind, JobKind, LineKind, Priority
from fsmdesk.models import (
    Contact,
    Place,
    RequestQuestion,
    Skill,
    TaskCode,
    TemplateCheck,
    TemplateLine,
    TemplateSkill,
    WorkOrder,
    WorkOrderCheck,
    WorkOrderLine,
    WorkOrderSkill,
    WorkTemplate,
)
from fsmdesk.services.intake.messages import (
    AnswerQuestion,
    AskBack,
    Inbox,
    NewContact,
    NewPlace,
    Questions,
    TakeCall,
)
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import LIBRARY, LIBRARY_SITE, SCHOOL_SITE, Shop


def test_contact_and_place_are_made_on_the_spot(shop: Shop) -> None:
    (basement,) = shop.add(Place(site_id=LIBRARY_SITE, name="Basement"))
    job = shop.get(
        WorkOrder,
        shop.dispatcher.do(
            TakeCall(
                title="No heat",
                customer_id=LIBRARY,
                new_contact=NewContact(name="P. Doyle", phone="555 0142"),
                site_id=LIBRARY_SITE,
                place_id=basement,
                new_place=NewPlace(name="Plant room"),
                protective_gear="Gloves",
                is_urgent=True,
            )
        ).value,
    )
    contact, place = shop.get(Contact, job.contact_id or 0), shop.get(Place, job.place_id or 0)
    assert (contact.customer_id, contact.phone) == (LIBRARY, "555 0142")
    assert (place.site_id, place.parent_id, place.name) == (LIBRARY_SITE, basement, "Plant room")
    assert (job.protective_gear, job.is_urgent) == ("Gloves", True)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"new_contact": NewContact(name="P. Doyle")}, "customer_id"),
        ({"new_place": NewPlace(name="Roof")}, "site_id"),
        ({"site_id": SCHOOL_SITE, "place_id": 1, "new_place": NewPlace(name="Roof")}, "place_id"),
        ({"customer_id": LIBRARY, "new_contact": NewContact(name=" ")}, "contact_id"),
    ],
)
def test_what_belongs_to_nothing_is_refused_at_its_field(
    sqlite_shop: Shop, values: dict[str, object], field: str
) -> None:
    sqlite_shop.add(Place(site_id=LIBRARY_SITE, name="Basement"))
    with pytest.raises(RuleBroken) as caught:
        sqlite_shop.dispatcher.do(TakeCall(**({"title": "No heat"} | values)))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert sqlite_shop.all(WorkOrder) == []


def test_a_template_brings_what_the_form_does_not_show(shop: Shop) -> None:
    (code,) = shop.add(TaskCode(code="BOIL", name="Boiler"))
    (template,) = shop.add(
        WorkTemplate(name="Boiler fault", kind=JobKind.CORRECTIVE, task_code_id=code, duration_minutes=120)
    )
    (gas,) = shop.add(Skill(name="Gas"))
    shop.add(
        TemplateSkill(template_id=template, skill_id=gas),
        TemplateLine(template_id=template, kind=LineKind.LABOUR, description="Call-out", planned_milli=1000),
        TemplateCheck(template_id=template, kind=CheckKind.TICK, label="Flue", is_required=True),
    )
    call = TakeCall(title="No heat", customer_id=LIBRARY, template_id=template, skills=("Electric",))
    job = shop.get(WorkOrder, shop.dispatcher.do(call).value)
    assert (job.template_id, job.task_code_id, job.duration_minutes) == (template, code, 60)
    assert [line.description for line in shop.all(WorkOrderLine, work_order_id=job.id)] == ["Call-out"]
    assert [check.label for check in shop.all(WorkOrderCheck, work_order_id=job.id)] == ["Flue"]
    # Whoever took the skill of the template out of the form meant it.
    (skill,) = shop.all(WorkOrderSkill, work_order_id=job.id)
    assert shop.get(Skill, skill.skill_id).name == "Electric"


def test_urgent_ones_jump_the_queue(shop: Shop) -> None:
    def request(title: str, priority: Priority, is_urgent: bool = False) -> None:
        shop.wait(minutes=1)
        shop.dispatcher.do(TakeCall(title=title, priority=priority, is_urgent=is_urgent))

    request("low", Priority.LOW)
    request("older", Priority.HIGH)
    request("younger", Priority.HIGH)
    request("urgent", Priority.LOW, is_urgent=True)
    assert [row.title for row in shop.dispatcher.ask(Inbox())] == ["urgent", "older", "younger", "low"]


def test_a_question_waits_for_its_answer(shop: Shop) -> None:
    job = shop.dispatcher.do(TakeCall(title="No heat", customer_id=LIBRARY)).value
    question = shop.dispatcher.do(AskBack(work_order_id=job, question="Which floor?")).value
    (row,) = shop.dispatcher.ask(Inbox())
    assert (row.question, row.asked_at, row.answered_at) == ("Which floor?", shop.now, None)
    shop.wait(minutes=5)
    reply = AnswerQuestion(question_id=question, seen_version=1, answer="The third")
    shop.bookkeeper.do(reply)
    (asked,) = shop.dispatcher.ask(Questions(work_order_id=job))
    assert (asked.asked_by, asked.answer, asked.answered_at) == ("Dan Desk", "The third", shop.now)
    with pytest.raises(ConflictError):
        shop.dispatcher.do(AnswerQuestion(question_id=question, seen_version=1, answer="The fourth"))
    shop.bookkeeper.do(Undo(undone_key=reply.key))
    assert shop.get(RequestQuestion, question).answered_at is None


def test_nothing_can_not_be_asked(shop: Shop) -> None:
    job = shop.job()
    with pytest.raises(RuleBroken) as caught:
        shop.dispatcher.do(AskBack(work_order_id=job, question=" "))
    assert caught.value.field == "question"
    with pytest.raises(NotAllowed):
        shop.fays_phone.do(AskBack(work_order_id=job, question="Where?"))
