"""From on site to reviewed: what completing takes over, what the review asks for, and what waits in between."""

from datetime import timedelta

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.lists import ListRequest
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import BillTo, JobKind, LineKind, Priority, RequestSource
from fsmdesk.models import LineCost, StateMove, TechnicianPay, Visit, WorkOrder, WorkOrderLine
from fsmdesk.services.closeout.messages import (
    Closeout,
    CompleteWorkOrder,
    ReviewList,
    ReviewWorkOrder,
    SendBack,
)
from tests.services.shop import BEN, FAY, LIBRARY, PROGRAM, LineOf, Shop, at

_S, _W = VisitState, WorkOrderState


def _complete(shop: Shop, job: int, cause: str = "Ignitor worn out", fix: str = "New ignitor") -> None:
    seen = shop.version(WorkOrder, job)
    shop.dispatcher.do(CompleteWorkOrder(work_order_id=job, seen_version=seen, cause=cause, fix=fix))


def _on_site(shop: Shop, *lines: LineOf, **values: object) -> tuple[int, int]:
    job = shop.job(_W.ON_SITE, lines, **values)
    visit = shop.visit(job, at(6), at(8), state=_S.ON_SITE, arrived_at=at(6, 5))
    return job, visit


def _done_quantities(shop: Shop, job: int) -> list[int]:
    return [line.done_milli for line in shop.all(WorkOrderLine, work_order_id=job)]


def test_completing_finishes_the_visit_and_stamps_the_job(shop: Shop) -> None:
    job, visit = _on_site(shop, LineOf())
    _complete(shop, job, cause="Ignitor\r\nworn out")
    order, stored = shop.get(WorkOrder, job), shop.get(Visit, visit)
    assert (order.state, order.cause, order.completed_at) == (_W.COMPLETE, "Ignitor\nworn out", shop.now)
    assert (stored.state, stored.finished_at) == (_S.DONE, shop.now)
    steps = [(move.before, move.after) for move in shop.all(StateMove, work_order_id=job)]
    assert steps == [("on_site", "done"), ("on_site", "complete")]


def test_what_nobody_reported_on_was_done_as_planned(shop: Shop) -> None:
    job, _ = _on_site(
        shop,
        LineOf(planned_milli=2_000, done_milli=0),
        LineOf(planned_milli=2_000, done_milli=1_250),
        LineOf(planned_milli=0, done_milli=0, kind=LineKind.PART, unit=""),
    )
    _complete(shop, job)
    assert _done_quantities(shop, job) == [2_000, 1_250, 0]


@pytest.mark.parametrize(("minutes", "done"), [(1, 250), (60, 1_000), (61, 1_250), (75, 1_250), (115, 2_000)])
def test_labour_that_nobody_planned_is_the_time_on_site(sqlite_shop: Shop, minutes: int, done: int) -> None:
    shop = sqlite_shop
    job = shop.job(_W.ON_SITE, (LineOf(planned_milli=0, done_milli=0),))
    arrived = shop.now - timedelta(minutes=minutes)
    shop.visit(job, at(5), at(8), state=_S.ON_SITE, arrived_at=arrived)
    _complete(shop, job)
    assert _done_quantities(shop, job) == [done]


def test_with_two_kinds_of_labour_nobody_guesses(sqlite_shop: Shop) -> None:
    open_line = LineOf(planned_milli=0, done_milli=0)
    job, _ = _on_site(sqlite_shop, open_line, open_line)
    _complete(sqlite_shop, job)
    assert _done_quantities(sqlite_shop, job) == [0, 0]


def test_visits_that_are_not_needed_any_more_are_called_off(shop: Shop) -> None:
    job, _ = _on_site(shop, LineOf())
    planned = shop.visit(job, at(9), technician_id=BEN)
    waiting = shop.visit(job)
    _complete(shop, job)
    assert {shop.get(Visit, visit).state for visit in (planned, waiting)} == {_S.CANCELLED}


def test_nobody_completes_while_somebody_is_on_the_way(shop: Shop) -> None:
    job, _ = _on_site(shop, LineOf())
    shop.visit(job, at(9), technician_id=BEN, state=_S.EN_ROUTE)
    with pytest.raises(RuleBroken, match="on the way"):
        _complete(shop, job)
    assert shop.get(WorkOrder, job).state is _W.ON_SITE


@pytest.mark.parametrize(
    ("cause", "fix", "field"),
    [("", "New", "cause"), (" \n", "New", "cause"), ("Old", "", "fix"), ("a\x00", "b", "cause")],
)
def test_cause_and_fix_are_asked_for(sqlite_shop: Shop, cause: str, fix: str, field: str) -> None:
    job, visit = _on_site(sqlite_shop, LineOf())
    with pytest.raises(RuleBroken) as refused:
        _complete(sqlite_shop, job, cause, fix)
    assert refused.value.field == field
    assert sqlite_shop.get(Visit, visit).state is _S.ON_SITE


def test_a_job_where_nobody_was_is_not_complete(sqlite_shop: Shop) -> None:
    job = sqlite_shop.job(_W.SCHEDULED)
    sqlite_shop.visit(job, at(9))
    with pytest.raises(RuleBroken, match="Nobody has been there"):
        _complete(sqlite_shop, job)
    assert sqlite_shop.all(Visit)[0].state is _S.PLANNED


@pytest.mark.parametrize(
    "state", ["requested", "dispatched", "en_route", "complete", "invoiced", "cancelled"]
)
def test_only_declared_moves_lead_to_complete(sqlite_shop: Shop, state: str) -> None:
    job = sqlite_shop.job(_W(state))
    with pytest.raises(RuleBroken) as refused:
        _complete(sqlite_shop, job)
    assert refused.value.field == "state"


def test_a_stale_screen_completes_nothing(shop: Shop) -> None:
    job, _ = _on_site(shop, LineOf())
    command = CompleteWorkOrder(
        work_order_id=job, seen_version=shop.version(WorkOrder, job), cause="a", fix="b"
    )
    shop.change(WorkOrder, job, title="Boiler is cold")
    with pytest.raises(ConflictError):
        shop.dispatcher.do(command)


def test_the_review_asks_for_a_customer_and_for_work(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    for values, lines, field in (
        ({"customer_id": None}, (LineOf(),), "customer_id"),
        ({}, (), "lines"),
        ({}, (LineOf(done_milli=0),), "lines"),
    ):
        job = shop.job(_W.COMPLETE, lines, **values)
        with pytest.raises(RuleBroken) as refused:
            shop.bookkeeper.do(ReviewWorkOrder(work_order_id=job, seen_version=1))
        assert refused.value.field == field


def test_a_reviewed_job_may_be_billed(shop: Shop) -> None:
    job = shop.job(_W.COMPLETE, (LineOf(),))
    shop.bookkeeper.do(ReviewWorkOrder(work_order_id=job, seen_version=1))
    assert shop.get(WorkOrder, job).state is _W.REVIEWED
    with pytest.raises(NotAllowed):
        shop.fays_phone.do(ReviewWorkOrder(work_order_id=job, seen_version=2))


def test_a_job_sent_back_waits_for_one_more_visit(shop: Shop) -> None:
    job, _ = _on_site(shop, LineOf())
    _complete(shop, job)
    seen = shop.version(WorkOrder, job)
    with pytest.raises(RuleBroken) as refused:
        shop.bookkeeper.do(SendBack(work_order_id=job, seen_version=seen, reason="  "))
    assert refused.value.field == "reason"
    shop.bookkeeper.do(SendBack(work_order_id=job, seen_version=seen, reason="Still leaks"))
    order = shop.get(WorkOrder, job)
    assert (order.state, order.completed_at) == (_W.APPROVED, None)
    assert [visit.state for visit in shop.all(Visit, work_order_id=job)] == [_S.DONE, _S.UNPLACED]
    assert shop.all(StateMove, work_order_id=job)[-1].reason == "Still leaks"


def test_only_a_complete_job_is_sent_back(sqlite_shop: Shop) -> None:
    job = sqlite_shop.reviewed_job()
    with pytest.raises(RuleBroken, match="only a complete job"):
        sqlite_shop.owner.do(SendBack(work_order_id=job, seen_version=1, reason="No"))


def test_the_queues_hold_what_is_done_and_not_billed(shop: Shop) -> None:
    lines = (
        LineOf(price_minor=10_000, done_milli=1_335),
        LineOf(price_minor=333, done_milli=500, discount_ppm=100_000),
        LineOf(price_minor=99_999, bill_to=BillTo.WARRANTY),
    )
    newer = shop.job(_W.COMPLETE, lines, completed_at=at(7))
    older = shop.job(_W.COMPLETE, (), completed_at=at(7, day=1), customer_id=None)
    reviewed = shop.reviewed_job()
    shop.job(_W.ON_SITE, lines)
    for technician, hour in ((BEN, 5), (FAY, 4), (BEN, 3)):
        shop.visit(newer, at(hour), technician_id=technician, state=_S.DONE)
    queues = shop.bookkeeper.ask(Closeout())
    assert [row.id for row in queues.to_review] == [older, newer]
    assert (queues.to_review_count, queues.to_review_minor) == (2, 13_350 + 150)
    assert [row.id for row in queues.to_invoice] == [reviewed]
    assert (queues.to_invoice_count, queues.to_invoice_minor) == (1, 10_000)
    assert queues.to_review[0].problems == ("No customer", "No line is done")
    row = queues.to_review[1]
    assert (row.customer, row.technicians, row.problems) == ("City Library", "Ben Ito, Fay Brooks", ())


def test_costs_are_shown_to_those_who_may_see_them(shop: Shop) -> None:
    job = shop.job(_W.COMPLETE, (LineOf(done_milli=1_500), LineOf()))
    line = shop.all(WorkOrderLine, work_order_id=job)[0]
    shop.add(LineCost(line_id=line.id, cost_minor=3_001))
    assert shop.bookkeeper.ask(Closeout()).to_review[0].cost_minor == 4_502
    assert shop.dispatcher.ask(Closeout()).to_review[0].cost_minor is None


def test_a_job_that_nobody_pays_for_says_so(sqlite_shop: Shop) -> None:
    sqlite_shop.job(_W.REVIEWED, (LineOf(bill_to=BillTo.AGREEMENT),))
    row = sqlite_shop.owner.ask(Closeout()).to_invoice[0]
    assert (row.net_minor, row.problems) == (0, ("Nothing is billed to the customer",))


def test_labour_without_a_cost_of_its_own_costs_what_its_people_cost(shop: Shop) -> None:
    job = shop.job(_W.COMPLETE, (LineOf(done_milli=2_000), LineOf(kind=LineKind.PART, unit="")))
    shop.add(
        TechnicianPay(technician_id=FAY, hourly_cost_minor=4_000),
        TechnicianPay(technician_id=BEN, hourly_cost_minor=5_001),
    )
    shop.visit(job, at(4), technician_id=FAY, state=_S.DONE)
    assert shop.bookkeeper.ask(Closeout()).to_review[0].cost_minor == 8_000
    shop.visit(job, at(5), technician_id=BEN, state=_S.DONE)
    assert shop.bookkeeper.ask(Closeout()).to_review[0].cost_minor == 2 * 4_501
    labour = shop.all(WorkOrderLine, work_order_id=job)[0]
    shop.change(WorkOrderLine, labour.id, technician_id=BEN)
    assert shop.bookkeeper.ask(Closeout()).to_review[0].cost_minor == 10_002


def test_a_queue_is_read_in_pages_and_nothing_falls_off_its_end(shop: Shop) -> None:
    with shop.database.write(PROGRAM) as work:
        for number in range(620):
            order = WorkOrder(
                number=1 + number,
                state=_W.REVIEWED,
                kind=JobKind.CORRECTIVE,
                priority=Priority.LOW,
                source=RequestSource.PHONE,
                title=f"Job {number}",
                customer_id=LIBRARY,
                requested_at=at(5, day=1),
                completed_at=at(5, day=1) - timedelta(days=number),
            )
            work.session.add(order)
            work.session.flush()
            line = {"kind": LineKind.FEE, "description": "Fee", "price_minor": 100, "done_milli": 1_000}
            work.session.add(WorkOrderLine(work_order_id=order.id, **line))
    queues = shop.bookkeeper.ask(Closeout())
    assert (queues.to_invoice_count, queues.to_invoice_minor) == (620, 62_000)
    last = shop.bookkeeper.ask(ReviewList(state=_W.REVIEWED, request=ListRequest(offset=600)))
    assert [row.title for row in last.rows] == [f"Job {number}" for number in range(19, -1, -1)]
    assert (last.total_count, last.totals) == (620, {"net_minor": 62_000})
    by_amount = ListRequest(sort="net_minor", descending=True, text="Job 300")
    found = shop.bookkeeper.ask(ReviewList(state=_W.REVIEWED, request=by_amount))
    assert {row.number for row in found.rows} == {300, 301}
