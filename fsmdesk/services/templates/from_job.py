"""A template is made from a job that went well, in one step."""

from sqlalchemy import select

from fsmdesk.core.texts import clean_text
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Item, WorkOrder, WorkOrderCheck, WorkOrderLine, WorkTemplate
from fsmdesk.services.orders.card import skills_of
from fsmdesk.services.records import find
from fsmdesk.services.registry import handles
from fsmdesk.services.templates.editing import fill_template
from fsmdesk.services.templates.messages import CheckValue, TemplateFromJob, TemplateLineValue
from fsmdesk.services.templates.reading import check_value


@handles(TemplateFromJob)
def template_from_job(work: Writing, command: TemplateFromJob) -> int:
    """The template holds what the next job of this sort needs again, and nothing of the customer."""
    order = find(work, WorkOrder, command.work_order_id)
    record = WorkTemplate(
        name=clean_text(command.name.strip() or order.title, "name"),
        kind=order.kind,
        task_code_id=order.task_code_id,
        priority=order.priority,
        scope=order.problem,
        safety_notes=order.safety_notes,
        protective_gear=order.protective_gear,
        duration_minutes=order.duration_minutes,
    )
    work.session.add(record)
    work.session.flush()
    fill_template(work, record, skills_of(work, order.id), _lines(work, order.id), _checks(work, order.id))
    return record.id


def _lines(work: Reading, work_order_id: int) -> list[TemplateLineValue]:
    """Its lines as planned, and where nothing was planned as done; those of archived items stay as words."""
    rows = work.session.execute(
        select(WorkOrderLine, Item.archived_at)
        .outerjoin(Item, Item.id == WorkOrderLine.item_id)
        .where(WorkOrderLine.work_order_id == work_order_id)
        .order_by(WorkOrderLine.position, WorkOrderLine.id)
    )
    return [
        TemplateLineValue(
            item_id=line.item_id if archived_at is None else None,
            kind=line.kind,
            description=line.description,
            unit=line.unit,
            planned_milli=line.planned_milli or line.done_milli,
            price_minor=line.price_minor,
        )
        for line, archived_at in rows
    ]


def _checks(work: Reading, work_order_id: int) -> list[CheckValue]:
    records = work.session.scalars(
        select(WorkOrderCheck)
        .where(WorkOrderCheck.work_order_id == work_order_id)
        .order_by(WorkOrderCheck.position, WorkOrderCheck.id)
    )
    return [check_value(record) for record in records]
