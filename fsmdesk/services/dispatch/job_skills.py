"""The skills that a job needs, as a column beside the job."""

from typing import Final

from sqlalchemy import ColumnElement, func, select

from fsmdesk.models import Skill, WorkOrder, WorkOrderSkill

_SEPARATOR: Final = "\x1f"


def skills_column() -> ColumnElement[str | None]:
    """The skills of the row's job as one text; `skills_of` takes it apart. Spares a query of its own."""
    return (
        select(func.aggregate_strings(Skill.name, _SEPARATOR))
        .select_from(WorkOrderSkill)
        .join(Skill, Skill.id == WorkOrderSkill.skill_id)
        .where(WorkOrderSkill.work_order_id == WorkOrder.id)
        .correlate(WorkOrder)
        .scalar_subquery()
    )


def skills_of(joined: str | None) -> tuple[str, ...]:
    """The names in a text that `skills_column` made, in order."""
    return tuple(sorted(joined.split(_SEPARATOR))) if joined else ()
