"""Adding a file to a record."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.file_names import kept_name
from fsmdesk.core.terms import FileMark
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Attachment, WorkOrder
from fsmdesk.services.files.messages import AttachFile, FileOwner
from fsmdesk.services.files.owners import permit_changing
from fsmdesk.services.files.storing import store_content
from fsmdesk.services.records import find, hold
from fsmdesk.services.registry import handles


@handles(AttachFile)
def attach_file(work: Writing, command: AttachFile) -> int:
    """The file is at the record.

    Raises:
        RuleBroken: it is too large, or the record is gone.
        NotAllowed: the person may not add files there.
    """
    permit_changing(work, command.owner, command.owner_id)
    return attach(work, command.owner, command.owner_id, command.name, command.content, command.mark).id


def attach(
    work: Writing,
    owner: FileOwner,
    owner_id: int,
    name: str,
    content: bytes,
    mark: FileMark = FileMark.NONE,
) -> Attachment:
    """The file is at the record, for whoever was permitted to put it there."""
    content_id, seen = store_content(work, content, name)
    if owner is FileOwner.WORK_ORDER:
        _refuse_merged(work, owner_id)
    file = Attachment(
        content_id=content_id,
        name=kept_name(name),
        mark=mark,
        taken_at=seen.taken_at,
        added_at=work.now,
        added_by_id=work.actor.person_id,
        **{f"{owner.value}_id": owner_id},
    )
    work.session.add(file)
    work.session.flush()
    return file


def _refuse_merged(work: Writing, work_order_id: int) -> None:
    """Nothing is added to a job whose files have gone to another one; held only once the content is here."""
    job = hold(work, WorkOrder, work_order_id)
    if job.merged_into_id is not None:
        number = find(work, WorkOrder, job.merged_into_id).number
        words = tr("This job was merged into #{number}. Add the file there.")
        raise RuleBroken(words.format(number=number))
