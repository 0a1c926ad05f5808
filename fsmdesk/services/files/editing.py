"""Renaming, marking and removing files."""

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.file_names import kept_name
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Attachment, WorkOrderCheck
from fsmdesk.services.checklists.locking import refuse_locked
from fsmdesk.services.files.messages import MarkFiles, RemoveFiles, SaveFile
from fsmdesk.services.files.owners import owner_of, permit_changing
from fsmdesk.services.records import assign, find_seen, require
from fsmdesk.services.registry import handles


@handles(SaveFile)
def save_file(work: Writing, command: SaveFile) -> int:
    """Name, mark and note are those of the command.

    Raises:
        ConflictError: somebody changed the file since it was read.
        RuleBroken: it is gone, or has no name.
    """
    file = _seen(work, command.file_id, command.seen_version)
    name = clean_text(command.name, "name")
    require(name, "name")
    if kept_name(name) != name.strip():
        raise RuleBroken(tr("A name has no slashes and nothing that can't be seen."), field="name")
    note = clean_text(command.note, "note", multiline=True)
    assign(file, name=name.strip(), note=note, mark=command.mark)
    return file.id


@handles(MarkFiles)
def mark_files(work: Writing, command: MarkFiles) -> None:
    """All of them have the mark, or none."""
    for file_id, seen_version in command.files:
        assign(_seen(work, file_id, seen_version), mark=command.mark)


@handles(RemoveFiles)
def remove_files(work: Writing, command: RemoveFiles) -> None:
    """None of them is at its record. The contents stay, for the history and for undoing it.

    Raises:
        RuleBroken: one is the proof of a checklist that is kept as it is.
    """
    for file_id, seen_version in command.files:
        file = _seen(work, file_id, seen_version)
        answered = select(WorkOrderCheck).where(WorkOrderCheck.attachment_id == file_id)
        for check in work.session.scalars(answered):
            refuse_locked(work, check.work_order_id)
            assign(check, attachment_id=None, outcome=None, answered_at=None, answered_by_id=None)
        work.session.flush()
        work.session.delete(file)
        work.session.flush()


def _seen(work: Writing, file_id: int, seen_version: int) -> Attachment:
    file = find_seen(work, Attachment, file_id, seen_version)
    permit_changing(work, *owner_of(file))
    return file
