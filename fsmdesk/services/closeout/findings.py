"""What an audit finds on jobs that are complete: what lacks, what does not fit together, what looks odd."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import or_, select

from fsmdesk.core.formats import Formats
from fsmdesk.core.money import PPM, half_up
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import FileMark, JobKind, TimeKind
from fsmdesk.core.words import tr, trn
from fsmdesk.db.database import Reading
from fsmdesk.models import (
    Attachment,
    FileContent,
    Signature,
    TimeEntry,
    Visit,
    WorkOrder,
    WorkOrderCheck,
)
from fsmdesk.services.closeout.messages import USUAL_MARGIN_PPM, AuditCode, AuditFinding
from fsmdesk.services.closeout.worth import Worth, worth_of
from fsmdesk.services.templates.messages import KindRule
from fsmdesk.services.templates.work_kinds import rules_by_kind
from fsmdesk.services.the_company import formats_of, the_company

_AT_ONCE: Final = 500


@dataclass(slots=True)
class Evidence:
    """What there is of one job."""

    kind: JobKind
    worth: Worth
    photos: set[FileMark] = field(default_factory=set)
    has_signature: bool = False
    has_time: bool = False
    open_checks: int = 0
    open_required: int = 0


def findings_of(work: Reading, ids: Sequence[int]) -> dict[int, tuple[AuditFinding, ...]]:
    """What is found on each of these jobs; jobs in order are left out. Six queries for each 500 jobs."""
    rules, formats = rules_by_kind(work), formats_of(the_company(work))
    sees_costs = may(work.actor.role, Permission.SEE_COSTS)
    found: dict[int, tuple[AuditFinding, ...]] = {}
    for first in range(0, len(ids), _AT_ONCE):
        for job, evidence in _evidence(work, ids[first : first + _AT_ONCE]).items():
            told = tuple(_told(evidence, rules[evidence.kind], formats, sees_costs))
            if told:
                found[job] = told
    return found


def margin_ppm(worth: Worth) -> int | None:
    """The margin on what the work is worth, whoever pays for it; None where that or the cost is not known."""
    if worth.cost_minor is None or worth.value_minor <= 0:
        return None
    return half_up((worth.value_minor - worth.cost_minor) * PPM, worth.value_minor)


def _told(evidence: Evidence, rule: KindRule, formats: Formats, sees_costs: bool) -> Iterable[AuditFinding]:
    lacking = _lacking(evidence, rule)
    if lacking:
        yield AuditFinding(AuditCode.DOCUMENTS, tr("Missing: {what}").format(what=", ".join(lacking)))
    if not evidence.photos:
        yield AuditFinding(AuditCode.NO_PHOTOS, tr("No photos"))
    margin = margin_ppm(evidence.worth) if sees_costs else None
    low, high = USUAL_MARGIN_PPM
    if margin is not None and not low <= margin <= high:
        words = tr("Margin {margin}, usual is {low} to {high}")
        bounds = {"low": formats.percent(low), "high": formats.percent(high)}
        yield AuditFinding(AuditCode.MARGIN, words.format(margin=formats.percent(_whole(margin)), **bounds))
    if evidence.has_time and evidence.worth.labour_milli <= 0:
        yield AuditFinding(AuditCode.TIME_WITHOUT_LINES, tr("Time was worked, but no labour is on the lines"))
    if evidence.worth.labour_milli > 0 and not evidence.has_time:
        yield AuditFinding(
            AuditCode.LINES_WITHOUT_TIME, tr("Labour is on the lines, but no time was recorded")
        )


def _whole(ppm: int) -> int:
    """To whole percents: more would look exact."""
    return half_up(ppm, 10_000) * 10_000


def _lacking(evidence: Evidence, rule: KindRule) -> list[str]:
    lacking = []
    left = evidence.open_checks if rule.checklist else evidence.open_required
    if left:
        lacking.append(trn("{n} checklist item", "{n} checklist items", left).format(n=left))
    if rule.before_photo and FileMark.BEFORE not in evidence.photos:
        lacking.append(tr("before photo"))
    if rule.after_photo and FileMark.AFTER not in evidence.photos:
        lacking.append(tr("after photo"))
    if rule.signature and not evidence.has_signature:
        lacking.append(tr("signature"))
    return lacking


def _evidence(work: Reading, ids: Sequence[int]) -> dict[int, Evidence]:
    worth: dict[int, Worth] = defaultdict(Worth, worth_of(work, ids))
    kinds = work.session.execute(select(WorkOrder.id, WorkOrder.kind).where(WorkOrder.id.in_(ids)))
    found = {job: Evidence(kind, worth[job]) for job, kind in kinds}
    _look_at_papers(work, ids, found)
    _look_at_time(work, ids, found)
    checks = select(WorkOrderCheck.work_order_id, WorkOrderCheck.is_required).where(
        WorkOrderCheck.work_order_id.in_(ids), WorkOrderCheck.outcome.is_(None)
    )
    for job, is_required in work.session.execute(checks):
        found[job].open_checks += 1
        found[job].open_required += int(is_required)
    return found


def _look_at_papers(work: Reading, ids: Sequence[int], found: dict[int, Evidence]) -> None:
    photos = (
        select(Attachment.work_order_id, Attachment.mark)
        .join(FileContent, FileContent.id == Attachment.content_id)
        .where(Attachment.work_order_id.in_(ids))
        .where(or_(FileContent.media_type.like("image/%"), Attachment.mark != FileMark.NONE))
        .distinct()
    )
    for job, mark in work.session.execute(photos):
        if job is not None:
            found[job].photos.add(mark)
    signed = select(Signature.work_order_id).where(Signature.work_order_id.in_(ids))
    for job in work.session.scalars(signed):
        found[job].has_signature = True


def _look_at_time(work: Reading, ids: Sequence[int], found: dict[int, Evidence]) -> None:
    entries = select(TimeEntry.work_order_id).where(
        TimeEntry.work_order_id.in_(ids), TimeEntry.kind == TimeKind.LABOUR
    )
    visits = select(Visit.work_order_id).where(
        Visit.work_order_id.in_(ids), Visit.arrived_at.is_not(None), Visit.state != VisitState.CANCELLED
    )
    for query in (entries, visits):
        for job in work.session.scalars(query.distinct()):
            found[job].has_time = True
