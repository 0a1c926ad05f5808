"""Changing what a job's checklist asks for."""

from sqlalchemy import func, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import CheckKind, CheckOutcome
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder, WorkOrderCheck
from fsmdesk.services.checklists.answering import open_again, seen_check
from fsmdesk.services.checklists.judging import choices_of, is_within
from fsmdesk.services.checklists.locking import refuse_locked
from fsmdesk.services.checklists.messages import (
    WRONG_MARK,
    MoveCheckItem,
    RemoveCheckItem,
    SaveCheckItem,
    TakeChecklist,
)
from fsmdesk.services.records import assign, find
from fsmdesk.services.registry import handles
from fsmdesk.services.templates.editing import check_values
from fsmdesk.services.templates.reading import checks_of_template

MOST_ITEMS = 200


@handles(SaveCheckItem)
def save_check_item(work: Writing, command: SaveCheckItem) -> int:
    """The item asks for what the command says.

    Raises:
        RuleBroken: an item can't be like that, or there are too many.
    """
    if command.check_id is None:
        find(work, WorkOrder, command.work_order_id)
        refuse_locked(work, command.work_order_id)
        check = WorkOrderCheck(work_order_id=command.work_order_id)
        position = _end_of_list(work, command.work_order_id)
    else:
        check = seen_check(work, command.check_id, command.seen_version)
        position = check.position
    had_kind = check.kind
    assign(check, **check_values(position, command.value))
    if command.check_id is not None:
        _judge_again(check, had_kind)
    work.session.add(check)
    work.session.flush()
    return check.id


@handles(MoveCheckItem)
def move_check_item(work: Writing, command: MoveCheckItem) -> None:
    """The item stands at its new place; only items whose place changed are touched."""
    check = seen_check(work, command.check_id, command.seen_version)
    others = [each for each in _items(work, check.work_order_id) if each.id != check.id]
    others.insert(min(max(command.place, 0), len(others)), check)
    for place, each in enumerate(others):
        assign(each, position=place)


@handles(RemoveCheckItem)
def remove_check_item(work: Writing, command: RemoveCheckItem) -> None:
    """The item is gone from the list; a photo stays with the job's files."""
    work.session.delete(seen_check(work, command.check_id, command.seen_version))


@handles(TakeChecklist)
def take_checklist(work: Writing, command: TakeChecklist) -> None:
    """The template's items stand behind those of the job.

    Raises:
        RuleBroken: the template has no checklist, or there would be too many items.
    """
    refuse_locked(work, command.work_order_id)
    wanted = checks_of_template(work, command.template_id)
    if not wanted:
        raise RuleBroken(tr("This template has no checklist."), "template_id")
    first = _end_of_list(work, command.work_order_id, len(wanted))
    for position, value in enumerate(wanted, first):
        work.session.add(WorkOrderCheck(work_order_id=command.work_order_id, **check_values(position, value)))
    work.session.flush()


def _items(work: Writing, work_order_id: int) -> list[WorkOrderCheck]:
    return list(
        work.session.scalars(
            select(WorkOrderCheck)
            .where(WorkOrderCheck.work_order_id == work_order_id)
            .order_by(WorkOrderCheck.position, WorkOrderCheck.id)
        )
    )


def _end_of_list(work: Writing, work_order_id: int, more: int = 1) -> int:
    """The first free place behind the list.

    Raises:
        RuleBroken: a list is not as long as it would be.
    """
    count, last = work.session.execute(
        select(func.count(), func.max(WorkOrderCheck.position)).where(
            WorkOrderCheck.work_order_id == work_order_id
        )
    ).one()
    if count + more > MOST_ITEMS:
        raise RuleBroken(tr("A checklist has at most {most} items.").format(most=MOST_ITEMS))
    return 0 if last is None else int(last) + 1


def _judge_again(check: WorkOrderCheck, had_kind: CheckKind) -> None:
    """An answer stays where it still fits."""
    if check.outcome in (None, CheckOutcome.NOT_APPLICABLE):
        return
    if check.kind is not had_kind:
        open_again(check)
    elif check.kind is CheckKind.NUMBER and check.answer_milli is not None:
        within = is_within(check, check.answer_milli)
        assign(check, outcome=CheckOutcome.PASSED if within else CheckOutcome.FAILED)
    elif check.kind is CheckKind.CHOICE:
        if check.answer not in choices_of(check):
            open_again(check)
        elif check.answer.startswith(WRONG_MARK):
            assign(check, outcome=CheckOutcome.FAILED)
