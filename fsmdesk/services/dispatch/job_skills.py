"""The skills that a job needs, as a column beside the job."""

from sqlalchemy import ColumnElement, func, select

from fsmdesk.models import Skill, WorkOrder, WorkOrderSkill
from fsmdesk.services.dispatch.board_skills import SEPARATOR, skills_of

__all__ = ["skills_column", "skills_of"]


def skills_column() -> ColumnElement[str | None]:
    """The skills of the row's job as one text; `skills_of` takes it apart. Spares a query of its own."""
    return (
        select(func.aggregate_strings(Skill.name, SEPARATOR))
        .select_from(WorkOrderSkill)
        .join(Skill, Skill.id == WorkOrderSkill.skill_id)
        .where(WorkOrderSkill.work_order_id == WorkOrder.id)
        .correlate(WorkOrder)
        .scalar_subquery()
    )
