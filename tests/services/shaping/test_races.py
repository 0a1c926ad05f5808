"""Two seats that shape the same rows at the same moment: both are done or one is told, and nobody waits for ever."""

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Visit
from fsmdesk.services.shaping.messages import (
    MoveVisits,
    NewPlace,
    NewVisit,
    PlaceVisits,
    SeenVisit,
    SwapVisits,
    UnplaceVisits,
)
from tests.services.same_moment import at_once
from tests.services.shop import BEN, FAY, Shop, at


def _planned(shop: Shop, hour: int, technician: int) -> int:
    return shop.visit(shop.job(WorkOrderState.SCHEDULED), at(hour), None, technician)


def _seen(shop: Shop, visit: int) -> SeenVisit:
    return SeenVisit(visit, shop.version(Visit, visit))


def test_two_seats_move_pairs_across_the_same_rows(shop: Shop) -> None:
    for hour in range(8, 12):
        mine = (_planned(shop, hour, FAY), _planned(shop, hour, BEN))
        yours = (_planned(shop, hour + 6, BEN), _planned(shop, hour + 6, FAY))
        wishes = []
        for seat, pair, start in ((shop.dispatcher, mine, hour), (shop.owner, yours, hour + 6)):
            first, second = (_seen(shop, visit) for visit in pair)
            wishes.append((seat, SwapVisits(first=first, second=second)))
            assert shop.get(Visit, pair[0]).start_at == at(start)
        assert at_once(wishes) == [None, None]
        for pair, technicians in ((mine, [BEN, FAY]), (yours, [FAY, BEN])):
            assert [shop.get(Visit, visit).technician_id for visit in pair] == technicians
        undone = UnplaceVisits(visits=tuple(_seen(shop, visit) for visit in (*mine, *yours)))
        shop.dispatcher.do(undone)


def test_one_of_two_groups_gets_the_hours(shop: Shop) -> None:
    mine = (_planned(shop, 8, FAY), _planned(shop, 9, FAY))
    yours = (_planned(shop, 8, BEN), _planned(shop, 9, BEN))
    wishes = []
    for seat, pair in ((shop.dispatcher, mine), (shop.owner, yours)):
        places = tuple(
            NewPlace(visit, 1, technician, at(13), at(14))
            for visit, technician in zip(pair, (FAY, BEN), strict=True)
        )
        wishes.append((seat, MoveVisits(places=places)))
    assert sum(error is not None for error in at_once(wishes)) == 1
    at_one = [visit for visit in shop.all(Visit) if visit.start_at == at(13)]
    assert len(at_one) == 2 and {visit.id for visit in at_one} in ({*mine}, {*yours})


def test_two_seats_place_the_same_jobs_in_other_orders(shop: Shop) -> None:
    first, second = shop.job(), shop.job()
    there = NewVisit(first, None, 1, FAY, at(8), at(9)), NewVisit(second, None, 1, BEN, at(8), at(9))
    wishes = [
        (shop.dispatcher, PlaceVisits(places=there)),
        (shop.owner, PlaceVisits(places=there[::-1])),
    ]
    assert sum(error is not None for error in at_once(wishes)) == 1
    assert [visit.state for visit in shop.all(Visit)] == [VisitState.PLANNED] * 2
