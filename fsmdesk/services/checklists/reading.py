"""The checklist of a job in one query."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Attachment, Person, WorkOrder, WorkOrderCheck
from fsmdesk.services.checklists.locking import lock_words
from fsmdesk.services.checklists.messages import Checklist, ChecklistCard, CheckRow
from fsmdesk.services.permits import permit_own_job
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.templates.reading import check_value

_SAME = (
    *("id", "version", "outcome", "answer", "answer_milli", "note", "answered_at", "attachment_id"),
    "follow_up_id",
)


@answers(Checklist)
def checklist(work: Reading, query: Checklist) -> ChecklistCard:
    """The items in order.

    Raises:
        RuleBroken: the job is gone.
        NotAllowed: it is somebody else's.
    """
    permit_own_job(work, query.work_order_id)
    order = find(work, WorkOrder, query.work_order_id)
    later = aliased(WorkOrder)
    rows = work.session.execute(
        select(WorkOrderCheck, Person.name, Attachment.name, later.number, later.state)
        .outerjoin(Person, Person.id == WorkOrderCheck.answered_by_id)
        .outerjoin(Attachment, Attachment.id == WorkOrderCheck.attachment_id)
        .outerjoin(later, later.id == WorkOrderCheck.follow_up_id)
        .where(WorkOrderCheck.work_order_id == query.work_order_id)
        .order_by(WorkOrderCheck.position, WorkOrderCheck.id)
    )
    return ChecklistCard(tuple(_row(row) for row in rows), lock_words(order))


def _row(found: Any) -> CheckRow:
    check, person, photo, number, state = found
    return CheckRow(
        **{name: getattr(check, name) for name in _SAME},
        value=check_value(check),
        answered_by=person or (tr("Outside fsmdesk") if check.outcome else ""),
        photo=photo or "",
        follow_up_number=number,
        follow_up_state=state,
    )
