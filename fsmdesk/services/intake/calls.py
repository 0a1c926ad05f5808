"""Taking a call: one form becomes one work order, with whatever was made on the spot."""

from typing import Any

from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder, WorkOrderSkill, WorkTemplate
from fsmdesk.services.callbacks.linking import link_call_back
from fsmdesk.services.intake.booking import book_slot
from fsmdesk.services.intake.job_checks import check_duration, check_links, check_window
from fsmdesk.services.intake.messages import TakeCall
from fsmdesk.services.intake.on_the_spot import MadeOnTheSpot, make_on_the_spot
from fsmdesk.services.moves import change_state, record_move
from fsmdesk.services.parties.agreements import agreements_in_force
from fsmdesk.services.permits import permit
from fsmdesk.services.promises.promising import give_promise
from fsmdesk.services.records import cleaned, find, next_number
from fsmdesk.services.registry import handles
from fsmdesk.services.technicians.editing import skill_ids
from fsmdesk.services.templates.applying import start_from_template
from fsmdesk.services.the_company import today_of

_SAME = ("kind", "priority", "source", "is_urgent", "duration_minutes", "window_start_at", "window_end_at")


@handles(TakeCall)
def take_call(work: Writing, command: TakeCall) -> int:
    """The request stands, and is approved if that was asked."""
    if command.approve:
        permit(work.actor.role, Permission.APPROVE_REQUESTS)
    texts = cleaned(
        command,
        ("title", "caller", "purchase_order"),
        ("problem", "access_notes", "safety_notes", "protective_gear"),
        required=("title",),
    )
    check_window(command.window_start_at, command.window_end_at)
    check_duration(command.duration_minutes)
    made = make_on_the_spot(work, command)
    check_links(work, **made.links())
    request = _request(work, command, made, texts)
    work.session.add(request)
    work.session.flush()
    record_move(work, request, None, WorkOrderState.REQUESTED)
    _add_skills(work, request, command.skills)
    if command.template_id is not None:
        start_from_template(work, request, command.template_id, with_skills=False)
    if command.approve:
        change_state(work, request, WorkOrderState.APPROVED)
    if command.slot is not None:
        work.session.flush()
        book_slot(work, request, command.slot)
    return request.id


def _request(work: Writing, command: TakeCall, made: MadeOnTheSpot, texts: dict[str, Any]) -> WorkOrder:
    agreements = agreements_in_force(work, made.customer_id, today_of(work)) if made.customer_id else []
    request = WorkOrder(
        number=next_number(work, "work_order"),
        state=WorkOrderState.REQUESTED,
        agreement_id=agreements[0].id if agreements else None,
        task_code_id=_task_code(work, command.template_id),
        requested_at=work.now,
        **made.links(),
        **{name: getattr(command, name) for name in _SAME},
        **texts,
    )
    if command.calls_back_id is not None:
        link_call_back(work, request, command.calls_back_id)
    give_promise(work, request, command.due_at)
    return request


def _task_code(work: Writing, template_id: int | None) -> int | None:
    return find(work, WorkTemplate, template_id).task_code_id if template_id is not None else None


def _add_skills(work: Writing, request: WorkOrder, names: tuple[str, ...]) -> None:
    for skill_id in skill_ids(work, names).values():
        work.session.add(WorkOrderSkill(work_order_id=request.id, skill_id=skill_id))
    work.session.flush()
