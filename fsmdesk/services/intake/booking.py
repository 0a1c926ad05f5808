"""Booking the slot that was found while the caller was on the phone, with the call itself."""

from datetime import timedelta

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder
from fsmdesk.services.dispatch.messages import PlaceVisit
from fsmdesk.services.dispatch.placing import place_visit
from fsmdesk.services.intake.messages import BookedSlot
from fsmdesk.services.permits import permit


def book_slot(work: Writing, job: WorkOrder, slot: BookedSlot) -> None:
    """The job's visit is planned there, for as long as the work is expected to take.

    Raises:
        RuleBroken: the job is no more than a request, or a rule of the office blocks it.
        NeedsConfirmation: a reason would let it through; it is given on the board.
    """
    permit(work.actor.role, Permission.SCHEDULE)
    if job.state is not WorkOrderState.APPROVED:
        raise RuleBroken(tr("Only an approved job can be planned."), "slot")
    command = PlaceVisit(
        work_order_id=job.id,
        visit_id=None,
        seen_version=job.version,
        technician_id=slot.technician_id,
        start_at=slot.start_at,
        end_at=slot.start_at + timedelta(minutes=job.duration_minutes),
    )
    place_visit(work, command)
