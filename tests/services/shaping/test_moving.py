"""Several visits at once: moved, postponed, swapped, placed; and what speaks against it, in one answer."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fsmdesk.core.errors import ConflictError, NeedsConfirmation, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Company, StateMove, Visit, WorkOrder
from fsmdesk.services.shaping.messages import (
    MoveVisits,
    NewPlace,
    NewVisit,
    PlaceVisits,
    PostponeVisits,
    SeenVisit,
    SwapVisits,
    VisitsOfDay,
)
from fsmdesk.services.shaping.moving import postponed
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import BEN, FAY, LIBRARY, SCHOOL, Shop, at


def _planned(
    shop: Shop, start: datetime, technician: int = FAY, hours: int = 1, customer_id: int = LIBRARY
) -> int:
    job = shop.job(WorkOrderState.SCHEDULED, customer_id=customer_id)
    return shop.visit(job, start, start + timedelta(hours=hours), technician)


def _seen(shop: Shop, *visits: int) -> tuple[SeenVisit, ...]:
    return tuple(SeenVisit(visit, shop.version(Visit, visit)) for visit in visits)


def _to(shop: Shop, visit: int, technician: int, start: datetime, hours: int = 1) -> NewPlace:
    return NewPlace(visit, shop.version(Visit, visit), technician, start, start + timedelta(hours=hours))


def _where(shop: Shop, *visits: int) -> list[tuple[int | None, datetime | None, datetime | None]]:
    found = (shop.get(Visit, visit) for visit in visits)
    return [(visit.technician_id, visit.start_at, visit.end_at) for visit in found]


def test_a_row_moves_an_hour_on_although_each_stands_where_the_next_goes(shop: Shop) -> None:
    visits = [_planned(shop, at(hour)) for hour in (9, 10, 11)]
    places = tuple(_to(shop, visit, FAY, at(hour)) for visit, hour in zip(visits, (10, 11, 12), strict=True))
    shop.dispatcher.do(MoveVisits(places=places))
    assert [start for _, start, _ in _where(shop, *visits)] == [at(10), at(11), at(12)]
    assert not any(shop.get(Visit, visit).double_booked for visit in visits)


def test_moved_together_and_taken_back_in_one_step(shop: Shop) -> None:
    first, second = _planned(shop, at(9)), _planned(shop, at(10))
    before = _where(shop, first, second)
    move = MoveVisits(places=(_to(shop, first, FAY, at(10)), _to(shop, second, BEN, at(9))))
    shop.dispatcher.do(move)
    assert _where(shop, first, second) == [(FAY, at(10), at(11)), (BEN, at(9), at(10))]
    shop.dispatcher.do(Undo(undone_key=move.key))
    assert _where(shop, first, second) == before
    assert [shop.get(Visit, visit).state for visit in (first, second)] == [VisitState.PLANNED] * 2
    assert shop.all(StateMove, reason="Undone") == []


def test_one_answer_tells_all_that_speaks_against_it(shop: Shop) -> None:
    _planned(shop, at(13), BEN)
    _planned(shop, at(15), BEN)
    first = _planned(shop, at(9))
    second = _planned(shop, at(10), customer_id=SCHOOL)
    places = (_to(shop, first, BEN, at(13)), _to(shop, second, BEN, at(15)))
    with pytest.raises(NeedsConfirmation) as asked:
        shop.dispatcher.do(MoveVisits(places=places))
    assert asked.value.needs_reason
    library, school = str(asked.value).splitlines()
    assert library.startswith("City Library: ") and school.startswith("Hill School: ")
    assert _where(shop, first, second) == [(FAY, at(9), at(10)), (FAY, at(10), at(11))]
    shop.dispatcher.do(MoveVisits(places=places, reason="Ben has an apprentice with him"))
    assert all(shop.get(Visit, visit).double_booked for visit in (first, second))


def test_one_changed_visit_keeps_all_where_they_are(shop: Shop) -> None:
    first, second = _planned(shop, at(9)), _planned(shop, at(10))
    places = (_to(shop, first, FAY, at(14)), _to(shop, second, FAY, at(15)))
    shop.change(Visit, second, notes="Ring first")
    with pytest.raises(ConflictError):
        shop.dispatcher.do(MoveVisits(places=places))
    assert _where(shop, first) == [(FAY, at(9), at(10))]


def test_who_is_on_the_way_stays_and_so_do_the_others(shop: Shop) -> None:
    first, second = _planned(shop, at(9)), _planned(shop, at(10), customer_id=SCHOOL)
    shop.change(Visit, second, state=VisitState.EN_ROUTE)
    with pytest.raises(RuleBroken, match=r"Hill School: .*en route"):
        shop.dispatcher.do(PostponeVisits(visits=_seen(shop, first, second), days=1))
    assert _where(shop, first) == [(FAY, at(9), at(10))]


def test_a_sent_visit_that_gets_another_technician_is_planned_again(shop: Shop) -> None:
    visit = _planned(shop, at(9))
    shop.change(Visit, visit, state=VisitState.DISPATCHED)
    shop.dispatcher.do(MoveVisits(places=(_to(shop, visit, BEN, at(9)),)))
    assert shop.get(Visit, visit).state is VisitState.PLANNED


def test_the_same_visit_twice_is_refused(sqlite_shop: Shop) -> None:
    visit = _planned(sqlite_shop, at(9))
    twice = (_to(sqlite_shop, visit, FAY, at(10)), _to(sqlite_shop, visit, BEN, at(11)))
    for places in (twice, ()):
        with pytest.raises(RuleBroken):
            sqlite_shop.dispatcher.do(MoveVisits(places=places))


@pytest.mark.parametrize(("days", "months", "there"), [(7, 0, (3, 9)), (-1, 0, (3, 1)), (0, 1, (4, 2))])
def test_postponed_by_days_weeks_and_months(
    sqlite_shop: Shop, days: int, months: int, there: tuple[int, int]
) -> None:
    visit = _planned(sqlite_shop, at(9))
    sqlite_shop.dispatcher.do(PostponeVisits(visits=_seen(sqlite_shop, visit), days=days, months=months))
    start = datetime(2026, *there, 9, tzinfo=UTC)
    assert _where(sqlite_shop, visit) == [(FAY, start, start + timedelta(hours=1))]


def test_the_clock_on_the_wall_stays_across_daylight_saving(shop: Shop) -> None:
    shop.change(Company, 1, timezone="Europe/Berlin")
    visit = _planned(shop, datetime(2026, 3, 27, 8, tzinfo=UTC), hours=2)
    shop.dispatcher.do(PostponeVisits(visits=_seen(shop, visit), days=3))
    start = datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert _where(shop, visit) == [(FAY, start, start + timedelta(hours=2))]


def test_the_last_of_a_month_stays_the_last() -> None:
    zone = ZoneInfo("UTC")
    start = datetime(2026, 1, 31, 9, tzinfo=UTC)
    assert postponed(start, 0, 1, zone) == datetime(2026, 2, 28, 9, tzinfo=UTC)
    assert postponed(start, 1, -2, zone) == datetime(2025, 12, 1, 9, tzinfo=UTC)


def test_two_visits_take_each_others_places_and_keep_their_lengths(shop: Shop) -> None:
    first, second = _planned(shop, at(9), hours=2), _planned(shop, at(13), BEN)
    swap = SwapVisits(first=_seen(shop, first)[0], second=_seen(shop, second)[0])
    shop.dispatcher.do(swap)
    assert _where(shop, first, second) == [(BEN, at(13), at(15)), (FAY, at(9), at(10))]
    shop.dispatcher.do(Undo(undone_key=swap.key))
    assert _where(shop, first, second) == [(FAY, at(9), at(11)), (BEN, at(13), at(14))]


def test_neighbours_of_one_row_are_swapped(shop: Shop) -> None:
    first, second = _planned(shop, at(9)), _planned(shop, at(10))
    shop.dispatcher.do(SwapVisits(first=_seen(shop, first)[0], second=_seen(shop, second)[0]))
    assert _where(shop, first, second) == [(FAY, at(10), at(11)), (FAY, at(9), at(10))]


def test_a_day_is_told_by_state(shop: Shop) -> None:
    sent, planned = _planned(shop, at(9)), _planned(shop, at(10))
    _planned(shop, at(9, day=3))
    shop.change(Visit, sent, state=VisitState.ON_SITE)
    found = shop.dispatcher.ask(VisitsOfDay(day=date(2026, 3, 2)))
    assert [(row.visit_id, row.kept_by) for row in found] == [(sent, "On site"), (planned, "")]
    only = shop.dispatcher.ask(VisitsOfDay(day=date(2026, 3, 2), states=(VisitState.PLANNED,)))
    assert [row.visit_id for row in only] == [planned]
    assert (only[0].customer, only[0].technician) == ("City Library", "Fay Brooks")


def test_several_jobs_are_placed_or_none_is(shop: Shop) -> None:
    first, second = shop.job(), shop.job(customer_id=SCHOOL)
    waiting = shop.visit(second)
    places = (
        NewVisit(first, None, shop.version(WorkOrder, first), FAY, at(9), at(10)),
        NewVisit(second, waiting, shop.version(Visit, waiting), FAY, at(10), at(11)),
    )
    place = PlaceVisits(places=places)
    made = shop.dispatcher.do(place).value
    assert made[1] == waiting
    assert _where(shop, *made) == [(FAY, at(9), at(10)), (FAY, at(10), at(11))]
    shop.dispatcher.do(Undo(undone_key=place.key))
    assert [visit.state for visit in shop.all(Visit)] == [VisitState.UNPLACED]
    over = (places[1], NewVisit(first, None, shop.version(WorkOrder, first), FAY, at(10), at(11)))
    over = (NewVisit(second, waiting, shop.version(Visit, waiting), FAY, at(10), at(11)), over[1])
    with pytest.raises(NeedsConfirmation, match="City Library: "):
        shop.dispatcher.do(PlaceVisits(places=over))
    assert [visit.state for visit in shop.all(Visit)] == [VisitState.UNPLACED]
