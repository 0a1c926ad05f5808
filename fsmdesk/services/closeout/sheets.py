"""The lists of what is done, as spreadsheets."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from fsmdesk.core.money import half_up
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.db.database import Reading
from fsmdesk.models import Feedback
from fsmdesk.reports.columns import ColumnKind
from fsmdesk.services.closeout.audit import audit_extras, audit_shape
from fsmdesk.services.closeout.feedback_list import FEEDBACK_SHAPE
from fsmdesk.services.closeout.queues import queue_shape, review_rows
from fsmdesk.services.exports.sheets import Sheet, SheetColumn
from fsmdesk.services.parties.job_history import technician_names

_K = ColumnKind
_ADDED = frozenset({"technicians", "age", "net_minor", "margin", "problems"})


def queue_sheet(state: WorkOrderState, title: str) -> Sheet:
    """One of the queues between done and billed."""

    def extras(work: Reading, ids: Sequence[int]) -> Mapping[str, Mapping[int, Any]]:
        shape = queue_shape(state)
        rows = review_rows(work, work.session.execute(shape.query.where(shape.key.in_(ids))).all())
        known = [row for row in rows if row.cost_minor is not None]
        return {
            "technicians": {row.id: row.technicians for row in rows},
            "age": {row.id: row.age_days for row in rows},
            "net_minor": {row.id: row.net_minor for row in rows},
            "margin": {row.id: row.net_minor - (row.cost_minor or 0) for row in known},
            "problems": {row.id: " · ".join(row.problems) for row in rows},
        }

    return Sheet(
        title,
        lambda _work: queue_shape(state),
        {
            "number": SheetColumn("Number", _K.INTEGER),
            "title": SheetColumn("Job"),
            "customer": SheetColumn("Customer"),
            "site": SheetColumn("Site"),
            "kind": SheetColumn("Kind"),
            "priority": SheetColumn("Priority"),
            "technicians": SheetColumn("Technicians"),
            "completed_at": SheetColumn("Completed", _K.INSTANT),
            "age": SheetColumn("Age in days", _K.INTEGER),
            "net_minor": SheetColumn("Amount", _K.MONEY),
            "margin": SheetColumn("Margin", _K.MONEY, Permission.SEE_COSTS),
            "problems": SheetColumn("Look twice"),
        },
        enrich=extras,
        enriched=_ADDED,
    )


def feedback_sheet() -> Sheet:
    """What requesters think of jobs."""
    return Sheet(
        "Feedback",
        lambda _work: FEEDBACK_SHAPE,
        {
            "score": SheetColumn("Score", _K.INTEGER),
            "number": SheetColumn("Number", _K.INTEGER),
            "title": SheetColumn("Job"),
            "customer": SheetColumn("Customer"),
            "technicians": SheetColumn("Technicians"),
            "remark": SheetColumn("Remark"),
            "given_by": SheetColumn("Given by"),
            "given_at": SheetColumn("Given", _K.INSTANT),
            "followed_up_at": SheetColumn("Followed up", _K.INSTANT),
            "follow_up_note": SheetColumn("What came of it"),
        },
        enrich=_feedback_extras,
        enriched=frozenset({"technicians"}),
    )


def audit_sheet() -> Sheet:
    """What the audit of a week found."""
    return Sheet(
        "Audit",
        audit_shape,
        {
            "number": SheetColumn("Number", _K.INTEGER),
            "title": SheetColumn("Job"),
            "customer": SheetColumn("Customer"),
            "technicians": SheetColumn("Technicians"),
            "kind": SheetColumn("Kind"),
            "state": SheetColumn("State"),
            "completed_at": SheetColumn("Completed", _K.INSTANT),
            "net_minor": SheetColumn("Amount", _K.MONEY),
            "margin_ppm": SheetColumn("Margin %", _K.QUANTITY, Permission.SEE_COSTS),
            "findings": SheetColumn("To look at"),
        },
        enrich=_audit_extras,
        enriched=frozenset({"technicians", "margin_ppm", "findings"}),
    )


def _feedback_extras(work: Reading, ids: Sequence[int]) -> Mapping[str, Mapping[int, Any]]:
    jobs = dict(
        work.session.execute(select(Feedback.id, Feedback.work_order_id).where(Feedback.id.in_(ids))).all()
    )
    names = technician_names(work, jobs.values())
    return {"technicians": {feedback: names.get(job, "") for feedback, job in jobs.items()}}


def _audit_extras(work: Reading, ids: Sequence[int]) -> Mapping[str, Mapping[int, Any]]:
    added = dict(audit_extras(work, ids))
    told = added["findings"].items()
    added["findings"] = {job: " · ".join(finding.text for finding in found) for job, found in told}
    margins = added["margin_ppm"].items()
    added["margin_ppm"] = {job: half_up(ppm, 10) if ppm is not None else None for job, ppm in margins}
    return added
