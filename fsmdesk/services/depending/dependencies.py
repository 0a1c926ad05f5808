"""Jobs that wait for each other: one can begin only when another is complete."""

from collections import defaultdict

from sqlalchemy import select

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import NumberSeries, WorkOrder, WorkOrderDependency
from fsmdesk.services.depending.messages import Dependencies, DependenciesCard, LinkedJob, SetDependencies
from fsmdesk.services.records import find, hold
from fsmdesk.services.registry import answers, handles


@answers(Dependencies)
def dependencies(work: Reading, query: Dependencies) -> DependenciesCard:
    """Both sides of the job."""
    find(work, WorkOrder, query.work_order_id)
    tie = WorkOrderDependency
    rows = work.session.execute(
        select(tie.work_order_id, WorkOrder)
        .join(
            WorkOrder,
            ((WorkOrder.id == tie.needs_id) & (tie.work_order_id == query.work_order_id))
            | ((WorkOrder.id == tie.work_order_id) & (tie.needs_id == query.work_order_id)),
        )
        .order_by(WorkOrder.number)
    ).all()
    return DependenciesCard(
        waits_for=tuple(_linked(order) for later, order in rows if later == query.work_order_id),
        awaited_by=tuple(_linked(order) for later, order in rows if later != query.work_order_id),
    )


@handles(SetDependencies)
def set_dependencies(work: Writing, command: SetDependencies) -> None:
    """The job waits for the named ones, and for none that waits for it."""
    order = hold(work, WorkOrder, command.work_order_id)
    # One after the other: two links, each of them right by itself, could close a circle.
    work.session.execute(select(NumberSeries).where(NumberSeries.name == "work_order").with_for_update())
    seen = dependencies(work, Dependencies(work_order_id=order.id)).waits_for
    if {job.number for job in seen} != set(command.seen):
        raise ConflictError(tr("Somebody else changed what this job waits for in the meantime."))
    wanted = {number: _find(work, number) for number in dict.fromkeys(command.numbers)}
    _refuse_circles(work, order, wanted)
    stored = work.session.scalars(
        select(WorkOrderDependency).where(WorkOrderDependency.work_order_id == order.id)
    ).all()
    for row in stored:
        if row.needs_id not in wanted.values():
            work.session.delete(row)
    there = {row.needs_id for row in stored}
    work.session.add_all(
        WorkOrderDependency(work_order_id=order.id, needs_id=needs_id)
        for needs_id in wanted.values()
        if needs_id not in there
    )


def _find(work: Reading, number: int) -> int:
    found = work.session.scalar(select(WorkOrder.id).where(WorkOrder.number == number))
    if found is None:
        raise RuleBroken(tr("There is no job {number}.").format(number=number), "numbers")
    return found


def _refuse_circles(work: Reading, order: WorkOrder, wanted: dict[int, int]) -> None:
    waits: dict[int, list[int]] = defaultdict(list)
    for later, earlier in work.session.execute(
        select(WorkOrderDependency.work_order_id, WorkOrderDependency.needs_id)
    ):
        waits[later].append(earlier)
    for number, job_id in wanted.items():
        if job_id == order.id:
            raise RuleBroken(tr("A job does not wait for itself."), "numbers")
        if _leads_to(job_id, order.id, waits):
            words = tr("Job {number} waits for this one already, by itself or through others.")
            raise RuleBroken(words.format(number=number), "numbers")


def _leads_to(start: int, goal: int, waits: dict[int, list[int]]) -> bool:
    """True if somebody who waits from `start` on comes to wait for `goal`."""
    seen, left = {start}, [start]
    while left:
        for job_id in waits.get(left.pop(), ()):
            if job_id == goal:
                return True
            if job_id not in seen:
                seen.add(job_id)
                left.append(job_id)
    return False


def _linked(order: WorkOrder) -> LinkedJob:
    return LinkedJob(order.id, order.number, order.title, order.state)
