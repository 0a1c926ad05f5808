"""Open jobs that a call, or another job, may be the same as."""

from sqlalchemy import ColumnElement, select

from fsmdesk.core.likeness import are_alike, likeness_percent
from fsmdesk.core.states import OPEN_STATES
from fsmdesk.db.database import Reading
from fsmdesk.models import Contact, WorkOrder
from fsmdesk.services.parties.job_history import technician_names
from fsmdesk.services.registry import answers
from fsmdesk.services.same_jobs.messages import LikelySame, SameJob

_LOOKED_AT, _SHOWN = 100, 20


@answers(LikelySame)
def likely_same(work: Reading, query: LikelySame) -> tuple[SameJob, ...]:
    """The likeliest first: of the same machine, then by their words, then the latest."""
    where = _where(query)
    if where is None:
        return ()
    rows = work.session.execute(
        select(WorkOrder, Contact.name)
        .outerjoin(Contact, Contact.id == WorkOrder.contact_id)
        .where(where, WorkOrder.state.in_(OPEN_STATES), WorkOrder.id != (query.but_id or 0))
        .order_by(WorkOrder.requested_at.desc(), WorkOrder.id.desc())
        .limit(_LOOKED_AT)
    ).all()
    likely = sorted(rows, key=lambda row: _rank(query, row[0]), reverse=True)[:_SHOWN]
    names = technician_names(work, [job.id for job, _contact in likely])
    return tuple(_row(query, job, contact or "", names.get(job.id, "")) for job, contact in likely)


def _where(query: LikelySame) -> ColumnElement[bool] | None:
    if query.site_id is not None:
        return WorkOrder.site_id == query.site_id
    if query.equipment_id is not None:
        return WorkOrder.equipment_id == query.equipment_id
    return WorkOrder.customer_id == query.customer_id if query.customer_id is not None else None


def _rank(query: LikelySame, job: WorkOrder) -> tuple[bool, int]:
    return _is_of_machine(query, job), likeness_percent(_words(job), query.words)


def _row(query: LikelySame, job: WorkOrder, contact: str, technicians: str) -> SameJob:
    same_machine = _is_of_machine(query, job)
    return SameJob(
        id=job.id,
        version=job.version,
        number=job.number,
        title=job.title,
        state=job.state,
        caller=job.caller or contact,
        technicians=technicians,
        requested_at=job.requested_at,
        same_machine=same_machine,
        is_likely=same_machine or are_alike(_words(job), query.words),
    )


def _is_of_machine(query: LikelySame, job: WorkOrder) -> bool:
    return query.equipment_id is not None and job.equipment_id == query.equipment_id


def _words(job: WorkOrder) -> str:
    return f"{job.title} {job.problem}"
