"""Reading templates: one with everything in it, and all as choices."""

from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute

from fsmdesk.core.words import trn
from fsmdesk.db.database import Reading
from fsmdesk.models import (
    Item,
    Skill,
    TaskCode,
    TemplateCheck,
    TemplateLine,
    TemplateSkill,
    WorkOrder,
    WorkTemplate,
)
from fsmdesk.models.kinds import Checkable
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.templates.messages import (
    CheckValue,
    Template,
    TemplateCard,
    TemplateChoice,
    TemplateChoices,
    TemplateLineValue,
)

_SAME = (
    *("id", "version", "name", "kind", "task_code_id", "priority", "scope", "safety_notes"),
    *("protective_gear", "duration_minutes"),
)


@answers(Template)
def template(work: Reading, query: Template) -> TemplateCard:
    """The template.

    Raises:
        RuleBroken: it is gone.
    """
    record = find(work, WorkTemplate, query.template_id)
    code = work.session.get(TaskCode, record.task_code_id) if record.task_code_id else None
    return TemplateCard(
        **{name: getattr(record, name) for name in _SAME},
        task_code=code.code if code is not None else "",
        skills=skills_of_template(work, record.id),
        lines=lines_of_template(work, record.id),
        checks=checks_of_template(work, record.id),
        is_archived=record.archived_at is not None,
    )


@answers(TemplateChoices)
def template_choices(work: Reading, _query: TemplateChoices) -> tuple[TemplateChoice, ...]:
    """Those in use, the most used first."""
    used, checks, lines = counts()
    rows = work.session.execute(
        select(WorkTemplate.id, WorkTemplate.name, WorkTemplate.kind, checks, lines)
        .where(WorkTemplate.archived_at.is_(None))
        .order_by(used.desc(), WorkTemplate.name, WorkTemplate.id)
    )
    return tuple(
        TemplateChoice(template_id, name, kind, _brings(check_count, line_count))
        for template_id, name, kind, check_count, line_count in rows
    )


def counts() -> tuple[ScalarSelect[int], ScalarSelect[int], ScalarSelect[int]]:
    """How many jobs, items of the checklist and lines each template has."""
    return (
        _count(WorkOrder.template_id),
        _count(TemplateCheck.template_id),
        _count(TemplateLine.template_id),
    )


def skills_of_template(work: Reading, template_id: int) -> tuple[str, ...]:
    """The names of the skills that its jobs need."""
    return tuple(
        work.session.scalars(
            select(Skill.name)
            .join(TemplateSkill, TemplateSkill.skill_id == Skill.id)
            .where(TemplateSkill.template_id == template_id)
            .order_by(TemplateSkill.id)
        )
    )


def lines_of_template(work: Reading, template_id: int) -> tuple[TemplateLineValue, ...]:
    """Its lines in order, each with what its item costs today."""
    rows = work.session.execute(
        select(TemplateLine, Item.is_kit, Item.price_minor)
        .outerjoin(Item, Item.id == TemplateLine.item_id)
        .where(TemplateLine.template_id == template_id)
        .order_by(TemplateLine.position, TemplateLine.id)
    )
    return tuple(
        TemplateLineValue(
            item_id=line.item_id,
            kind=line.kind,
            description=line.description,
            unit=line.unit,
            planned_milli=line.planned_milli,
            price_minor=line.price_minor,
            is_kit=bool(is_kit),
            item_price_minor=price,
        )
        for line, is_kit, price in rows
    )


def checks_of_template(work: Reading, template_id: int) -> tuple[CheckValue, ...]:
    """The items of its checklist in order."""
    records = work.session.scalars(
        select(TemplateCheck)
        .where(TemplateCheck.template_id == template_id)
        .order_by(TemplateCheck.position, TemplateCheck.id)
    )
    return tuple(check_value(record) for record in records)


def check_value(record: Checkable) -> CheckValue:
    """What this item of a template or a job asks for."""
    return CheckValue(
        kind=record.kind,
        label=record.label,
        unit=record.unit,
        low_milli=record.low_milli,
        high_milli=record.high_milli,
        choices=tuple(record.choices.splitlines()),
        is_required=record.is_required,
    )


def _count(column: InstrumentedAttribute[Any]) -> ScalarSelect[int]:
    counted = select(func.count()).where(column == WorkTemplate.id)
    return counted.correlate(WorkTemplate).scalar_subquery()


def _brings(check_count: int, line_count: int) -> str:
    parts = []
    if check_count:
        parts.append(trn("{n} check", "{n} checks", check_count).format(n=check_count))
    if line_count:
        parts.append(trn("{n} line", "{n} lines", line_count).format(n=line_count))
    return " · ".join(parts)
