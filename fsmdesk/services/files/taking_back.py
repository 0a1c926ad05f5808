"""Who may take back what was done to files: who may change files at that record."""

from collections.abc import Sequence

from fsmdesk.db.database import Reading
from fsmdesk.models import Attachment, ChangeLog
from fsmdesk.services.files.messages import AttachFile, FileOwner, MarkFiles, RemoveFiles, SaveFile
from fsmdesk.services.files.owners import owner_of, permit_changing
from fsmdesk.services.registry import rechecks


@rechecks(AttachFile, SaveFile, MarkFiles, RemoveFiles)
def permit_taking_back(work: Reading, entries: Sequence[ChangeLog]) -> None:
    """Nothing happens if the person may change files at all these records."""
    owners = {_owner(work, entry) for entry in entries if entry.table_name == Attachment.__tablename__}
    for owner in owners:
        if owner is not None:
            permit_changing(work, *owner)


def _owner(work: Reading, entry: ChangeLog) -> tuple[FileOwner, int] | None:
    values = {**(entry.before or {}), **(entry.after or {})}
    for owner in FileOwner:
        owner_id = values.get(f"{owner.value}_id")
        if isinstance(owner_id, int):
            return owner, owner_id
    file = work.session.get(Attachment, entry.record_id)
    return owner_of(file) if file is not None else None
