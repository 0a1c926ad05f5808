"""Jobs that are the same: found, added to, merged with both histories, and taken apart again."""

from datetime import timedelta

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import CheckKind, Origin, Priority, TimeKind
from fsmdesk.models import (
    Feedback,
    InvoiceLine,
    RequestQuestion,
    Signature,
    Skill,
    TimeEntry,
    Visit,
    WorkOrder,
    WorkOrderCheck,
    WorkOrderLine,
    WorkOrderSkill,
)
from fsmdesk.services.billing.messages import DraftInvoice
from fsmdesk.services.intake.messages import TakeCall
from fsmdesk.services.orders.messages import WorkOrder as ReadWorkOrder
from fsmdesk.services.orders.messages import WorkOrderHistory
from fsmdesk.services.same_jobs.messages import AddToJob, LikelySame, MergeWorkOrders
from fsmdesk.services.time_sheets.messages import BillTime
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import (
    BOILER,
    DISPATCHER,
    FAY,
    LIBRARY,
    LIBRARY_SITE,
    SCHOOL,
    SCHOOL_SITE,
    LineOf,
    Shop,
    at,
)


def merge(shop: Shop, survivor: int, merged: int) -> MergeWorkOrders:
    """The command as a screen that just read both would give it."""
    return MergeWorkOrders(
        survivor_id=survivor,
        survivor_version=shop.version(WorkOrder, survivor),
        merged_id=merged,
        merged_version=shop.version(WorkOrder, merged),
    )


def test_the_likeliest_comes_first(shop: Shop) -> None:
    lamp = shop.job(title="Lamp is out in the hall", equipment_id=None)
    cold = shop.job(title="Boiler is cold, no heating", equipment_id=None)
    same = shop.job(title="Pump hums")
    shop.job(WorkOrderState.CLOSED, title="Boiler is cold")
    shop.job(title="No heating", customer_id=SCHOOL, site_id=SCHOOL_SITE, equipment_id=None)
    query = LikelySame(site_id=LIBRARY_SITE, equipment_id=BOILER, words="The boiler stays cold again")
    found = shop.dispatcher.ask(query)
    assert [job.id for job in found] == [same, cold, lamp]
    assert [(job.same_machine, job.is_likely) for job in found] == [
        (True, True),
        (False, True),
        (False, False),
    ]
    of_customer = shop.dispatcher.ask(LikelySame(customer_id=LIBRARY, but_id=same))
    assert {job.id for job in of_customer} == {lamp, cold}
    assert shop.dispatcher.ask(LikelySame(words="boiler")) == ()


def test_a_second_call_is_added_to_the_job(shop: Shop) -> None:
    job = shop.job(problem="No heat.", priority=Priority.MEDIUM)
    add = AddToJob(
        work_order_id=job,
        text="Now it smells of gas",
        caller="P. Doyle",
        priority=Priority.CRITICAL,
        is_urgent=True,
    )
    shop.bookkeeper.do(add)
    told = shop.get(WorkOrder, job)
    assert told.problem.startswith("No heat.\nCalled again (")
    assert told.problem.endswith("P. Doyle): Now it smells of gas")
    assert (told.priority, told.is_urgent) == (Priority.CRITICAL, True)
    shop.bookkeeper.do(Undo(undone_key=add.key))
    assert shop.get(WorkOrder, job).problem == "No heat."
    closed = shop.job(WorkOrderState.CLOSED)
    for refused in (AddToJob(work_order_id=closed, text="x"), AddToJob(work_order_id=job, text=" ")):
        with pytest.raises(RuleBroken):
            shop.bookkeeper.do(refused)


def rich_job(shop: Shop) -> int:
    """A scheduled job with something of everything on it."""
    job = shop.job(
        WorkOrderState.SCHEDULED,
        (LineOf(description="Look at it"),),
        problem="Water below the boiler",
        purchase_order="PO-1",
        priority=Priority.HIGH,
        due_at=at(17),
    )
    visit = shop.visit(job, at(10))
    (skill,) = shop.add(Skill(name="Gas"))
    shop.add(
        WorkOrderSkill(work_order_id=job, skill_id=skill),
        WorkOrderCheck(work_order_id=job, kind=CheckKind.TICK, label="Pressure"),
        RequestQuestion(work_order_id=job, question="Which floor?", asked_at=shop.now),
        TimeEntry(
            work_order_id=job,
            visit_id=visit,
            technician_id=FAY,
            kind=TimeKind.TRAVEL,
            start_at=at(9),
            end_at=at(9, 20),
        ),
        Feedback(work_order_id=job, score=4, given_at=shop.now),
    )
    return job


def test_merging_leaves_one_job_with_both_histories(shop: Shop) -> None:
    survivor = shop.job(lines=(LineOf(description="Labour"),), problem="No heat", due_at=at(20))
    shop.visit(survivor)
    other = rich_job(shop)
    followed = shop.job(origin_id=other, origin=Origin.FOLLOW_UP)
    shop.wait(minutes=5)
    command = merge(shop, survivor, other)
    shop.dispatcher.do(command)
    gone, kept = shop.get(WorkOrder, other), shop.get(WorkOrder, survivor)
    assert (gone.state, gone.merged_into_id) == (WorkOrderState.CANCELLED, survivor)
    assert kept.state is WorkOrderState.SCHEDULED
    assert kept.problem == f"No heat\nFrom #{gone.number}: Water below the boiler"
    assert (kept.purchase_order, kept.priority, kept.due_at) == ("PO-1", Priority.HIGH, at(17))
    for model in (Visit, WorkOrderLine, WorkOrderCheck, RequestQuestion, TimeEntry, Feedback):
        assert shop.all(model, work_order_id=other) == []
    lines = sorted(shop.all(WorkOrderLine, work_order_id=survivor), key=lambda line: line.position)
    assert [line.description for line in lines] == ["Labour", "Look at it"]
    states = sorted(visit.state for visit in shop.all(Visit, work_order_id=survivor))
    assert states == [VisitState.PLANNED, VisitState.UNPLACED]
    assert len(shop.all(WorkOrderSkill, work_order_id=survivor)) == 1
    assert shop.get(WorkOrder, followed).origin_id == survivor
    moves = shop.dispatcher.ask(ReadWorkOrder(work_order_id=survivor)).moves
    assert [(move.merged_number, move.reason) for move in moves if move.merged_number] == [
        (gone.number, f"Merged into #{kept.number}")
    ]
    history = shop.dispatcher.ask(WorkOrderHistory(work_order_id=survivor))
    assert any(row.text.startswith(f"#{gone.number}: Added") for row in history)
    shop.dispatcher.do(Undo(undone_key=command.key))
    assert shop.get(WorkOrder, other).state is WorkOrderState.SCHEDULED
    assert shop.get(WorkOrder, survivor).problem == "No heat"
    assert [line.description for line in shop.all(WorkOrderLine, work_order_id=other)] == ["Look at it"]
    assert len(shop.all(Visit, work_order_id=other)) == 1


def test_time_of_both_is_billed_once_on_one_line(shop: Shop) -> None:
    shop.now = at(20)
    jobs = [shop.job(WorkOrderState.ON_SITE, window_start_at=start) for start in (None, at(8))]
    for job, hour in zip(jobs, (8, 12), strict=True):
        shop.visit(job, at(hour), state=VisitState.DONE)
        span = {"start_at": at(hour), "end_at": at(hour + 1)}
        shop.add(TimeEntry(work_order_id=job, technician_id=FAY, kind=TimeKind.LABOUR, **span))
        shop.dispatcher.do(BillTime(work_order_id=job))
    command = merge(shop, *jobs)
    shop.dispatcher.do(command)
    done = [line.done_milli for line in shop.all(WorkOrderLine, work_order_id=jobs[0])]
    assert done == [2_000, 0]
    assert shop.get(WorkOrder, jobs[0]).window_start_at == at(8)
    shop.dispatcher.do(Undo(undone_key=command.key))
    assert [[line.done_milli for line in shop.all(WorkOrderLine, work_order_id=job)] for job in jobs] == [
        [1_000],
        [1_000],
    ]


def test_only_one_of_what_there_can_be_one_of(shop: Shop) -> None:
    survivor, other = shop.job(), shop.job()
    shop.add(
        Feedback(work_order_id=survivor, score=5, given_at=shop.now),
        Feedback(work_order_id=other, score=1, given_at=shop.now),
    )
    shop.dispatcher.do(merge(shop, survivor, other))
    assert [row.score for row in shop.all(Feedback, work_order_id=survivor)] == [5]
    assert shop.all(Signature) == []


def test_a_request_that_takes_in_an_approved_job_is_approved(shop: Shop) -> None:
    request = shop.dispatcher.do(TakeCall(title="No heat", customer_id=LIBRARY, site_id=LIBRARY_SITE)).value
    approved = shop.job()
    shop.visit(approved)
    shop.dispatcher.do(merge(shop, request, approved))
    assert shop.get(WorkOrder, request).state is WorkOrderState.APPROVED
    assert [visit.state for visit in shop.all(Visit, work_order_id=request)] == [VisitState.UNPLACED]


def test_a_second_unplaced_visit_is_called_off(shop: Shop) -> None:
    survivor, other = shop.job(), shop.job()
    shop.visit(survivor)
    shop.visit(other)
    shop.dispatcher.do(merge(shop, survivor, other))
    assert [visit.state for visit in shop.all(Visit, work_order_id=survivor)] == [VisitState.UNPLACED]
    assert [visit.state for visit in shop.all(Visit, work_order_id=other)] == [VisitState.CANCELLED]


def test_what_can_not_be_merged_is_refused_in_words(shop: Shop) -> None:
    open_job, done = shop.job(), shop.job(WorkOrderState.COMPLETE, completed_at=shop.now)
    elsewhere = shop.job(customer_id=SCHOOL, site_id=SCHOOL_SITE, equipment_id=None)
    called_off = shop.job(WorkOrderState.CANCELLED)
    for survivor, merged in (
        (open_job, open_job),
        (done, open_job),
        (open_job, elsewhere),
        (open_job, called_off),
    ):
        with pytest.raises(RuleBroken):
            shop.dispatcher.do(merge(shop, survivor, merged))
    reviewed = shop.reviewed_job()
    shop.bookkeeper.do(DraftInvoice(work_order_ids=(reviewed,)))
    assert shop.all(InvoiceLine, work_order_id=reviewed)
    with pytest.raises(RuleBroken, match="is on an invoice"):
        shop.dispatcher.do(merge(shop, open_job, reviewed))
    with pytest.raises(NotAllowed):
        shop.bookkeeper.do(merge(shop, open_job, elsewhere))


def test_what_somebody_changed_meanwhile_is_not_merged_blindly(shop: Shop) -> None:
    survivor, other = shop.job(), shop.job()
    command = merge(shop, survivor, other)
    shop.change(WorkOrder, other, title="Changed")
    with pytest.raises(ConflictError):
        shop.dispatcher.do(command)
    assert shop.get(WorkOrder, other).state is WorkOrderState.APPROVED


def test_one_merged_twice_over_tells_everything(shop: Shop) -> None:
    first, second, third = shop.job(), shop.job(), shop.job()
    shop.wait(minutes=1)
    shop.dispatcher.do(merge(shop, second, first))
    shop.dispatcher.do(merge(shop, third, second))
    moves = shop.dispatcher.ask(ReadWorkOrder(work_order_id=third)).moves
    assert [move.merged_number for move in moves if move.after == "cancelled"] == [
        shop.get(WorkOrder, first).number,
        shop.get(WorkOrder, second).number,
    ]
    assert shop.get(WorkOrder, first).requested_at + timedelta(minutes=1) == shop.now
    assert shop.dispatcher.actor.person_id == DISPATCHER
