"""Makes one record of two."""

from collections.abc import Sequence

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Base, ChangeLog, Equipment, KitPart
from fsmdesk.services.merging.messages import MergeRecords
from fsmdesk.services.merging.pairs import KINDS, Pair, learn, require_mergeable
from fsmdesk.services.merging.references import Reference, references_to
from fsmdesk.services.parties.equipment import parents_of
from fsmdesk.services.permits import permit
from fsmdesk.services.records import find_seen
from fsmdesk.services.registry import handles, rechecks


@handles(MergeRecords)
def merge_records(work: Writing, command: MergeRecords) -> int:
    """All that belonged to the one belongs to the other, which alone is left."""
    if command.kind not in KINDS:
        raise RuleBroken(tr("These records can't be merged."))
    model, needed = KINDS[command.kind]
    permit(work.actor.role, needed)
    kept = find_seen(work, model, command.kept_id, command.kept_version)
    merged = find_seen(work, model, command.merged_id, command.merged_version)
    require_mergeable(work, Pair(command.kind, kept, merged))
    learn(kept, merged)
    _let_go(work, kept, merged)
    for reference in references_to(model):
        _move(work, reference, kept.id, merged.id)
    return kept.id


@rechecks(MergeRecords)
def permit_taking_back(work: Reading, entries: Sequence[ChangeLog]) -> None:
    """Who parts two records again may merge them: the one that was archived says what they are."""
    for entry in entries:
        if entry.table_name in KINDS and (entry.after or {}).get("archived_at"):
            permit(work.actor.role, KINDS[entry.table_name][1])


def _let_go(work: Writing, kept: Base, merged: Base) -> None:
    """The merged record is archived first: issued invoices follow only a customer that says where it went."""
    merged.archived_at = work.now  # type: ignore[attr-defined]
    if hasattr(merged, "merged_into_id"):
        merged.merged_into_id = kept.id
    if isinstance(kept, Equipment) and isinstance(merged, Equipment):
        _part_machines(work, kept, merged)
    work.session.flush()


def _part_machines(work: Writing, kept: Equipment, merged: Equipment) -> None:
    """Neither is a part of the other: one that was inside the merged one, however deep, takes its place."""
    inside = parents_of(work, kept.parent_id)
    if merged.id in inside:
        kept.parent_id = merged.parent_id
    elif merged.parent_id == kept.id:
        merged.parent_id = None


def _move(work: Writing, reference: Reference, kept_id: int, merged_id: int) -> None:
    for row in list(work.session.scalars(reference.rows_of(merged_id))):
        doubles = (work.session.scalar(query) for query in reference.same_as(row, kept_id))
        double = next((found for found in doubles if found is not None), None)
        if double is not None:
            if isinstance(row, KitPart):  # so many of both were in the kit
                double.quantity_milli += row.quantity_milli
            work.session.delete(row)
        else:
            setattr(row, reference.column, kept_id)
        work.session.flush()
