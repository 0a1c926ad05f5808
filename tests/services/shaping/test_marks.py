"""Pins, confirmations, colours, missing parts; and taking several off."""

import pytest

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Visit, WorkOrder
from fsmdesk.services.shaping.messages import (
    CancelVisits,
    ConfirmVisits,
    MarkJob,
    MoveVisits,
    NewPlace,
    PinVisits,
    SeenVisit,
    UnplaceVisits,
)
from fsmdesk.services.undoing.messages import Undo
from fsmdesk.services.waiting.messages import SaveWaitingList
from tests.services.shop import BEN, FAY, LIBRARY, SCHOOL, Shop, at


def _planned(shop: Shop, hour: int, technician: int = FAY, customer_id: int = LIBRARY) -> int:
    return shop.visit(shop.job(WorkOrderState.SCHEDULED, customer_id=customer_id), at(hour), None, technician)


def _seen(shop: Shop, *visits: int) -> tuple[SeenVisit, ...]:
    return tuple(SeenVisit(visit, shop.version(Visit, visit)) for visit in visits)


def test_pins_are_set_and_taken_off(shop: Shop) -> None:
    visits = [_planned(shop, 9), _planned(shop, 10)]
    shop.dispatcher.do(PinVisits(visits=_seen(shop, *visits), time=True, technician=True))
    rows = [shop.get(Visit, visit) for visit in visits]
    assert all(row.is_time_pinned and row.is_technician_pinned for row in rows)
    shop.dispatcher.do(PinVisits(visits=_seen(shop, visits[0]), time=False, technician=True))
    row = shop.get(Visit, visits[0])
    assert (row.is_time_pinned, row.is_technician_pinned) == (False, True)


def test_confirmed_once_and_taken_back(shop: Shop) -> None:
    visit = _planned(shop, 9)
    shop.dispatcher.do(ConfirmVisits(visits=_seen(shop, visit)))
    first = shop.get(Visit, visit).confirmed_at
    shop.wait(hours=1)
    shop.dispatcher.do(ConfirmVisits(visits=_seen(shop, visit)))
    assert shop.get(Visit, visit).confirmed_at == first is not None
    shop.dispatcher.do(ConfirmVisits(visits=_seen(shop, visit), is_confirmed=False))
    assert shop.get(Visit, visit).confirmed_at is None


def test_who_said_yes_to_a_time_is_asked_again_about_another(shop: Shop) -> None:
    visit = _planned(shop, 9)
    shop.dispatcher.do(ConfirmVisits(visits=_seen(shop, visit)))
    (seen,) = _seen(shop, visit)
    place = NewPlace(visit, seen.version, BEN, at(9), at(11))
    shop.dispatcher.do(MoveVisits(places=(place,)))
    assert shop.get(Visit, visit).confirmed_at is not None
    (seen,) = _seen(shop, visit)
    shop.dispatcher.do(MoveVisits(places=(NewPlace(visit, seen.version, BEN, at(13), at(14)),)))
    assert shop.get(Visit, visit).confirmed_at is None


def test_colour_and_missing_parts_of_a_job(shop: Shop) -> None:
    job = shop.job()
    mark = MarkJob(work_order_id=job, seen_version=1, colour="#AA00ff", is_missing_parts=True)
    shop.dispatcher.do(mark)
    stored = shop.get(WorkOrder, job)
    assert (stored.colour, stored.is_missing_parts) == ("#aa00ff", True)
    shop.dispatcher.do(Undo(undone_key=mark.key))
    assert (shop.get(WorkOrder, job).colour, shop.get(WorkOrder, job).is_missing_parts) == ("", False)
    with pytest.raises(RuleBroken):
        shop.dispatcher.do(
            MarkJob(
                work_order_id=job,
                seen_version=shop.version(WorkOrder, job),
                colour="red",
                is_missing_parts=False,
            )
        )


def test_several_go_back_to_a_list_at_once(shop: Shop) -> None:
    parts = shop.dispatcher.do(SaveWaitingList(name="Waiting for gaskets")).value
    visits = [_planned(shop, 9), _planned(shop, 10, BEN)]
    back = UnplaceVisits(visits=_seen(shop, *visits), waiting_list_id=parts)
    shop.dispatcher.do(back)
    rows = [shop.get(Visit, visit) for visit in visits]
    assert {row.state for row in rows} == {VisitState.UNPLACED}
    assert {shop.get(WorkOrder, row.work_order_id).waiting_list_id for row in rows} == {parts}
    shop.dispatcher.do(Undo(undone_key=back.key))
    rows = [shop.get(Visit, visit) for visit in visits]
    assert [(row.technician_id, row.start_at) for row in rows] == [(FAY, at(9)), (BEN, at(10))]
    assert {shop.get(WorkOrder, row.work_order_id).waiting_list_id for row in rows} == {None}


def test_several_are_cancelled_unless_one_has_begun(shop: Shop) -> None:
    first, second = _planned(shop, 9), _planned(shop, 10, customer_id=SCHOOL)
    shop.change(Visit, second, state=VisitState.ON_SITE)
    with pytest.raises(RuleBroken, match="Hill School"):
        shop.dispatcher.do(CancelVisits(visits=_seen(shop, first, second)))
    shop.dispatcher.do(CancelVisits(visits=_seen(shop, first), reason="Not needed"))
    assert shop.get(Visit, first).state is VisitState.CANCELLED
    assert shop.get(WorkOrder, shop.get(Visit, first).work_order_id).state is WorkOrderState.APPROVED


def test_only_who_plans_shapes(sqlite_shop: Shop) -> None:
    visit = _planned(sqlite_shop, 9)
    for seat in (sqlite_shop.bookkeeper, sqlite_shop.fays_phone):
        with pytest.raises(NotAllowed):
            seat.do(PinVisits(visits=_seen(sqlite_shop, visit), time=True, technician=False))
