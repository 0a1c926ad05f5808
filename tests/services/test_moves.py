"""The one door for moves of work orders: who may, what is required, and what happens beside it."""

from datetime import timedelta

import pytest

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.permissions import may
from fsmdesk.core.states import WORK_ORDER_MOVES, Move, VisitState, WorkOrderState, find_move
from fsmdesk.core.terms import BillTo, Role
from fsmdesk.db.actor import Actor
from fsmdesk.models import StateMove, Visit, WorkOrder
from fsmdesk.services.moves import change_state, is_billed
from tests.services.billing.making import credit, draft, issue
from tests.services.shop import BEN, LineOf, Shop, at

_S, _W = VisitState, WorkOrderState


def _change(
    shop: Shop, job: int, after: WorkOrderState, reason: str = "Because", role: Role = Role.OWNER
) -> None:
    with shop.database.write(Actor(1, "Somebody", role, "seat-1")) as work:
        change_state(work, work.session.get_one(WorkOrder, job), after, reason)


def _ready(shop: Shop, state: WorkOrderState) -> int:
    """A job in that state that has all that any move from there asks for."""
    lines = (LineOf(bill_to=BillTo.NOBODY),) if state not in (_W.INVOICED, _W.CLOSED) else ()
    job = shop.job(state, lines, cause="Old", fix="New")
    if state in (_W.APPROVED, _W.SCHEDULED, _W.ON_SITE, _W.WAITING):
        shop.visit(job, at(6) + timedelta(hours=job), state=_S.DONE)
    return job


@pytest.mark.parametrize("move", WORK_ORDER_MOVES, ids=lambda move: f"{move.before}-{move.after}")
def test_every_declared_move_is_made_and_written_down(sqlite_shop: Shop, move: Move) -> None:
    job = _ready(sqlite_shop, move.before)
    if move.after is _W.INVOICED:
        with pytest.raises(RuleBroken, match="No issued invoice"):
            _change(sqlite_shop, job, move.after)
        return
    _change(sqlite_shop, job, move.after)
    assert sqlite_shop.get(WorkOrder, job).state is move.after
    last = [step for step in sqlite_shop.all(StateMove, work_order_id=job) if step.visit_id is None][-1]
    assert (last.before, last.after, last.reason, last.person_id) == (move.before, move.after, "Because", 1)


@pytest.mark.parametrize("role", Role)
def test_each_move_asks_for_its_own_permission(sqlite_shop: Shop, role: Role) -> None:
    for move in WORK_ORDER_MOVES:
        job = _ready(sqlite_shop, move.before)
        if may(role, move.needs):
            continue
        with pytest.raises(NotAllowed):
            _change(sqlite_shop, job, move.after, role=role)


def test_no_other_move_is_made(sqlite_shop: Shop) -> None:
    for before in WorkOrderState:
        job = _ready(sqlite_shop, before)
        for after in WorkOrderState:
            if find_move(before, after) is not None:
                continue
            with pytest.raises(RuleBroken) as refused:
                _change(sqlite_shop, job, after)
            assert refused.value.field == "state"


def test_reasons_are_asked_for_where_the_move_says_so(sqlite_shop: Shop) -> None:
    for move in WORK_ORDER_MOVES:
        if "reason" not in move.requires:
            continue
        job = _ready(sqlite_shop, move.before)
        for reason, field in (("", "reason"), (" \n ", "reason"), ("a\x00", "reason")):
            with pytest.raises(RuleBroken) as refused:
                _change(sqlite_shop, job, move.after, reason)
            assert refused.value.field == field


def test_an_approved_job_has_one_visit_to_be_made(shop: Shop) -> None:
    fresh, planned = shop.job(_W.REQUESTED, duration_minutes=45), shop.job(_W.REQUESTED)
    shop.visit(planned)
    for job in (fresh, planned):
        _change(shop, job, _W.APPROVED)
        [visit] = shop.all(Visit, work_order_id=job)
        assert visit.state is _S.UNPLACED
    assert shop.all(Visit, work_order_id=fresh)[0].duration_minutes == 45


def test_nobody_is_expected_at_a_cancelled_job(shop: Shop) -> None:
    job = shop.job(_W.WAITING)
    waiting = shop.visit(job, at(6), at(7), state=_S.WAITING, arrived_at=at(6))
    planned, unplaced = shop.visit(job, at(9), technician_id=BEN), shop.visit(job)
    _change(shop, job, _W.CANCELLED, "Sold the house")
    states = [shop.get(Visit, visit).state for visit in (waiting, planned, unplaced)]
    assert states == [_S.PARTLY_DONE, _S.CANCELLED, _S.CANCELLED]
    shop.visit(shop.job(_W.SCHEDULED), at(9), technician_id=BEN)
    _change(shop, job, _W.APPROVED)
    assert [visit.state for visit in shop.all(Visit, work_order_id=job)][-1] is _S.UNPLACED


def test_a_job_that_somebody_pays_for_is_not_closed_unbilled(shop: Shop) -> None:
    job = shop.reviewed_job(LineOf(price_minor=100))
    with pytest.raises(RuleBroken, match="still to be billed"):
        _change(shop, job, _W.CLOSED)
    free = shop.reviewed_job(LineOf(bill_to=BillTo.WARRANTY))
    _change(shop, free, _W.CLOSED)
    assert shop.get(WorkOrder, free).state is _W.CLOSED


def test_a_billed_job_does_not_go_back_by_hand(shop: Shop) -> None:
    job = shop.reviewed_job()
    invoice = issue(shop, draft(shop, job))
    with pytest.raises(RuleBroken, match="credit note instead"):
        _change(shop, job, _W.REVIEWED)
    with shop.reading() as work:
        assert is_billed(work, job)
    credit(shop, invoice)
    with shop.reading() as work:
        assert not is_billed(work, job)
