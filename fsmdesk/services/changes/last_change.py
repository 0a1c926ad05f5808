"""Answers who changed a record last, and when."""

from fsmdesk.db.database import Reading
from fsmdesk.services.changes.messages import ChangeNote, LastChange
from fsmdesk.services.records import last_change
from fsmdesk.services.registry import answers


@answers(LastChange)
def answer_last_change(work: Reading, query: LastChange) -> ChangeNote | None:
    """As the change log has it."""
    found = last_change(work, query.kind, query.record_id)
    return ChangeNote(*found) if found is not None else None
