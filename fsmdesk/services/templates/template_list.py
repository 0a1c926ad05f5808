"""The list of templates."""

from typing import Any

from sqlalchemy import select

from fsmdesk.core.lists import ListPage
from fsmdesk.db.database import Reading
from fsmdesk.models import TaskCode, WorkTemplate
from fsmdesk.services.listing import ListShape, archived_condition, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.registry import answers
from fsmdesk.services.templates.messages import TemplateList, TemplateRow
from fsmdesk.services.templates.reading import counts

_USED, _CHECKS, _LINES = counts()
TEMPLATE_SHAPE = ListShape(
    query=select(
        WorkTemplate.id,
        WorkTemplate.version,
        WorkTemplate.name,
        WorkTemplate.kind,
        WorkTemplate.priority,
        TaskCode.code.label("task_code"),
        WorkTemplate.duration_minutes,
        _CHECKS.label("check_count"),
        _LINES.label("line_count"),
        _USED.label("used_count"),
        WorkTemplate.archived_at,
    ).outerjoin(TaskCode, TaskCode.id == WorkTemplate.task_code_id),
    key=WorkTemplate.id,
    sorts={
        "name": WorkTemplate.name,
        "kind": WorkTemplate.kind,
        "priority": WorkTemplate.priority,
        "task_code": TaskCode.code,
        "duration_minutes": WorkTemplate.duration_minutes,
        "check_count": _CHECKS,
        "line_count": _LINES,
        "used_count": _USED,
    },
    order=(WorkTemplate.name, WorkTemplate.id),
    texts=(WorkTemplate.name, WorkTemplate.scope, TaskCode.code),
    conditions={"archived": archived_condition(WorkTemplate.archived_at)},
    groups={
        "kind": GroupBy(WorkTemplate.kind),
        "priority": GroupBy(WorkTemplate.priority),
        "task_code": GroupBy(TaskCode.code),
    },
)


@answers(TemplateList)
def template_list(work: Reading, query: TemplateList) -> ListPage[TemplateRow]:
    """One page of templates."""
    return read_page(work, TEMPLATE_SHAPE, query.request, _to_row)


def _to_row(row: Any) -> TemplateRow:
    return TemplateRow(
        id=row.id,
        version=row.version,
        name=row.name,
        kind=row.kind,
        priority=row.priority,
        task_code=row.task_code or "",
        duration_minutes=row.duration_minutes,
        check_count=row.check_count,
        line_count=row.line_count,
        used_count=row.used_count,
        is_archived=row.archived_at is not None,
    )
