"""What the day's commands change can be taken back as a whole, on both databases."""

from typing import Any

import pytest

from fsmdesk.core.messages import Command
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Visit, WorkOrder, WorkOrderLine
from fsmdesk.services.closeout.messages import CompleteWorkOrder, ReviewWorkOrder, SendBack
from fsmdesk.services.dispatch.messages import AddVisit, MoveVisit, PlaceVisit, SetVisitState, UnplaceVisit
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import BEN, FAY, LineOf, Shop, at

_S, _W = VisitState, WorkOrderState


def _told(shop: Shop) -> list[tuple[Any, ...]]:
    """What screens show of jobs, visits and lines."""
    return [
        *((o.id, o.state, o.cause, o.completed_at) for o in shop.all(WorkOrder)),
        *(
            (v.id, v.state, v.technician_id, v.start_at, v.arrived_at, v.finished_at, v.double_booked)
            for v in shop.all(Visit)
        ),
        *((line.id, line.done_milli) for line in shop.all(WorkOrderLine)),
    ]


def _commands(shop: Shop) -> dict[str, Command[Any]]:
    """Every command of the day that can be taken back, each on a job of its own."""
    waiting, placed, on_site, complete = (
        shop.job(state, (LineOf(done_milli=0),), cause="Old", fix="New")
        for state in (_W.APPROVED, _W.SCHEDULED, _W.ON_SITE, _W.COMPLETE)
    )
    planned = shop.visit(placed, at(11))
    shop.visit(on_site, at(6), at(8), state=_S.ON_SITE, arrived_at=at(6))
    shop.visit(on_site, at(15))
    shop.visit(complete, at(4), state=_S.DONE)
    reviewable = shop.job(_W.COMPLETE, (LineOf(),))
    span: dict[str, Any] = {"start_at": at(13), "end_at": at(14)}
    seen = shop.version
    return {
        "place": PlaceVisit(work_order_id=waiting, visit_id=None, seen_version=1, technician_id=FAY, **span),
        "move": MoveVisit(visit_id=planned, seen_version=seen(Visit, planned), technician_id=BEN, **span),
        "unplace": UnplaceVisit(visit_id=planned, seen_version=seen(Visit, planned)),
        "add": AddVisit(work_order_id=placed, seen_version=1, duration_minutes=30),
        "report": SetVisitState(visit_id=planned, seen_version=1, after=_S.ON_SITE),
        "complete": CompleteWorkOrder(work_order_id=on_site, seen_version=1, cause="Old", fix="New"),
        "review": ReviewWorkOrder(work_order_id=reviewable, seen_version=1),
        "send back": SendBack(work_order_id=complete, seen_version=1, reason="Leaks"),
    }


@pytest.mark.parametrize(
    "name", ["place", "move", "unplace", "add", "report", "complete", "review", "send back"]
)
def test_it_is_as_it_was(shop: Shop, name: str) -> None:
    command = _commands(shop)[name]
    before = _told(shop)
    shop.owner.do(command)
    assert _told(shop) != before
    shop.owner.do(Undo(undone_key=command.key))
    assert _told(shop) == before
