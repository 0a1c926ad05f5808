"""What a job needs before it is complete, as its kind of work asks, and before it is reviewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, and_, case, exists, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import DERIVED, VisitState, WorkOrderState
from fsmdesk.core.terms import FileMark, LineApproval, LineKind, TimeKind
from fsmdesk.core.words import tr, trn
from fsmdesk.db.database import Reading
from fsmdesk.models import (
    Attachment,
    Signature,
    TimeEntry,
    Visit,
    WorkOrder,
    WorkOrderCheck,
    WorkOrderLine,
)
from fsmdesk.services.orders.messages import RequirementRow
from fsmdesk.services.templates.messages import KindRule
from fsmdesk.services.templates.work_kinds import rule_of

_BEEN_THERE: Final = (VisitState.DONE, VisitState.ON_SITE, VisitState.WAITING)
_MOST_NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class JobFacts:
    """What there is of a job, as far as a kind of work can ask for it; `open_checks` are those that it asks for."""

    been_there: bool
    has_labour: bool
    has_lines: bool
    has_done_lines: bool
    has_before_photo: bool
    has_after_photo: bool
    has_signature: bool
    has_undecided: bool
    open_checks: tuple[str, ...] = ()


def requirements_of(work: Reading, order: WorkOrder) -> tuple[RequirementRow, ...]:
    """What the next main step asks for, and whether it is there; nothing where no such step is ahead."""
    if order.state in DERIVED:
        return before_completion(work, order)
    if order.state is WorkOrderState.COMPLETE:
        return _before_review(order, facts_of(work, order))
    return ()


def before_completion(work: Reading, order: WorkOrder) -> tuple[RequirementRow, ...]:
    """What a job of this kind needs before it is complete."""
    rule = rule_of(work, order.kind)
    facts = facts_of(work, order, rule)
    rows = [
        RequirementRow(
            *(tr("Somebody has been there"), facts.been_there, "visits"),
            tr("Nobody has been there yet: no visit is done."),
        )
    ]
    if rule.labour:
        text = tr("Labour time logged") if facts.has_labour else tr("Labour time")
        rows.append(RequirementRow(text, facts.has_labour, "time", tr("Say how long the work took.")))
    if rule.cause_and_fix:
        rows.append(_cause_and_fix(order))
    if facts.open_checks or rule.checklist:
        rows.append(_checklist(facts.open_checks))
    if rule.lines:
        text = tr("Lines recorded") if facts.has_lines else tr("Lines of what was done")
        rows.append(
            RequirementRow(text, facts.has_lines, "lines", tr("Say what was done: there is no line."))
        )
    rows += _papers(rule, facts)
    return tuple(rows)


def require_complete(work: Reading, order: WorkOrder) -> None:
    """Nothing happens if the job has all that its kind of work asks for.

    Raises:
        RuleBroken: what is missing, with the field of the first.
    """
    missing = [row for row in before_completion(work, order) if not row.is_met]
    if not missing:
        return
    words = missing[0].sentence
    if len(missing) > 1:
        others = "; ".join(row.text for row in missing[1:])
        words = tr("{what} Also missing: {others}.").format(what=words, others=others)
    raise RuleBroken(words, missing[0].field)


def facts_of(work: Reading, order: WorkOrder, rule: KindRule | None = None) -> JobFacts:
    """What there is of the job, in one query, and one more for its checklist."""
    named = _conditions(order.id)
    row = work.session.execute(select(*(case((there, 1), else_=0) for there in named.values()))).one()
    facts = {name: bool(value) for name, value in zip(named, row, strict=True)}
    whole = rule is not None and rule.checklist
    return JobFacts(**facts, open_checks=_open_checks(work, order.id, whole))


def _conditions(job: int) -> dict[str, ColumnElement[bool]]:
    lines = WorkOrderLine.work_order_id == job
    labour = and_(lines, WorkOrderLine.kind == LineKind.LABOUR, WorkOrderLine.done_milli > 0)
    entries = and_(TimeEntry.work_order_id == job, TimeEntry.kind == TimeKind.LABOUR)
    visits = Visit.work_order_id == job
    arrived = and_(visits, Visit.arrived_at.is_not(None), Visit.state != VisitState.CANCELLED)

    def photo(mark: FileMark) -> ColumnElement[bool]:
        return exists().where(Attachment.work_order_id == job, Attachment.mark == mark)

    return {
        "been_there": exists().where(visits, Visit.state.in_(_BEEN_THERE)),
        "has_labour": exists().where(entries) | exists().where(arrived) | exists().where(labour),
        "has_lines": exists().where(
            lines, (WorkOrderLine.planned_milli > 0) | (WorkOrderLine.done_milli > 0)
        ),
        "has_done_lines": exists().where(lines, WorkOrderLine.done_milli > 0),
        "has_before_photo": photo(FileMark.BEFORE),
        "has_after_photo": photo(FileMark.AFTER),
        "has_signature": exists().where(Signature.work_order_id == job),
        "has_undecided": exists().where(lines, WorkOrderLine.approval == LineApproval.WAITING),
    }


def _open_checks(work: Reading, job: int, whole: bool) -> tuple[str, ...]:
    """The items without an answer: all of them, or only those that are required in every kind of work."""
    query = select(WorkOrderCheck.label).where(
        WorkOrderCheck.work_order_id == job, WorkOrderCheck.outcome.is_(None)
    )
    if not whole:
        query = query.where(WorkOrderCheck.is_required)
    return tuple(work.session.scalars(query.order_by(WorkOrderCheck.position, WorkOrderCheck.id)))


def _cause_and_fix(order: WorkOrder) -> RequirementRow:
    has_cause, has_fix = bool(order.cause.strip()), bool(order.fix.strip())
    if has_cause and has_fix:
        return RequirementRow(tr("Cause and fix recorded"), True, "cause")
    if has_cause:
        return RequirementRow(tr("Fix"), False, "fix", tr("Say what fixed it."))
    text = tr("Cause") if has_fix else tr("Cause and fix")
    return RequirementRow(text, False, "cause", tr("Say what the cause was."))


def _checklist(labels: Sequence[str]) -> RequirementRow:
    if not labels:
        return RequirementRow(tr("Checklist done"), True, "checklist")
    named = list(labels[:_MOST_NAMED])
    if len(labels) > _MOST_NAMED:
        named.append(tr("{n} more").format(n=len(labels) - _MOST_NAMED))
    left = trn("{n} checklist item left", "{n} checklist items left", len(labels)).format(n=len(labels))
    text = tr("{left} — {names}").format(left=left, names=", ".join(named))
    return RequirementRow(text, False, "checklist", f"{text}.")


def _papers(rule: KindRule, facts: JobFacts) -> list[RequirementRow]:
    rows = []
    if rule.before_photo:
        sentence = tr("A photo from before the work is missing.")
        rows.append(RequirementRow(tr("Before photo"), facts.has_before_photo, "files", sentence))
    if rule.after_photo:
        sentence = tr("A photo from after the work is missing.")
        rows.append(RequirementRow(tr("After photo"), facts.has_after_photo, "files", sentence))
    if rule.signature:
        sentence = tr("The customer has not signed.")
        rows.append(RequirementRow(tr("Customer signature"), facts.has_signature, "signature", sentence))
    return rows


def _before_review(order: WorkOrder, facts: JobFacts) -> tuple[RequirementRow, ...]:
    rows = [
        RequirementRow(tr("Customer who pays"), order.customer_id is not None, "customer_id"),
        RequirementRow(tr("Lines with what was done"), facts.has_done_lines, "lines"),
    ]
    if facts.has_undecided:
        sentence = tr("Approve or decline the changes of the scope.")
        rows.append(RequirementRow(tr("Changes of the scope decided"), False, "lines", sentence))
    return tuple(rows)
