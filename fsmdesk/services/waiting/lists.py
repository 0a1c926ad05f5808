"""Making, naming, ordering and removing lists of waiting work, and putting jobs in them."""

from sqlalchemy import func, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import WaitingList, WorkOrder
from fsmdesk.services.dispatch.deriving import require_open
from fsmdesk.services.records import assign, cleaned, find, find_seen, refuse_taken
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.waiting.messages import (
    OrderWaitingLists,
    PutInWaitingList,
    RemoveWaitingList,
    SaveWaitingList,
    WaitingListRow,
    WaitingLists,
)


@answers(WaitingLists)
def waiting_lists(work: Reading, query: WaitingLists) -> tuple[WaitingListRow, ...]:
    """The lists in their order."""
    return tuple(WaitingListRow(one.id, one.version, one.name, one.keeps_place) for one in _all(work))


@handles(SaveWaitingList)
def save_waiting_list(work: Writing, command: SaveWaitingList) -> int:
    """The list has this name, which no other one has."""
    name = cleaned(command, required=("name",), short=("name",))["name"].strip()
    same = [one for one in _all(work) if one.name.casefold() == name.casefold()]
    if any(one.id != command.waiting_list_id for one in same) or name.casefold() == usual_name().casefold():
        raise RuleBroken(tr("There is a list “{value}” already.").format(value=name), "name")
    refuse_taken(
        work, WaitingList.name, name, command.waiting_list_id, tr("There is a list “{value}” already.")
    )
    if command.waiting_list_id is not None:
        found = find_seen(work, WaitingList, command.waiting_list_id, command.seen_version)
        assign(found, name=name, keeps_place=command.keeps_place)
        return found.id
    last = work.session.scalar(select(func.max(WaitingList.position)))
    made = WaitingList(name=name, keeps_place=command.keeps_place, position=(last or 0) + 1)
    work.session.add(made)
    work.session.flush()
    return made.id


@handles(RemoveWaitingList)
def remove_waiting_list(work: Writing, command: RemoveWaitingList) -> None:
    """The jobs of the list are in none, and the list is gone."""
    jobs = work.session.scalars(
        select(WorkOrder)
        .where(WorkOrder.waiting_list_id == command.waiting_list_id)
        .order_by(WorkOrder.id)
        .with_for_update()
    ).all()
    found = find_seen(work, WaitingList, command.waiting_list_id, command.seen_version)
    for job in jobs:
        job.waiting_list_id = None
    work.session.flush()
    work.session.delete(found)


@handles(OrderWaitingLists)
def order_waiting_lists(work: Writing, command: OrderWaitingLists) -> None:
    """The lists stand in the given order.

    Raises:
        RuleBroken: somebody made or removed a list meanwhile.
    """
    known = {one.id: one for one in _all(work)}
    if sorted(command.waiting_list_ids) != sorted(known):
        raise RuleBroken(tr("Somebody made or removed a list meanwhile. Look again."), "waiting_list_ids")
    for position, list_id in enumerate(command.waiting_list_ids, 1):
        assign(known[list_id], position=position)


@handles(PutInWaitingList)
def put_in_waiting_list(work: Writing, command: PutInWaitingList) -> None:
    """All the jobs are in the list, or none is."""
    if not command.jobs:
        raise RuleBroken(tr("Choose at least one job."), "jobs")
    if command.waiting_list_id is not None:
        find(work, WaitingList, command.waiting_list_id)
    for job in sorted(command.jobs, key=lambda one: one.work_order_id):
        work_order = find_seen(work, WorkOrder, job.work_order_id, job.version)
        require_open(work_order)
        assign(work_order, waiting_list_id=command.waiting_list_id)


def usual_name() -> str:
    """What the list of everything that is in no list is called."""
    return tr("To schedule")


def usual_lists() -> list[WaitingList]:
    """The lists that a new office begins with."""
    named = ((tr("Waiting for parts"), False), (tr("Call back"), False), (tr("Wants earlier"), True))
    return [
        WaitingList(name=name, keeps_place=keeps, position=position)
        for position, (name, keeps) in enumerate(named, 1)
    ]


def _all(work: Reading) -> list[WaitingList]:
    return list(work.session.scalars(select(WaitingList).order_by(WaitingList.position, WaitingList.id)))
