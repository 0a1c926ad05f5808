"""What a job belongs to beside its parties: its template, its task code, and the jobs it is linked to."""

from typing import Any

from sqlalchemy import or_, select

from fsmdesk.core.terms import Origin
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import TaskCode, WorkOrder, WorkTemplate
from fsmdesk.services.orders.messages import RelatedJob


def sort_words(work: Reading, order: WorkOrder) -> dict[str, Any]:
    """The words of the task code and of the template; empty where there is none."""
    code = work.session.get(TaskCode, order.task_code_id) if order.task_code_id is not None else None
    template = work.session.get(WorkTemplate, order.template_id) if order.template_id is not None else None
    return {
        "task_code": f"{code.code} · {code.name}" if code is not None else "",
        "template": template.name if template is not None else "",
    }


def related_jobs(work: Reading, order: WorkOrder) -> tuple[RelatedJob, ...]:
    """The job that this one comes from or was merged into, and those that come from it or were merged into it."""
    linked = [WorkOrder.origin_id == order.id, WorkOrder.merged_into_id == order.id]
    linked += [
        WorkOrder.id == other for other in (order.origin_id, order.merged_into_id) if other is not None
    ]
    rows = work.session.execute(
        select(
            WorkOrder.id,
            WorkOrder.number,
            WorkOrder.title,
            WorkOrder.state,
            WorkOrder.origin,
            WorkOrder.merged_into_id,
        )
        .where(or_(*linked))
        .order_by(WorkOrder.number)
    )
    return tuple(
        RelatedJob(
            id=other.id,
            number=other.number,
            title=other.title,
            state=other.state,
            relation=_relation(order, other),
            is_survivor=other.id == order.merged_into_id,
        )
        for other in rows
    )


def _relation(order: WorkOrder, other: Any) -> str:
    if other.id == order.merged_into_id:
        return tr("Merged into")
    if other.merged_into_id == order.id:
        return tr("Merged into this")
    if other.id == order.origin_id:
        return tr("Call-back about") if order.origin is Origin.CALL_BACK else tr("Found at")
    return tr("Called back as") if other.origin is Origin.CALL_BACK else tr("Found here")
