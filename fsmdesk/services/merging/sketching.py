"""What a merge would do, before it is done."""

from sqlalchemy import func, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Base
from fsmdesk.services.merging.messages import MergedSide, MergeSketch, SketchMerge
from fsmdesk.services.merging.pairs import KINDS, Pair, require_mergeable
from fsmdesk.services.merging.references import references_to
from fsmdesk.services.permits import permit
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers

_TELLING = ("address", "city", "postcode", "phone", "email", "code", "make", "model", "serial", "external_id")


@answers(SketchMerge)
def sketch_merge(work: Reading, query: SketchMerge) -> MergeSketch:
    """Both records, and what moves from the one to the other."""
    if query.kind not in KINDS:
        raise RuleBroken(tr("These records can't be merged."))
    model, needed = KINDS[query.kind]
    permit(work.actor.role, needed)
    kept, merged = find(work, model, query.kept_id), find(work, model, query.merged_id)
    require_mergeable(work, Pair(query.kind, kept, merged))
    counts: dict[str, int] = {}
    for reference in references_to(model):
        rows = reference.rows_of(merged.id).subquery()
        count = work.session.scalar(select(func.count()).select_from(rows)) or 0
        label = _plural(reference.model.__tablename__)
        if count and label:
            counts[label] = counts.get(label, 0) + count
    return MergeSketch(_side(kept), _side(merged), tuple(counts.items()))


def _side(record: Base) -> MergedSide:
    values = (str(getattr(record, name, "") or "").replace("\n", ", ") for name in _TELLING)
    name, version = str(getattr(record, "name", "")), int(getattr(record, "version", 0))
    return MergedSide(record.id, version, name, tuple(value for value in values if value))


def _plural(table: str) -> str:
    """What people call the rows; empty for those that are only a part of something else."""
    return {
        "work_order": tr("Jobs"),
        "site": tr("Sites"),
        "equipment": tr("Machines"),
        "invoice": tr("Invoices"),
        "payment": tr("Payments"),
        "contact": tr("Contacts"),
        "agreement": tr("Agreements"),
        "attachment": tr("Files"),
        "place": tr("Places"),
        "site_code": tr("Codes and keys"),
        "visit": tr("Visits"),
        "time_entry": tr("Times"),
        "absence": tr("Absences"),
        "technician_skill": tr("Skills"),
        "work_order_line": tr("Lines of open jobs"),
        "template_line": tr("Lines of templates"),
        "kit_part": tr("Places in kits"),
        "outgoing_mail": tr("Mails"),
    }.get(table, "")
