"""What is reported from the field: allowed moves, stamps, whose visit it is, and the job's state after it."""

from datetime import timedelta

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.states import VISIT_MOVES, VisitState, WorkOrderState
from fsmdesk.models import StateMove, Visit, WorkOrder
from fsmdesk.services.dispatch.messages import SetVisitState
from fsmdesk.services.office import Office
from tests.services.shop import BEN, Shop, at

_S, _W = VisitState, WorkOrderState


def _set(shop: Shop, visit: int, after: VisitState, office: Office | None = None, **values: object) -> None:
    seen = shop.version(Visit, visit)
    command = SetVisitState(visit_id=visit, seen_version=seen, after=after, **values)  # type: ignore[arg-type]
    (office or shop.dispatcher).do(command)


def _planned(shop: Shop, **values: object) -> tuple[int, int]:
    job = shop.job(_W.SCHEDULED)
    return job, shop.visit(job, at(9), **values)  # type: ignore[arg-type]


def test_a_visit_goes_through_the_day(shop: Shop) -> None:
    job, visit = _planned(shop)
    states = []
    for after in (_S.DISPATCHED, _S.EN_ROUTE, _S.ON_SITE, _S.WAITING, _S.ON_SITE, _S.DONE):
        shop.wait(minutes=10)
        _set(shop, visit, after)
        states.append(shop.get(WorkOrder, job).state)
    assert states == [_W.DISPATCHED, _W.EN_ROUTE, _W.ON_SITE, _W.WAITING, _W.ON_SITE, _W.ON_SITE]
    stored = shop.get(Visit, visit)
    stamps = (stored.en_route_at, stored.arrived_at, stored.finished_at)
    assert stamps == (at(8, 20), at(8, 30), at(9))
    moves = shop.all(StateMove, work_order_id=job, visit_id=visit)
    assert [move.after for move in moves] == [
        "dispatched",
        "en_route",
        "on_site",
        "waiting",
        "on_site",
        "done",
    ]
    assert {move.person_id for move in moves} == {2}


def test_times_of_the_past_are_taken_as_they_were(shop: Shop) -> None:
    _, visit = _planned(shop)
    shop.now = at(17)
    _set(shop, visit, _S.ON_SITE, at=at(9, 5))
    _set(shop, visit, _S.DONE, at=at(10, 40))
    stored = shop.get(Visit, visit)
    assert (stored.arrived_at, stored.finished_at) == (at(9, 5), at(10, 40))


@pytest.mark.parametrize("pair", sorted((a, b) for a in VisitState for b in VisitState))
def test_only_declared_moves_are_made(sqlite_shop: Shop, pair: tuple[VisitState, VisitState]) -> None:
    before, after = pair
    job = sqlite_shop.job(_W.SCHEDULED)
    placed = before is not _S.UNPLACED
    visit = sqlite_shop.visit(job, at(7) if placed else None, state=before)
    if pair in VISIT_MOVES and pair != (_S.UNPLACED, _S.PLANNED):
        _set(sqlite_shop, visit, after)
        assert sqlite_shop.get(Visit, visit).state is after
        return
    with pytest.raises(RuleBroken) as refused:
        _set(sqlite_shop, visit, after)
    assert refused.value.field == "state"
    assert sqlite_shop.get(Visit, visit).state is before


@pytest.mark.parametrize(
    ("state", "stamps", "after", "hour"),
    [
        (_S.ON_SITE, {"arrived_at": at(7)}, _S.DONE, 6),
        (_S.EN_ROUTE, {"en_route_at": at(7)}, _S.ON_SITE, 6),
        (_S.PLANNED, {}, _S.ON_SITE, 9),
    ],
)
def test_times_that_can_not_be_are_refused(
    sqlite_shop: Shop, state: VisitState, stamps: dict[str, object], after: VisitState, hour: int
) -> None:
    _, visit = _planned(sqlite_shop, state=state, **stamps)
    with pytest.raises(RuleBroken) as refused:
        _set(sqlite_shop, visit, after, at=at(hour))
    assert refused.value.field == "at"


def test_a_clock_may_be_a_little_ahead(sqlite_shop: Shop) -> None:
    _, visit = _planned(sqlite_shop)
    ahead = sqlite_shop.now + timedelta(minutes=4)
    _set(sqlite_shop, visit, _S.ON_SITE, at=ahead)
    assert sqlite_shop.get(Visit, visit).arrived_at == ahead


def test_a_technician_reports_on_his_own_visits_only(shop: Shop) -> None:
    _, own = _planned(shop)
    job, other = shop.job(_W.SCHEDULED), 0
    other = shop.visit(job, at(9), technician_id=BEN)
    _set(shop, own, _S.EN_ROUTE, shop.fays_phone)
    assert shop.get(Visit, own).state is _S.EN_ROUTE
    with pytest.raises(NotAllowed, match="somebody else's"):
        _set(shop, other, _S.EN_ROUTE, shop.fays_phone)


@pytest.mark.parametrize("after", [_S.DISPATCHED, _S.UNPLACED, _S.CANCELLED])
def test_plans_are_the_offices(sqlite_shop: Shop, after: VisitState) -> None:
    _, visit = _planned(sqlite_shop)
    with pytest.raises(NotAllowed, match="schedule visits"):
        _set(sqlite_shop, visit, after, sqlite_shop.fays_phone)


def test_a_bookkeeper_reports_nothing(sqlite_shop: Shop) -> None:
    _, visit = _planned(sqlite_shop)
    with pytest.raises(NotAllowed):
        _set(sqlite_shop, visit, _S.ON_SITE, sqlite_shop.bookkeeper)


def test_a_cancelled_visit_frees_its_time_and_comes_back_unplaced(shop: Shop) -> None:
    job, visit = _planned(shop)
    _set(shop, visit, _S.CANCELLED, reason="Customer called it off")
    assert shop.get(WorkOrder, job).state is _W.APPROVED
    assert shop.all(StateMove, visit_id=visit)[-1].reason == "Customer called it off"
    shop.visit(shop.job(_W.SCHEDULED), at(9))
    _set(shop, visit, _S.UNPLACED)
    stored = shop.get(Visit, visit)
    assert (stored.state, stored.start_at, stored.technician_id) == (_S.UNPLACED, None, None)


def test_what_is_left_over_is_to_be_scheduled_again(shop: Shop) -> None:
    job, visit = _planned(shop, state=_S.ON_SITE, arrived_at=at(7))
    _set(shop, visit, _S.PARTLY_DONE)
    assert shop.get(WorkOrder, job).state is _W.APPROVED


def test_a_visit_called_back_was_never_on_its_way(shop: Shop) -> None:
    _, visit = _planned(shop, state=_S.EN_ROUTE, en_route_at=at(7))
    _set(shop, visit, _S.DISPATCHED)
    assert shop.get(Visit, visit).en_route_at is None


def test_work_that_goes_on_is_not_finished(shop: Shop) -> None:
    _, visit = _planned(shop, state=_S.DONE, arrived_at=at(7), finished_at=at(7, 30))
    _set(shop, visit, _S.ON_SITE)
    stored = shop.get(Visit, visit)
    assert (stored.arrived_at, stored.finished_at) == (at(7), None)


def test_work_does_not_go_on_in_time_that_was_given_away(shop: Shop) -> None:
    job = shop.job(_W.ON_SITE)
    visit = shop.visit(job, at(6), at(9), state=_S.DONE, arrived_at=at(6), finished_at=at(7))
    shop.visit(shop.job(_W.SCHEDULED), at(8))
    with pytest.raises(RuleBroken, match="has been given to City Library"):
        _set(shop, visit, _S.ON_SITE)


def test_a_visit_under_a_marked_one_still_goes_through_the_day(shop: Shop) -> None:
    _, below = _planned(shop)
    above = shop.visit(
        shop.job(_W.SCHEDULED), at(9, 30), double_booked=True, double_booking_reason="key to hand over"
    )
    for visit in (below, above):
        for after in (_S.DISPATCHED, _S.ON_SITE, _S.DONE):
            _set(shop, visit, after)
    assert shop.get(Visit, above).state is _S.DONE


@pytest.mark.parametrize("state", [_W.COMPLETE, _W.REVIEWED, _W.INVOICED, _W.CLOSED, _W.CANCELLED])
def test_visits_of_ended_jobs_stay_as_they_are(sqlite_shop: Shop, state: WorkOrderState) -> None:
    visit = sqlite_shop.visit(sqlite_shop.job(state), at(7), state=_S.DONE)
    with pytest.raises(RuleBroken, match="don't change any more"):
        _set(sqlite_shop, visit, _S.ON_SITE)


def test_a_stale_report_is_a_conflict(shop: Shop) -> None:
    _, visit = _planned(shop)
    seen = shop.version(Visit, visit)
    _set(shop, visit, _S.DISPATCHED)
    with pytest.raises(ConflictError):
        shop.owner.do(SetVisitState(visit_id=visit, seen_version=seen, after=_S.EN_ROUTE))
