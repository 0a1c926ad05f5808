"""What a template holds comes to a job: its fields, its checklist, its skills and its lines."""

from sqlalchemy import func, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.money import half_up
from fsmdesk.core.states import OPEN_STATES
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import (
    Item,
    KitPart,
    TemplateLine,
    TemplateSkill,
    WorkOrder,
    WorkOrderCheck,
    WorkOrderLine,
    WorkOrderSkill,
    WorkTemplate,
)
from fsmdesk.services.orders.editing import touch
from fsmdesk.services.orders.lines import copy_item_cost
from fsmdesk.services.orders.messages import LineFromItem
from fsmdesk.services.orders.new_lines import line_from_item, tax_of, who_pays
from fsmdesk.services.orders.scope import judge_line, scope_of
from fsmdesk.services.promises.promising import follow_change
from fsmdesk.services.records import assign, find, find_seen
from fsmdesk.services.registry import handles
from fsmdesk.services.templates.editing import check_values
from fsmdesk.services.templates.messages import ApplyTemplate
from fsmdesk.services.templates.reading import checks_of_template

_LINE_SAME = (
    *("item_id", "kind", "description", "unit", "planned_milli", "done_milli", "price_minor"),
    *("discount_ppm", "tax_id", "bill_to"),
)


@handles(ApplyTemplate)
def apply_template(work: Writing, command: ApplyTemplate) -> None:
    """The open job has the template's fields, and its checklist, skills and lines beside its own.

    Raises:
        RuleBroken: the job is not open any more, or the template is archived.
    """
    order = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    if order.state not in OPEN_STATES:
        words = tr("Job {number} is {state}: a template is for jobs that are still to be done.")
        raise RuleBroken(words.format(number=order.number, state=order.state.label.lower()))
    record = find(work, WorkTemplate, command.template_id)
    before, due_before = (order.priority, order.customer_id), order.due_at
    fill_fields(order, record)
    with work.session.no_autoflush:  # one change is one version
        follow_change(work, order, before, due_before)
    touch(order)  # its parts are shown with it
    start_from_template(work, order, record.id)


def start_from_template(
    work: Writing, order: WorkOrder, template_id: int, *, with_skills: bool = True
) -> None:
    """A job that has its fields already gets the checklist, the skills and the lines of the template.

    Without `with_skills` the job has its skills already, too.

    Raises:
        RuleBroken: the template is archived or gone.
    """
    record = find(work, WorkTemplate, template_id)
    if record.archived_at is not None:
        raise RuleBroken(tr("This template is archived."), field="template_id")
    order.template_id = record.id
    if with_skills:
        _add_skills(work, order.id, record.id)
    _add_checks(work, order.id, record.id)
    _add_lines(work, order, record.id)
    work.session.flush()


def fill_fields(order: WorkOrder, record: WorkTemplate) -> None:
    """The job is of the template's sort and length; what is said about it is added to what was said before."""
    assign(
        order,
        kind=record.kind,
        duration_minutes=record.duration_minutes,
        priority=record.priority or order.priority,
        task_code_id=record.task_code_id or order.task_code_id,
        problem=_joined(order.problem, record.scope),
        safety_notes=_joined(order.safety_notes, record.safety_notes),
        protective_gear=_joined(order.protective_gear, record.protective_gear),
    )


def _joined(text: str, more: str) -> str:
    """Both texts, one under the other; what is there already is not said twice."""
    if more.strip() and more.strip() not in text:
        return f"{text.rstrip()}\n{more}" if text.strip() else more
    return text


def _add_skills(work: Writing, work_order_id: int, template_id: int) -> None:
    known = set(
        work.session.scalars(
            select(WorkOrderSkill.skill_id).where(WorkOrderSkill.work_order_id == work_order_id)
        )
    )
    wanted = select(TemplateSkill.skill_id).where(TemplateSkill.template_id == template_id)
    for skill_id in work.session.scalars(wanted.order_by(TemplateSkill.id)):
        if skill_id not in known:
            work.session.add(WorkOrderSkill(work_order_id=work_order_id, skill_id=skill_id))


def _add_checks(work: Writing, work_order_id: int, template_id: int) -> None:
    last = work.session.scalar(
        select(func.max(WorkOrderCheck.position)).where(WorkOrderCheck.work_order_id == work_order_id)
    )
    first = 0 if last is None else last + 1
    for at, check in enumerate(checks_of_template(work, template_id), first):
        work.session.add(WorkOrderCheck(work_order_id=work_order_id, **check_values(at, check)))


def _add_lines(work: Writing, order: WorkOrder, template_id: int) -> None:
    last = work.session.scalar(
        select(func.max(WorkOrderLine.position)).where(WorkOrderLine.work_order_id == order.id)
    )
    position = 0 if last is None else last + 1
    scope = scope_of(work, order)
    wanted = select(TemplateLine).where(TemplateLine.template_id == template_id)
    for line in work.session.scalars(wanted.order_by(TemplateLine.position, TemplateLine.id)):
        for new in _lines_of(work, order, line):
            new.position = position
            position += 1
            judge_line(scope, new, True, 0)
            work.session.add(new)
            work.session.flush()
            if new.item_id is not None:
                copy_item_cost(work, new.id, new.item_id)


def _lines_of(work: Reading, order: WorkOrder, line: TemplateLine) -> list[WorkOrderLine]:
    """What the line of the template becomes on the job: itself, or the parts of its kit as they are today."""
    item = work.session.get(Item, line.item_id) if line.item_id is not None else None
    if item is None:
        return [_of_words(work, order, line)]
    parts = work.session.execute(
        select(KitPart.item_id, KitPart.quantity_milli)
        .where(KitPart.kit_id == item.id)
        .order_by(KitPart.position, KitPart.id)
    ).all()
    if not item.is_kit or not parts:
        own = _of_item(work, order, item.id, line.planned_milli)
        own.description = line.description
        return [own]
    return [
        _of_item(work, order, item_id, half_up(quantity * line.planned_milli, 1000))
        for item_id, quantity in parts
    ]


def _of_item(work: Reading, order: WorkOrder, item_id: int, quantity_milli: int) -> WorkOrderLine:
    query = LineFromItem(work_order_id=order.id, item_id=item_id, quantity_milli=quantity_milli)
    value = line_from_item(work, query)
    return WorkOrderLine(work_order_id=order.id, **{name: getattr(value, name) for name in _LINE_SAME})


def _of_words(work: Reading, order: WorkOrder, line: TemplateLine) -> WorkOrderLine:
    return WorkOrderLine(
        work_order_id=order.id,
        kind=line.kind,
        description=line.description,
        unit=line.unit,
        planned_milli=line.planned_milli,
        price_minor=line.price_minor,
        tax_id=tax_of(work, order, None),
        bill_to=who_pays(work, order, line.kind),
    )
