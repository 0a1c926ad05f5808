"""How much is recorded on a job beside its lines and visits."""

from collections.abc import Sequence

from sqlalchemy import func, select

from fsmdesk.core.billed_time import seconds_in
from fsmdesk.core.terms import CheckOutcome
from fsmdesk.db.database import Reading
from fsmdesk.models import Attachment, Signature, WorkOrderCheck
from fsmdesk.services.orders.messages import Recorded
from fsmdesk.services.time_sheets.sums import Spent, breaks_of, labour_of, spent_on


def recorded_on(work: Reading, work_order_id: int) -> Recorded:
    """The counts for the titles of the tabs; no bytes are read."""
    checks = (
        select(
            func.count(),
            func.count(WorkOrderCheck.outcome),
            func.count().filter(WorkOrderCheck.outcome == CheckOutcome.FAILED),
        )
        .where(WorkOrderCheck.work_order_id == work_order_id)
        .subquery()
    )
    files = select(func.count()).select_from(Attachment).where(Attachment.work_order_id == work_order_id)
    signed = select(func.count()).select_from(Signature).where(Signature.work_order_id == work_order_id)
    row = work.session.execute(select(checks, files.scalar_subquery(), signed.scalar_subquery())).one()
    count, answered, failed, file_count, signatures = row
    labour = _labour_seconds(spent_on(work, work_order_id))
    return Recorded(count, answered, failed, file_count, bool(signatures), labour)


def _labour_seconds(times: Sequence[Spent]) -> int:
    """How long all technicians worked; each moment of each once."""
    total = 0
    for technician_id in {spent.technician_id for spent in times}:
        breaks = breaks_of(times, technician_id)
        own = (spent for spent in times if spent.technician_id == technician_id)
        total += seconds_in(piece for spent in own for piece in labour_of(spent, breaks))
    return total
