"""Templates: saved as one piece, made from a job in one step, and brought to a job with the prices of its day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.lists import ListFilter, ListRequest
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import BillTo, CheckKind, CheckOutcome, JobKind, LineApproval, LineKind, Priority
from fsmdesk.models import (
    Company,
    Item,
    ItemCost,
    KitPart,
    LineCost,
    ServiceLevel,
    Skill,
    TaskCode,
    WorkOrder,
    WorkOrderCheck,
    WorkOrderLine,
    WorkOrderSkill,
    WorkTemplate,
)
from fsmdesk.services.parties.messages import ArchiveRecord
from fsmdesk.services.templates.messages import (
    ApplyTemplate,
    CheckValue,
    CopyTemplate,
    SaveTemplate,
    Template,
    TemplateCard,
    TemplateChoices,
    TemplateFromJob,
    TemplateLineValue,
    TemplateList,
)
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import IGNITOR, SALES_TAX, SCHOOL, SCHOOL_SITE, LineOf, Shop

CHECKS = (
    CheckValue(CheckKind.TICK, "Gas tap closed", is_required=True),
    CheckValue(CheckKind.NUMBER, "CO", unit="ppm", high_milli=9_000, is_required=True),
    CheckValue(CheckKind.CHOICE, "Flue", choices=("clear", "!blocked")),
    CheckValue(CheckKind.TEXT, "Remark"),
    CheckValue(CheckKind.PHOTO, "Plate"),
)
LINES = (
    TemplateLineValue(IGNITOR, LineKind.PART, "Ignitor", planned_milli=2_000),
    TemplateLineValue(None, LineKind.FEE, "Call-out", price_minor=6_500),
)
FAULT = SaveTemplate(
    name="Boiler fault",
    kind=JobKind.EMERGENCY,
    priority=Priority.HIGH,
    scope="Find the fault.\nRestore heat.",
    safety_notes="Gas off first",
    protective_gear="Gloves",
    duration_minutes=120,
    skills=("Gas", "HVAC"),
    lines=LINES,
    checks=CHECKS,
)


def _card(shop: Shop, template_id: int) -> TemplateCard:
    return shop.dispatcher.ask(Template(template_id=template_id))


def test_a_template_is_saved_as_one_piece(shop: Shop) -> None:
    code = shop.add(TaskCode(code="HT-10", name="Fault"))[0]
    made = shop.dispatcher.do(replace(FAULT, task_code_id=code)).value
    card = _card(shop, made)
    assert (card.name, card.kind, card.task_code, card.duration_minutes) == (
        *("Boiler fault", JobKind.EMERGENCY),
        *("HT-10", 120),
    )
    assert (card.scope, card.safety_notes, card.protective_gear) == (
        *("Find the fault.\nRestore heat.", "Gas off first"),
        "Gloves",
    )
    assert (card.skills, card.checks) == (("Gas", "HVAC"), CHECKS)
    assert [(line.item_id, line.planned_milli, line.price_minor) for line in card.lines] == [
        (IGNITOR, 2_000, 0),
        (None, 1_000, 6_500),
    ]
    assert card.lines[0].item_price_minor == 4_550


def test_parts_are_replaced_and_raise_the_version(shop: Shop) -> None:
    made = shop.dispatcher.do(FAULT).value
    again = replace(FAULT, key="again", template_id=made, seen_version=1, checks=CHECKS[3:], lines=LINES[1:])
    shop.dispatcher.do(replace(again, skills=("Gas",)))
    card = _card(shop, made)
    assert (card.version, card.skills, card.checks) == (2, ("Gas",), CHECKS[3:])
    assert [line.description for line in card.lines] == ["Call-out"]
    with pytest.raises(ConflictError):
        shop.dispatcher.do(replace(again, key="third"))


def test_saving_the_same_again_changes_nothing(sqlite_shop: Shop) -> None:
    made = sqlite_shop.dispatcher.do(FAULT).value
    same = replace(FAULT, key="again", template_id=made, seen_version=1)
    assert not sqlite_shop.dispatcher.do(same).changes.records
    assert _card(sqlite_shop, made).version == 1


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (CheckValue(CheckKind.TICK, " "), "Check 1: say what"),
        (CheckValue(CheckKind.NUMBER, "CO", low_milli=2, high_milli=1), "above the upper"),
        (CheckValue(CheckKind.NUMBER, "CO", high_milli=10**13), "not believable"),
        (CheckValue(CheckKind.CHOICE, "Flue", choices=("clear", " ")), "at least two"),
        (CheckValue(CheckKind.CHOICE, "Flue", choices=("clear", "clear")), "the same"),
    ],
)
def test_a_check_that_cannot_be_answered_is_refused(sqlite_shop: Shop, check: CheckValue, words: str) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        sqlite_shop.dispatcher.do(replace(FAULT, checks=(check,)))
    assert refused.value.field == "checks"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (TemplateLineValue(None, LineKind.FEE, ""), "Line 1: say what"),
        (TemplateLineValue(None, LineKind.FEE, "Fee", planned_milli=-1), "quantity"),
    ],
)
def test_a_line_that_cannot_be_billed_is_refused(
    sqlite_shop: Shop, line: TemplateLineValue, words: str
) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        sqlite_shop.dispatcher.do(replace(FAULT, lines=(line,)))
    assert refused.value.field == "lines"


def test_a_task_code_of_another_kind_does_not_fit(sqlite_shop: Shop) -> None:
    code = sqlite_shop.add(TaskCode(code="PM", name="Service", kind=JobKind.PREVENTIVE))[0]
    with pytest.raises(RuleBroken, match="another kind"):
        sqlite_shop.dispatcher.do(replace(FAULT, task_code_id=code))


def test_bookkeepers_and_technicians_read_templates_only(sqlite_shop: Shop) -> None:
    for office in (sqlite_shop.bookkeeper, sqlite_shop.fays_phone):
        with pytest.raises(NotAllowed):
            office.do(replace(FAULT, key=str(id(office))))


def test_a_job_gets_everything_from_the_template(shop: Shop) -> None:
    made = shop.dispatcher.do(FAULT).value
    shop.add(ItemCost(item_id=IGNITOR, cost_minor=2_000))
    job = shop.job(problem="No heat since 6", protective_gear="Gloves and hat")
    shop.dispatcher.do(ApplyTemplate(work_order_id=job, seen_version=1, template_id=made))
    order = shop.get(WorkOrder, job)
    assert (order.kind, order.priority, order.duration_minutes) == (JobKind.EMERGENCY, Priority.HIGH, 120)
    assert order.problem == "No heat since 6\nFind the fault.\nRestore heat."
    assert (order.safety_notes, order.protective_gear) == ("Gas off first", "Gloves and hat")
    assert (order.template_id, order.version) == (made, 2)
    checks = shop.all(WorkOrderCheck, work_order_id=job)
    assert [check.label for check in checks] == [check.label for check in CHECKS]
    assert (checks[1].unit, checks[1].high_milli, checks[1].is_required) == ("ppm", 9_000, True)
    assert all(check.outcome is None for check in checks)
    lines = shop.all(WorkOrderLine, work_order_id=job)
    assert [(line.planned_milli, line.price_minor, line.tax_id) for line in lines] == [
        (2_000, 4_550, SALES_TAX),
        (1_000, 6_500, SALES_TAX),
    ]
    assert [cost.cost_minor for cost in shop.all(LineCost)] == [2_000]
    assert len(shop.all(WorkOrderSkill, work_order_id=job)) == 2


def test_applied_twice_skills_and_texts_stand_once(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    made = shop.dispatcher.do(FAULT).value
    job = shop.job()
    for _time in range(2):
        seen = shop.version(WorkOrder, job)
        shop.dispatcher.do(ApplyTemplate(work_order_id=job, seen_version=seen, template_id=made))
    assert shop.get(WorkOrder, job).problem == FAULT.scope
    assert len(shop.all(WorkOrderSkill, work_order_id=job)) == 2
    checks = shop.all(WorkOrderCheck, work_order_id=job)
    assert sorted(check.position for check in checks) == list(range(10))


def test_applying_can_be_undone(shop: Shop) -> None:
    made = shop.dispatcher.do(FAULT).value
    job = shop.job()
    command = ApplyTemplate(work_order_id=job, seen_version=1, template_id=made)
    shop.dispatcher.do(command)
    shop.dispatcher.do(Undo(undone_key=command.key))
    assert shop.get(WorkOrder, job).kind is JobKind.CORRECTIVE
    assert not shop.all(WorkOrderCheck) and not shop.all(WorkOrderLine)


def test_lines_that_come_during_the_work_are_changes_and_the_times_follow_the_priority(shop: Shop) -> None:
    shop.change(Company, 1, scope_approval_minor=9_000)
    shop.add(ServiceLevel(priority=Priority.HIGH, finish_minutes=60, around_the_clock=True))
    made = shop.dispatcher.do(FAULT).value
    job = shop.job(WorkOrderState.ON_SITE)
    shop.dispatcher.do(ApplyTemplate(work_order_id=job, seen_version=1, template_id=made))
    lines = shop.all(WorkOrderLine, work_order_id=job)
    assert [(line.description, line.is_change, line.approval) for line in lines] == [
        ("Ignitor", True, LineApproval.WAITING),
        ("Call-out", True, LineApproval.NOT_NEEDED),
    ]
    order = shop.get(WorkOrder, job)
    assert order.due_at == order.requested_at + timedelta(hours=1)


def test_a_kit_without_parts_is_one_line(sqlite_shop: Shop) -> None:
    (kit,) = sqlite_shop.add(Item(code="KIT", name="Kit", kind=LineKind.PART, is_kit=True, price_minor=900))
    lines = (TemplateLineValue(kit, LineKind.PART, "Kit"),)
    made = sqlite_shop.dispatcher.do(replace(FAULT, lines=lines)).value
    job = sqlite_shop.job()
    sqlite_shop.dispatcher.do(ApplyTemplate(work_order_id=job, seen_version=1, template_id=made))
    assert [line.price_minor for line in sqlite_shop.all(WorkOrderLine, work_order_id=job)] == [900]


def test_a_kit_becomes_its_parts_at_todays_prices(shop: Shop) -> None:
    kit, screw = shop.add(
        Item(code="KIT", name="Ignitor kit", kind=LineKind.PART, is_kit=True),
        Item(code="SCR", name="Screw", kind=LineKind.PART, price_minor=25),
    )
    shop.add(
        KitPart(kit_id=kit, item_id=IGNITOR, position=0, quantity_milli=1_000),
        KitPart(kit_id=kit, item_id=screw, position=1, quantity_milli=4_000),
    )
    line = TemplateLineValue(kit, LineKind.PART, "Ignitor kit", planned_milli=2_000)
    made = shop.dispatcher.do(replace(FAULT, lines=(line,))).value
    assert _card(shop, made).lines[0].is_kit
    shop.change(Item, screw, price_minor=30)
    job = shop.job(customer_id=SCHOOL, site_id=SCHOOL_SITE, equipment_id=None)
    shop.dispatcher.do(ApplyTemplate(work_order_id=job, seen_version=1, template_id=made))
    lines = shop.all(WorkOrderLine, work_order_id=job)
    assert [(line.description, line.planned_milli, line.price_minor) for line in lines] == [
        ("Ignitor", 2_000, 4_550),
        ("Screw", 8_000, 30),
    ]


@pytest.mark.parametrize("state", ["complete", "reviewed", "invoiced", "cancelled"])
def test_a_job_that_is_done_takes_no_template(sqlite_shop: Shop, state: str) -> None:
    made = sqlite_shop.dispatcher.do(FAULT).value
    job = sqlite_shop.job(WorkOrderState(state))
    with pytest.raises(RuleBroken, match="still to be done"):
        sqlite_shop.dispatcher.do(ApplyTemplate(work_order_id=job, seen_version=1, template_id=made))


def test_an_archived_template_is_not_applied_and_not_offered(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    made = shop.dispatcher.do(FAULT).value
    shop.dispatcher.do(ArchiveRecord(kind="work_template", record_id=made, seen_version=1, archived=True))
    job = shop.job()
    with pytest.raises(RuleBroken, match="archived"):
        shop.dispatcher.do(ApplyTemplate(work_order_id=job, seen_version=1, template_id=made))
    assert shop.dispatcher.ask(TemplateChoices()) == ()


def test_a_template_is_made_from_a_job_in_one_step(shop: Shop) -> None:
    job = shop.job(
        WorkOrderState.COMPLETE,
        (
            LineOf(planned_milli=0, done_milli=1_500, description="Labour on Sunday", price_minor=15_000),
            LineOf(planned_milli=2_000, bill_to=BillTo.WARRANTY),
        ),
        kind=JobKind.INSPECTION,
        problem="Look at everything",
        safety_notes="Confined space",
        protective_gear="Helmet",
        cause="Rust",
    )
    skill = shop.add(Skill(name="Gas"))[0]
    shop.add(
        WorkOrderSkill(work_order_id=job, skill_id=skill),
        WorkOrderCheck(
            work_order_id=job,
            kind=CheckKind.NUMBER,
            label="CO",
            unit="ppm",
            high_milli=9_000,
            is_required=True,
            outcome=CheckOutcome.FAILED,
            answer_milli=12_000,
            answered_at=shop.now,
        ),
    )
    made = shop.dispatcher.do(TemplateFromJob(work_order_id=job)).value
    card = _card(shop, made)
    assert (card.name, card.kind, card.scope) == (
        *("Boiler does not start", JobKind.INSPECTION),
        "Look at everything",
    )
    assert (card.safety_notes, card.protective_gear, card.duration_minutes) == (
        "Confined space",
        "Helmet",
        90,
    )
    assert card.skills == ("Gas",)
    assert card.checks == (CHECKS[1],)
    assert [(line.description, line.planned_milli, line.price_minor) for line in card.lines] == [
        ("Labour on Sunday", 1_500, 15_000),
        ("Labour", 2_000, 10_000),
    ]


def test_a_copy_is_a_template_of_its_own(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    made = shop.dispatcher.do(FAULT).value
    copy = shop.dispatcher.do(CopyTemplate(template_id=made)).value
    shop.dispatcher.do(replace(FAULT, key="other", template_id=made, seen_version=1, checks=()))
    assert _card(shop, copy).name == "Boiler fault, copy"
    assert (_card(shop, copy).checks, _card(shop, copy).skills) == (CHECKS, ("Gas", "HVAC"))
    assert [line.price_minor for line in _card(shop, copy).lines] == [0, 6_500]


def test_the_list_counts_and_filters(shop: Shop) -> None:
    used = shop.dispatcher.do(FAULT).value
    other = shop.dispatcher.do(SaveTemplate(name="Air filter", kind=JobKind.PREVENTIVE)).value
    shop.job(template_id=used)
    page = shop.dispatcher.ask(TemplateList(request=ListRequest()))
    assert [(row.name, row.check_count, row.line_count, row.used_count) for row in page.rows] == [
        ("Air filter", 0, 0, 0),
        ("Boiler fault", 5, 2, 1),
    ]
    only = ListRequest(filters=(ListFilter("kind", values=(JobKind.PREVENTIVE,)),))
    assert [row.id for row in shop.dispatcher.ask(TemplateList(request=only)).rows] == [other]
    found = shop.dispatcher.ask(TemplateList(request=ListRequest(text="restore")))
    assert [row.id for row in found.rows] == [used]
    choices = shop.dispatcher.ask(TemplateChoices())
    assert [(choice.name, choice.brings) for choice in choices] == [
        ("Boiler fault", "5 checks · 2 lines"),
        ("Air filter", ""),
    ]
    assert len(shop.all(WorkTemplate)) == 2
