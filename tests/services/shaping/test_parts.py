"""One visit becomes two, two become one, one becomes many; copies and crews."""

from datetime import datetime, timedelta

import pytest

from fsmdesk.core.errors import NeedsConfirmation, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Absence, Shift, StateMove, Visit
from fsmdesk.services.shaping.messages import (
    CopyVisits,
    CrewOf,
    LeaveCrew,
    MergeVisits,
    NewPlace,
    Part,
    SeenVisit,
    SplitVisit,
    SpreadDays,
    SpreadVisit,
    WhatIsAgainst,
)
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import BEN, FAY, Shop, at


def _planned(
    shop: Shop, start: datetime, hours: int = 2, job: int | None = None, technician: int = FAY
) -> int:
    job = job if job is not None else shop.job(WorkOrderState.SCHEDULED)
    return shop.visit(job, start, start + timedelta(hours=hours), technician)


def _seen(shop: Shop, visit: int) -> SeenVisit:
    return SeenVisit(visit, shop.version(Visit, visit))


def _span(shop: Shop, visit: int) -> tuple[int | None, datetime | None, datetime | None]:
    found = shop.get(Visit, visit)
    return (found.technician_id, found.start_at, found.end_at)


def test_split_merged_and_taken_back(shop: Shop) -> None:
    visit = _planned(shop, at(9))
    split = SplitVisit(visit_id=visit, seen_version=1, at=at(9, 30))
    other = shop.dispatcher.do(split).value
    assert _span(shop, visit) == (FAY, at(9), at(9, 30))
    assert _span(shop, other) == (FAY, at(9, 30), at(11))
    merge = MergeVisits(first=_seen(shop, other), second=_seen(shop, visit))
    assert shop.dispatcher.do(merge).value == visit
    assert _span(shop, visit) == (FAY, at(9), at(11))
    assert shop.get(Visit, other).state is VisitState.CANCELLED
    shop.dispatcher.do(Undo(undone_key=merge.key))
    shop.dispatcher.do(Undo(undone_key=split.key))
    assert [_span(shop, one.id) for one in shop.all(Visit)] == [(FAY, at(9), at(11))]


@pytest.mark.parametrize("moment", [at(9), at(11), at(12)])
def test_a_visit_is_split_inside_of_it(sqlite_shop: Shop, moment: datetime) -> None:
    visit = _planned(sqlite_shop, at(9))
    with pytest.raises(RuleBroken, match="between"):
        sqlite_shop.dispatcher.do(SplitVisit(visit_id=visit, seen_version=1, at=moment))


def test_merged_over_a_gap_it_is_as_long_as_both_and_asks_if_that_is_taken(shop: Shop) -> None:
    job = shop.job(WorkOrderState.SCHEDULED)
    first, second = _planned(shop, at(9), 1, job), _planned(shop, at(14), 2, job)
    between = _planned(shop, at(11), 1)
    pair = (_seen(shop, first), _seen(shop, second))
    with pytest.raises(NeedsConfirmation):
        shop.dispatcher.do(MergeVisits(first=pair[0], second=pair[1]))
    assert shop.get(Visit, second).state is VisitState.PLANNED
    shop.dispatcher.do(MergeVisits(first=pair[0], second=pair[1], reason="The other one is short"))
    assert _span(shop, first) == (FAY, at(9), at(12))
    assert shop.get(Visit, first).double_booked and not shop.get(Visit, between).double_booked


def test_only_visits_of_one_job_and_technician_are_merged(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    job = shop.job(WorkOrderState.SCHEDULED)
    here, there = _planned(shop, at(9), job=job), _planned(shop, at(9), job=job, technician=BEN)
    other = _planned(shop, at(12))
    for second, words in ((there, "technician"), (other, "job")):
        with pytest.raises(RuleBroken, match=words):
            shop.dispatcher.do(MergeVisits(first=_seen(shop, here), second=_seen(shop, second)))


def test_spread_over_days_without_nights_and_days_off(shop: Shop) -> None:
    for weekday in range(5):
        shop.add(Shift(technician_id=FAY, weekday=weekday, start_minute=8 * 60, end_minute=16 * 60))
    shop.add(Absence(technician_id=FAY, start_at=at(0, day=4), end_at=at(0, day=5), reason="Doctor"))
    visit = _planned(shop, at(12, day=3), 3)
    parts = shop.dispatcher.ask(
        SpreadDays(technician_id=FAY, start_at=at(12, day=3), minutes=20 * 60, minutes_a_day=6 * 60)
    )
    assert parts == (
        Part(at(12, day=3), at(16, day=3)),
        Part(at(8, day=5), at(14, day=5)),
        Part(at(8, day=6), at(14, day=6)),
        Part(at(8, day=9), at(12, day=9)),
    )
    spread = SpreadVisit(visit_id=visit, seen_version=1, parts=parts)
    made = shop.dispatcher.do(spread).value
    rows = [shop.get(Visit, one) for one in made]
    assert made[0] == visit and len({row.series_key for row in rows}) == 1 and rows[0].series_key
    assert [(row.start_at, row.end_at) for row in rows] == [(part.start_at, part.end_at) for part in parts]
    shop.dispatcher.do(Undo(undone_key=spread.key))
    assert [(row.id, row.series_key) for row in shop.all(Visit)] == [(visit, None)]
    assert _span(shop, visit) == (FAY, at(12, day=3), at(15, day=3))


def test_who_has_no_shifts_is_spread_over_the_office_day(sqlite_shop: Shop) -> None:
    query = SpreadDays(technician_id=FAY, start_at=at(20), minutes=120, minutes_a_day=60)
    parts = sqlite_shop.dispatcher.ask(query)
    assert [part.start_at.date().day for part in parts] == [3, 4]
    assert all(part.end_at - part.start_at == timedelta(hours=1) for part in parts)


@pytest.mark.parametrize(("minutes", "a_day"), [(0, 60), (60, 0), (60, 25 * 60)])
def test_hours_that_make_no_sense_are_refused(sqlite_shop: Shop, minutes: int, a_day: int) -> None:
    with pytest.raises(RuleBroken):
        sqlite_shop.dispatcher.ask(
            SpreadDays(technician_id=FAY, start_at=at(9), minutes=minutes, minutes_a_day=a_day)
        )


def test_parts_follow_one_another(sqlite_shop: Shop) -> None:
    visit = _planned(sqlite_shop, at(9))
    for parts in ((), (Part(at(9), at(11)), Part(at(10), at(12)))):
        with pytest.raises(RuleBroken):
            sqlite_shop.dispatcher.do(SpreadVisit(visit_id=visit, seen_version=1, parts=parts))


def test_a_helper_goes_with_the_visit_and_leaves_again(shop: Shop) -> None:
    visit = _planned(shop, at(9))
    places = (NewPlace(visit, 1, BEN, at(9), at(11)),)
    (helper,) = shop.dispatcher.do(CopyVisits(copies=places, as_crew=True, is_helper=True)).value
    crew = shop.dispatcher.ask(CrewOf(visit_id=helper))
    assert [(one.visit_id, one.technician, one.is_helper) for one in crew] == [
        (visit, "Fay Brooks", False),
        (helper, "Ben Ito", True),
    ]
    shop.dispatcher.do(LeaveCrew(visit_id=visit, seen_version=shop.version(Visit, visit)))
    left = shop.get(Visit, helper)
    assert (left.crew_key, left.is_helper) == (None, False)
    gone = shop.get(Visit, visit)
    assert (gone.state, gone.crew_key) == (VisitState.CANCELLED, None)
    assert shop.all(StateMove, visit_id=visit)[-1].reason == "Taken out of the crew"
    assert [one.visit_id for one in shop.dispatcher.ask(CrewOf(visit_id=helper))] == [helper]


def test_a_copy_is_a_visit_of_its_own(shop: Shop) -> None:
    visit = _planned(shop, at(9))
    copy = CopyVisits(copies=(NewPlace(visit, 1, BEN, at(13), at(15)),))
    (made,) = shop.dispatcher.do(copy).value
    assert _span(shop, made) == (BEN, at(13), at(15))
    assert shop.get(Visit, made).crew_key is None and shop.get(Visit, visit).version == 1
    with pytest.raises(NeedsConfirmation):
        shop.dispatcher.do(CopyVisits(copies=(NewPlace(visit, 1, FAY, at(10), at(12)),)))


def test_nobody_leaves_a_crew_of_one(sqlite_shop: Shop) -> None:
    visit = _planned(sqlite_shop, at(9))
    with pytest.raises(RuleBroken):
        sqlite_shop.dispatcher.do(LeaveCrew(visit_id=visit, seen_version=1))


def test_a_place_is_judged_before_anything_moves(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    first, second = _planned(shop, at(9)), _planned(shop, at(13), technician=BEN)
    order = shop.get(Visit, first).work_order_id
    asked = WhatIsAgainst(
        work_order_id=order, visit_id=first, technician_id=BEN, start_at=at(14), end_at=at(16)
    )
    texts = [finding.text for finding in shop.dispatcher.ask(asked)]
    assert texts == ["Ben is at City Library until 15:00."]
    free = WhatIsAgainst(
        work_order_id=order, visit_id=None, technician_id=BEN, start_at=at(10), end_at=at(11)
    )
    assert shop.dispatcher.ask(free) == ()
    assert _span(shop, second) == (BEN, at(13), at(15)) and len(shop.all(Visit)) == 2
