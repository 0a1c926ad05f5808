"""The jobs that were merged into one another: together they are one job."""

from sqlalchemy import select

from fsmdesk.db.database import Reading
from fsmdesk.models import WorkOrder


def family_ids(work: Reading, work_order_id: int) -> list[int]:
    """The job itself, and every job that was merged into it, or into one that was."""
    found = [work_order_id]
    newest = [work_order_id]
    while newest:
        more = work.session.scalars(select(WorkOrder.id).where(WorkOrder.merged_into_id.in_(newest)))
        newest = [job_id for job_id in more if job_id not in found]
        found += newest
    return found
