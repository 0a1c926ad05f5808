"""Saving a template as one piece, and copying it."""

from collections.abc import Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.money import check_amount
from fsmdesk.core.terms import CheckKind
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Item, TaskCode, TemplateCheck, TemplateLine, TemplateSkill, WorkTemplate
from fsmdesk.services.intake.job_checks import check_duration
from fsmdesk.services.records import assign, cleaned, find, find_seen
from fsmdesk.services.registry import handles
from fsmdesk.services.technicians.editing import skill_ids
from fsmdesk.services.templates.messages import (
    CheckValue,
    CopyTemplate,
    SaveTemplate,
    Template,
    TemplateLineValue,
)
from fsmdesk.services.templates.reading import template

MOST_MILLI: Final = 1_000_000_000
_MOST_LIMIT_MILLI: Final = 1_000_000_000_000
_TEXTS = ("scope", "safety_notes", "protective_gear")
PartT = TypeVar("PartT", TemplateLine, TemplateCheck)


@handles(SaveTemplate)
def save_template(work: Writing, command: SaveTemplate) -> int:
    """The template with its skills, lines and checklist is as the command says."""
    texts = cleaned(command, ("name",), _TEXTS, ("name",))
    check_duration(command.duration_minutes)
    if command.template_id is None:
        record = WorkTemplate()
    else:
        record = find_seen(work, WorkTemplate, command.template_id, command.seen_version)
    if command.task_code_id is not None and command.task_code_id != record.task_code_id:
        _check_task_code(work, command)
    assign(
        record,
        kind=command.kind,
        task_code_id=command.task_code_id,
        priority=command.priority,
        duration_minutes=command.duration_minutes,
        **texts,
    )
    work.session.add(record)
    is_changed = work.session.is_modified(record)
    work.session.flush()
    changed = fill_template(work, record, command.skills, command.lines, command.checks)
    if changed and command.template_id is not None and not is_changed:
        # The screen shows its parts as part of the template, so its version says that they changed.
        flag_modified(record, "name")
        work.session.flush()
    return record.id


@handles(CopyTemplate)
def copy_template(work: Writing, command: CopyTemplate) -> int:
    """There is one more like it."""
    card = template(work, Template(template_id=command.template_id))
    name = command.name or tr("{name}, copy").format(name=card.name)
    same = {key: getattr(card, key) for key in (*_TEXTS, "kind", "task_code_id", "priority")}
    record = WorkTemplate(name=clean_text(name, "name"), duration_minutes=card.duration_minutes, **same)
    work.session.add(record)
    work.session.flush()
    fill_template(work, record, card.skills, card.lines, card.checks)
    return record.id


def fill_template(
    work: Writing,
    record: WorkTemplate,
    skills: Sequence[str],
    lines: Sequence[TemplateLineValue],
    checks: Sequence[CheckValue],
) -> bool:
    """The template has exactly these skills, lines and items. True if that changed anything.

    Raises:
        RuleBroken: which line or item is not right.
    """
    changed = _set_skills(work, record.id, skills)
    wanted_lines = [_line_values(work, at, line) for at, line in enumerate(lines)]
    changed |= _replace(work, TemplateLine, record.id, wanted_lines)
    changed |= _replace(
        work, TemplateCheck, record.id, [check_values(at, one) for at, one in enumerate(checks)]
    )
    work.session.flush()
    return changed


def check_values(position: int, check: CheckValue) -> dict[str, Any]:
    """The columns of an item of a checklist, checked.

    Raises:
        RuleBroken: which item, and what is wrong with it.
    """

    def wrong(text: str) -> RuleBroken:
        return RuleBroken(tr("Check {n}: {what}").format(n=position + 1, what=text), field="checks")

    label = clean_text(check.label, "checks", label=tr("Check {n}").format(n=position + 1))
    if not label.strip():
        raise wrong(tr("say what is to be checked."))
    is_number, is_choice = check.kind is CheckKind.NUMBER, check.kind is CheckKind.CHOICE
    low, high = (check.low_milli, check.high_milli) if is_number else (None, None)
    if any(limit is not None and abs(limit) > _MOST_LIMIT_MILLI for limit in (low, high)):
        raise wrong(tr("this limit is not believable."))
    if low is not None and high is not None and low > high:
        raise wrong(tr("the lower limit is above the upper one."))
    choices = [choice.strip() for choice in check.choices if choice.strip()] if is_choice else []
    if is_choice and len(choices) < 2:
        raise wrong(tr("a choice needs at least two answers."))
    if len(set(choices)) < len(choices):
        raise wrong(tr("two answers are the same."))
    return {
        "position": position,
        "kind": check.kind,
        "label": label,
        "unit": clean_text(check.unit, "checks", label=tr("Unit")) if is_number else "",
        "low_milli": low,
        "high_milli": high,
        "choices": clean_text("\n".join(choices), "checks", multiline=True, label=tr("Answers")),
        "is_required": check.is_required,
    }


def _check_task_code(work: Reading, command: SaveTemplate) -> None:
    code = find(work, TaskCode, command.task_code_id or 0)
    if code.archived_at is not None:
        raise RuleBroken(tr("This task code is archived."), field="task_code_id")
    if code.kind not in (None, command.kind):
        words = tr("{code} is for another kind of work.")
        raise RuleBroken(words.format(code=code.code), field="task_code_id")


def _line_values(work: Reading, position: int, line: TemplateLineValue) -> dict[str, Any]:
    def wrong(text: str) -> RuleBroken:
        return RuleBroken(tr("Line {n}: {what}").format(n=position + 1, what=text), field="lines")

    description = clean_text(line.description, "lines", multiline=True, label=tr("Description"))
    if not description.strip():
        raise wrong(tr("say what it is."))
    if not 0 <= line.planned_milli <= MOST_MILLI:
        raise wrong(tr("a quantity is between 0 and 1,000,000."))
    check_amount(line.price_minor, "lines")
    if line.item_id is not None:
        find(work, Item, line.item_id)
    return {
        "position": position,
        "item_id": line.item_id,
        "kind": line.kind,
        "description": description,
        "unit": clean_text(line.unit, "lines", label=tr("Unit")),
        "planned_milli": line.planned_milli,
        "price_minor": 0 if line.item_id is not None else line.price_minor,
    }


def _replace(work: Writing, model: type[PartT], template_id: int, wanted: Sequence[dict[str, Any]]) -> bool:
    """The template has exactly these parts. True if that changed anything."""
    stored = list(
        work.session.scalars(
            select(model).where(model.template_id == template_id).order_by(model.position, model.id)
        )
    )
    changed = len(stored) != len(wanted)
    for surplus in stored[len(wanted) :]:
        work.session.delete(surplus)
    for at, values in enumerate(wanted):
        part = stored[at] if at < len(stored) else model(template_id=template_id)
        assign(part, **values)
        changed |= work.session.is_modified(part)
        work.session.add(part)
    return changed


def _set_skills(work: Writing, template_id: int, names: Sequence[str]) -> bool:
    wanted = set(skill_ids(work, names).values())
    stored = {
        row.skill_id: row
        for row in work.session.scalars(select(TemplateSkill).where(TemplateSkill.template_id == template_id))
    }
    for skill_id in stored.keys() - wanted:
        work.session.delete(stored[skill_id])
    for skill_id in sorted(wanted - stored.keys()):
        work.session.add(TemplateSkill(template_id=template_id, skill_id=skill_id))
    return wanted != stored.keys()
