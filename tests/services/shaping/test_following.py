"""What would be pushed, and what stays."""

from datetime import datetime, timedelta

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Absence, Visit
from fsmdesk.services.shaping.messages import MoveVisits, NewPlace, PinVisits, SeenVisit, WhatFollows
from tests.services.shop import FAY, LIBRARY, SCHOOL, Shop, at


def _planned(shop: Shop, start: datetime, hours: float = 1, customer_id: int = LIBRARY) -> int:
    return shop.visit(
        shop.job(WorkOrderState.SCHEDULED, customer_id=customer_id),
        start,
        start + timedelta(hours=hours),
        FAY,
    )


def _plan(shop: Shop, visit: int, end: datetime) -> list[tuple[int, datetime]]:
    plan = shop.dispatcher.ask(WhatFollows(visit_id=visit, end_at=end))
    return [(push.visit.visit_id, push.start_at) for push in plan.pushed]


def test_gaps_are_used_up_and_the_rest_stays(shop: Shop) -> None:
    first, second, third = _planned(shop, at(9)), _planned(shop, at(10)), _planned(shop, at(11, 30))
    last = _planned(shop, at(15))
    assert _plan(shop, first, at(10)) == []
    assert _plan(shop, first, at(11)) == [(second, at(11)), (third, at(12))]
    plan = shop.dispatcher.ask(WhatFollows(visit_id=first, end_at=at(11)))
    places = [
        NewPlace(push.visit.visit_id, push.visit.version, FAY, push.start_at, push.end_at)
        for push in plan.pushed
    ]
    places.append(NewPlace(first, shop.version(Visit, first), FAY, at(9), at(11)))
    shop.dispatcher.do(MoveVisits(places=tuple(places)))
    starts = [shop.get(Visit, visit).start_at for visit in (first, second, third, last)]
    assert starts == [at(9), at(11), at(12), at(15)]


def test_pinned_begun_and_away_are_passed_over(shop: Shop) -> None:
    first, pinned = _planned(shop, at(9)), _planned(shop, at(11), customer_id=SCHOOL)
    moved = _planned(shop, at(10))
    shop.add(Absence(technician_id=FAY, start_at=at(12), end_at=at(13), reason="Dentist"))
    shop.dispatcher.do(
        PinVisits(visits=(SeenVisit(pinned, shop.version(Visit, pinned)),), time=True, technician=False)
    )
    plan = shop.dispatcher.ask(WhatFollows(visit_id=first, end_at=at(10, 30)))
    assert [(push.visit.visit_id, push.start_at) for push in plan.pushed] == [(moved, at(13))]
    assert plan.remarks == ("Hill School at 11:00 stays: time pinned.",)
    shop.change(Visit, pinned, is_time_pinned=False, state=VisitState.ON_SITE)
    assert _plan(shop, first, at(10, 30)) == [(moved, at(13))]


def test_what_gets_to_another_day_is_told(sqlite_shop: Shop) -> None:
    first, late = _planned(sqlite_shop, at(9)), _planned(sqlite_shop, at(22), 3)
    plan = sqlite_shop.dispatcher.ask(WhatFollows(visit_id=first, end_at=at(1, day=3)))
    assert [push.visit.visit_id for push in plan.pushed] == [late]
    assert plan.remarks[0].startswith("City Library comes on another day")


def test_a_visit_that_is_nowhere_pushes_nothing(sqlite_shop: Shop) -> None:
    waiting = sqlite_shop.visit(sqlite_shop.job())
    with pytest.raises(RuleBroken):
        _plan(sqlite_shop, waiting, at(9))
    with pytest.raises(RuleBroken):
        _plan(sqlite_shop, _planned(sqlite_shop, at(9)), at(9))
