"""Saving a work order as one piece: its fields, its skills, its lines."""

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import BILLED_STATES, WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Agreement, Customer, Equipment, Site, TaskCode, WorkOrder, WorkOrderSkill
from fsmdesk.services.intake.job_checks import check_duration, check_links, check_window, hold_in_use
from fsmdesk.services.orders.lines import replace_lines
from fsmdesk.services.orders.messages import SaveWorkOrder
from fsmdesk.services.promises.promising import follow_change
from fsmdesk.services.records import assign, cleaned, find, find_seen
from fsmdesk.services.registry import handles
from fsmdesk.services.technicians.editing import skill_ids

_LINES = ("title", "caller", "purchase_order")
_TEXTS = (
    *("problem", "access_notes", "safety_notes", "cause", "fix", "office_notes", "customer_notes"),
    "protective_gear",
)
_SAME = (
    *("kind", "priority", "customer_id", "contact_id", "site_id", "place_id", "equipment_id", "agreement_id"),
    *("duration_minutes", "window_start_at", "window_end_at", "due_at", "is_urgent", "task_code_id"),
)


@handles(SaveWorkOrder)
def save_work_order(work: Writing, command: SaveWorkOrder) -> None:
    """Fields, skills and lines are those of the command.

    Raises:
        ConflictError: somebody changed the work order since it was read.
        RuleBroken: something is not right, with its field; or the job has been billed.
    """
    order = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    if order.state in BILLED_STATES or order.state in (WorkOrderState.CANCELLED, WorkOrderState.DECLINED):
        raise RuleBroken(
            tr("This job is {state} and can't be edited.").format(state=order.state.label.lower())
        )
    texts = cleaned(command, _LINES, _TEXTS, ("title",))
    check_window(command.window_start_at, command.window_end_at)
    check_duration(command.duration_minutes)
    _check_parties(work, order, command)
    check_links(
        work,
        customer_id=command.customer_id,
        contact_id=command.contact_id,
        site_id=command.site_id,
        place_id=command.place_id,
        equipment_id=command.equipment_id,
    )
    _check_agreement(work, command)
    _check_task_code(work, order, command)
    before, due_before = (order.priority, order.customer_id), order.due_at
    respond_before = order.respond_by_at
    assign(order, **texts, **{name: getattr(command, name) for name in _SAME})
    follow_change(work, order, before, due_before)
    if command.respond_by_at != respond_before:
        assign(order, respond_by_at=command.respond_by_at, due_typed=True)
    skills_changed = _set_skills(work, order.id, command.skills)
    lines_changed = command.lines is not None and replace_lines(work, order, command.lines)
    if (skills_changed or lines_changed) and not work.session.is_modified(order):
        # The screen shows them as part of the work order, so its version says that they changed.
        touch(order)
    work.session.flush()


def touch(order: WorkOrder) -> None:
    """The work order counts as changed, though none of its own columns did."""
    flag_modified(order, "title")


def _check_parties(work: Writing, order: WorkOrder, command: SaveWorkOrder) -> None:
    """What the job was about already may be archived; what it is about from now on may not."""
    if command.customer_id is not None and command.customer_id != order.customer_id:
        hold_in_use(work, Customer, command.customer_id, "customer_id")
    if command.site_id is not None and command.site_id != order.site_id:
        hold_in_use(work, Site, command.site_id, "site_id")
    if command.equipment_id is not None and command.equipment_id != order.equipment_id:
        hold_in_use(work, Equipment, command.equipment_id, "equipment_id")


def _check_agreement(work: Writing, command: SaveWorkOrder) -> None:
    if command.agreement_id is None:
        return
    if find(work, Agreement, command.agreement_id).customer_id != command.customer_id:
        raise RuleBroken(tr("This agreement belongs to another customer."), field="agreement_id")


def _check_task_code(work: Writing, order: WorkOrder, command: SaveWorkOrder) -> None:
    if command.task_code_id is None or command.task_code_id == order.task_code_id:
        return
    code = find(work, TaskCode, command.task_code_id)
    if code.archived_at is not None:
        raise RuleBroken(tr("This task code is archived."), field="task_code_id")


def _set_skills(work: Writing, work_order_id: int, names: tuple[str, ...]) -> bool:
    wanted = set(skill_ids(work, names).values())
    stored = {
        row.skill_id: row
        for row in work.session.scalars(
            select(WorkOrderSkill).where(WorkOrderSkill.work_order_id == work_order_id)
        )
    }
    for skill_id in stored.keys() - wanted:
        work.session.delete(stored[skill_id])
    for skill_id in sorted(wanted - stored.keys()):
        work.session.add(WorkOrderSkill(work_order_id=work_order_id, skill_id=skill_id))
    return stored.keys() != wanted
