"""Visits of one job that make their steps at the same moment: the job follows all of them."""

import pytest

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Visit, WorkOrder
from fsmdesk.services.dispatch.messages import SetVisitState
from fsmdesk.services.orders.messages import MoveWorkOrder
from tests.services.same_moment import at_once
from tests.services.shop import BEN, FAY, Shop, at

_S = VisitState


def _two_on_site(shop: Shop, hour: int) -> tuple[int, tuple[int, int]]:
    job = shop.job(WorkOrderState.ON_SITE)
    visits = [
        shop.visit(job, at(hour), technician_id=who, state=_S.ON_SITE, arrived_at=shop.now)
        for who in (FAY, BEN)
    ]
    return job, (visits[0], visits[1])


@pytest.mark.parametrize(
    ("second", "then"), [(_S.DONE, WorkOrderState.ON_SITE), (_S.PARTLY_DONE, WorkOrderState.APPROVED)]
)
def test_two_technicians_finish_at_the_same_moment(
    shop: Shop, second: VisitState, then: WorkOrderState
) -> None:
    for hour in range(9, 12):
        job, (fays, bens) = _two_on_site(shop, hour)
        refused = at_once(
            [
                (shop.dispatcher, SetVisitState(visit_id=fays, seen_version=1, after=_S.DONE)),
                (shop.owner, SetVisitState(visit_id=bens, seen_version=1, after=second)),
            ]
        )
        # Each works on a visit of his own, so none of them has to do it again; what is left over is found.
        assert refused == [None, None]
        assert shop.get(WorkOrder, job).state is then


def test_two_technicians_set_out_at_the_same_moment(shop: Shop) -> None:
    for hour in range(9, 12):
        job = shop.job(WorkOrderState.DISPATCHED)
        visits = [shop.visit(job, at(hour), technician_id=who, state=_S.DISPATCHED) for who in (FAY, BEN)]
        commands = [SetVisitState(visit_id=visit, seen_version=1, after=_S.EN_ROUTE) for visit in visits]
        assert at_once(list(zip((shop.dispatcher, shop.owner), commands, strict=True))) == [None, None]
        assert shop.get(WorkOrder, job).state is WorkOrderState.EN_ROUTE
        for visit in visits:
            shop.dispatcher.do(SetVisitState(visit_id=visit, seen_version=2, after=_S.ON_SITE))
            shop.dispatcher.do(SetVisitState(visit_id=visit, seen_version=3, after=_S.DONE))


def test_a_technician_sets_out_while_the_job_is_called_off(shop: Shop) -> None:
    for hour in range(9, 12):
        job = shop.job(WorkOrderState.DISPATCHED)
        visit = shop.visit(job, at(hour), state=_S.DISPATCHED)
        called_off = MoveWorkOrder(
            work_order_id=job, seen_version=1, after=WorkOrderState.CANCELLED, reason="Sold"
        )
        refused = at_once(
            [
                (shop.fays_phone, SetVisitState(visit_id=visit, seen_version=1, after=_S.EN_ROUTE)),
                (shop.dispatcher, called_off),
            ]
        )
        states = (shop.get(WorkOrder, job).state, shop.get(Visit, visit).state)
        if refused[0] is None:
            assert states == (WorkOrderState.EN_ROUTE, _S.EN_ROUTE)
            shop.dispatcher.do(SetVisitState(visit_id=visit, seen_version=2, after=_S.DISPATCHED))
            shop.dispatcher.do(SetVisitState(visit_id=visit, seen_version=3, after=_S.CANCELLED))
        else:
            assert states == (WorkOrderState.CANCELLED, _S.CANCELLED)
        assert refused.count(None) == 1
