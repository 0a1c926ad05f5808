"""Task codes: what reports count work by."""

from sqlalchemy import select

from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import TaskCode
from fsmdesk.services.records import assign, cleaned, find_seen, refuse_taken, require
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.templates.messages import SaveTaskCode, TaskCodeRow, TaskCodes

_LONGEST_CODE = 40


@answers(TaskCodes)
def task_codes(work: Reading, query: TaskCodes) -> tuple[TaskCodeRow, ...]:
    """The task codes by code."""
    wanted = select(TaskCode).order_by(TaskCode.code)
    if not query.include_archived:
        wanted = wanted.where(TaskCode.archived_at.is_(None))
    return tuple(
        TaskCodeRow(code.id, code.version, code.code, code.name, code.kind, code.archived_at is not None)
        for code in work.session.scalars(wanted)
    )


@handles(SaveTaskCode)
def save_task_code(work: Writing, command: SaveTaskCode) -> int:
    """The task code is as the command says; no other one has its code."""
    texts = cleaned(command, ("name",), required=("name",))
    texts["code"] = clean_text(command.code, "code", max_length=_LONGEST_CODE)
    require(texts["code"], "code")
    if command.task_code_id is None:
        record = TaskCode()
    else:
        record = find_seen(work, TaskCode, command.task_code_id, command.seen_version)
    refuse_taken(
        work, TaskCode.code, texts["code"], command.task_code_id, tr("There is a task code {value} already.")
    )
    archived_at = (record.archived_at or work.now) if command.is_archived else None
    assign(record, kind=command.kind, archived_at=archived_at, **texts)
    work.session.add(record)
    work.session.flush()
    return record.id
