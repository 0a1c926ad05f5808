"""Jobs that come from an earlier one: extra work that was found there, and calls back."""

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import JobKind, Origin, Priority, RequestSource, Role
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Customer, Site, WorkOrder, WorkOrderSkill
from fsmdesk.services.intake.job_checks import hold_in_use
from fsmdesk.services.moves import record_move
from fsmdesk.services.orders.messages import FollowUpJob
from fsmdesk.services.permits import permit, permit_own_job
from fsmdesk.services.promises.promising import give_promise
from fsmdesk.services.records import cleaned, find, next_number
from fsmdesk.services.registry import handles

_SAME = (
    *("customer_id", "contact_id", "site_id", "place_id", "equipment_id", "agreement_id", "caller"),
    *("purchase_order", "access_notes", "safety_notes", "protective_gear"),
)


@handles(FollowUpJob)
def follow_up_job(work: Writing, command: FollowUpJob) -> int:
    """The request stands, linked to the job it comes from."""
    if not may(work.actor.role, Permission.TAKE_CALLS):
        permit(work.actor.role, Permission.REPORT_WORK)
    permit_own_job(work, command.work_order_id)
    texts = cleaned(command, ("title",), ("problem",), required=("title",))
    earlier = find(work, WorkOrder, command.work_order_id)
    request = follow_up(work, earlier, command.origin, texts["title"], texts["problem"])
    request.kind = command.kind or request.kind
    request.priority = command.priority or request.priority
    give_promise(work, request, None)
    return request.id


def follow_up(work: Writing, earlier: WorkOrder, origin: Origin, title: str, problem: str = "") -> WorkOrder:
    """A request for the customer, place and machine of the earlier job stands and names that job.

    Raises:
        RuleBroken: the customer or the site is archived; the earlier job was called off, or never finished
            and so can't be called back about.
    """
    if earlier.state is WorkOrderState.DECLINED:
        raise RuleBroken(tr("Job {number} was declined.").format(number=earlier.number), "state")
    if origin is Origin.CALL_BACK and earlier.completed_at is None:
        words = tr("Job {number} was never completed, so nobody can call back about it.")
        raise RuleBroken(words.format(number=earlier.number), "state")
    if earlier.customer_id is not None:
        hold_in_use(work, Customer, earlier.customer_id, "customer_id")
    if earlier.site_id is not None:
        hold_in_use(work, Site, earlier.site_id, "site_id")
    is_found = work.actor.role is Role.TECHNICIAN or origin is Origin.FOLLOW_UP
    request = WorkOrder(
        number=next_number(work, "work_order"),
        state=WorkOrderState.REQUESTED,
        kind=earlier.kind if origin is Origin.CALL_BACK else JobKind.CORRECTIVE,
        priority=Priority.HIGH if origin is Origin.CALL_BACK else Priority.MEDIUM,
        source=RequestSource.TECHNICIAN if is_found else RequestSource.PHONE,
        title=title,
        problem=problem,
        duration_minutes=60,
        requested_at=work.now,
        origin_id=earlier.id,
        origin=origin,
        **{name: getattr(earlier, name) for name in _SAME},
    )
    give_promise(work, request, None)
    work.session.add(request)
    work.session.flush()
    skills = select(WorkOrderSkill.skill_id).where(WorkOrderSkill.work_order_id == earlier.id)
    for skill_id in work.session.scalars(skills.order_by(WorkOrderSkill.id)):
        work.session.add(WorkOrderSkill(work_order_id=request.id, skill_id=skill_id))
    record_move(work, request, None, WorkOrderState.REQUESTED)
    work.session.flush()
    return request
