"""Ways as booked time: told from the visit before or from home, and told anew when visits come, go or move."""

from typing import Any

import pytest

from fsmdesk.core.errors import NeedsConfirmation
from fsmdesk.core.placement import Rule
from fsmdesk.core.states import VisitState
from fsmdesk.models import Company, PlacementReason, Site, Technician, Visit, WorkOrder
from fsmdesk.services.dispatch.messages import MoveVisit, PlaceVisit, SetVisitState, UnplaceVisit
from tests.services.dispatch.test_placing_races import at_once
from tests.services.shop import BEN, FAY, LIBRARY_SITE, SCHOOL_SITE, Shop, at

# One hundredth of a degree of latitude is 1.11 km; with the usual factor and speed some 2.2 minutes.
_HOME, _LIBRARY, _SCHOOL = 50_000_000, 50_100_000, 50_200_000
TO_LIBRARY, BETWEEN, TO_SCHOOL = 22, 22, 43


@pytest.fixture
def shop(shop: Shop) -> Shop:
    """An office that books the ways: home, library and school stand in a line."""
    shop.change(Company, 1, guards_travel=True)
    shop.change(Site, LIBRARY_SITE, latitude_micro=_LIBRARY, longitude_micro=8_000_000)
    shop.change(Site, SCHOOL_SITE, latitude_micro=_SCHOOL, longitude_micro=8_000_000)
    for technician in (FAY, BEN):
        shop.change(Technician, technician, home_latitude_micro=_HOME, home_longitude_micro=8_000_000)
    return shop


def _at_school(shop: Shop) -> int:
    return shop.job(site_id=SCHOOL_SITE, equipment_id=None)


def _command(
    shop: Shop, job: int, hour: int, minute: int = 0, technician: int = FAY, minutes: int = 60, **more: Any
) -> PlaceVisit:
    end_hour, end_minute = divmod(hour * 60 + minute + minutes, 60)
    return PlaceVisit(
        work_order_id=job,
        visit_id=None,
        seen_version=shop.version(WorkOrder, job),
        technician_id=technician,
        start_at=at(hour, minute),
        end_at=at(end_hour, end_minute),
        **more,
    )


def _place(shop: Shop, job: int, hour: int, minute: int = 0, **more: Any) -> int:
    return shop.dispatcher.do(_command(shop, job, hour, minute, **more)).value


def _ways(shop: Shop, *visits: int) -> list[int]:
    return [shop.get(Visit, visit).travel_minutes for visit in visits]


def test_the_first_way_is_from_home_and_the_next_from_the_visit_before(shop: Shop) -> None:
    first, then = _place(shop, shop.job(), 9), _place(shop, _at_school(shop), 11)
    assert _ways(shop, first, then) == [TO_LIBRARY, BETWEEN]
    again = _place(shop, shop.job(), 14)
    next_day = shop.dispatcher.do(
        PlaceVisit(
            work_order_id=(job := shop.job()),
            visit_id=None,
            seen_version=shop.version(WorkOrder, job),
            technician_id=FAY,
            start_at=at(9, day=3),
            end_at=at(10, day=3),
        )
    ).value
    assert _ways(shop, again, next_day) == [BETWEEN, TO_LIBRARY]


def test_without_the_setting_or_the_coordinates_nothing_is_booked(shop: Shop) -> None:
    shop.change(Site, SCHOOL_SITE, latitude_micro=None, longitude_micro=None)
    assert _ways(shop, _place(shop, _at_school(shop), 9)) == [0]
    shop.change(Company, 1, guards_travel=False)
    assert _ways(shop, _place(shop, shop.job(), 11)) == [0]


def test_who_comes_after_sets_out_from_the_new_place(shop: Shop) -> None:
    later = _place(shop, _at_school(shop), 11)
    assert _ways(shop, later) == [TO_SCHOOL]
    between = _place(shop, shop.job(), 9)
    assert _ways(shop, between, later) == [TO_LIBRARY, BETWEEN]
    shop.dispatcher.do(UnplaceVisit(visit_id=between, seen_version=shop.version(Visit, between)))
    assert _ways(shop, between, later) == [0, TO_SCHOOL]


@pytest.mark.parametrize("how", ["moved", "other technician", "cancelled"])
def test_who_comes_after_sets_out_from_where_he_was_before(shop: Shop, how: str) -> None:
    between, later = _place(shop, shop.job(), 9), _place(shop, _at_school(shop), 11)
    version = shop.version(Visit, between)
    span: dict[str, Any] = {"start_at": at(9), "end_at": at(10)}
    commands: dict[str, Any] = {
        "moved": MoveVisit(
            visit_id=between, seen_version=version, technician_id=FAY, start_at=at(14), end_at=at(15)
        ),
        "other technician": MoveVisit(visit_id=between, seen_version=version, technician_id=BEN, **span),
        "cancelled": SetVisitState(visit_id=between, seen_version=version, after=VisitState.CANCELLED),
    }
    shop.dispatcher.do(commands[how])
    assert _ways(shop, later) == [TO_SCHOOL]
    if how == "moved":
        assert _ways(shop, between) == [BETWEEN]


def test_a_way_that_does_not_fit_is_asked_about_and_takes_what_is_free(shop: Shop) -> None:
    _place(shop, shop.job(), 9)
    job = _at_school(shop)
    with pytest.raises(NeedsConfirmation) as asked:
        _place(shop, job, 10, 15)
    assert asked.value.key == "travel"
    assert str(asked.value) == "The way from City Library takes 22 min: Fay is there until 10:00."
    tight = _place(shop, job, 10, 15, reason="The bus goes")
    assert _ways(shop, tight) == [15]
    assert not shop.get(Visit, tight).double_booked
    [kept] = shop.all(PlacementReason)
    assert (kept.rule, kept.reason) == (Rule.TRAVEL, "The bus goes")


def test_a_visit_that_leaves_too_little_time_for_the_next_way_is_asked_about(shop: Shop) -> None:
    later = _place(shop, _at_school(shop), 11)
    job = shop.job()
    with pytest.raises(NeedsConfirmation) as asked:
        _place(shop, job, 9, 50)
    assert str(asked.value) == "The way to City Library takes 22 min: Fay has to be there at 11:00."
    _place(shop, job, 9, 50, reason="She drives fast")
    assert _ways(shop, later) == [10]


def test_a_visit_made_longer_shortens_the_way_after_it_in_one_step(shop: Shop) -> None:
    first, later = _place(shop, shop.job(), 9), _place(shop, _at_school(shop), 11)
    span: dict[str, Any] = {"technician_id": FAY, "start_at": at(9), "end_at": at(10, 50)}
    stretch = MoveVisit(
        visit_id=first, seen_version=shop.version(Visit, first), reason="Takes longer", **span
    )
    shop.dispatcher.do(stretch)
    assert _ways(shop, later) == [10]
    span["end_at"] = at(10)
    shop.dispatcher.do(MoveVisit(visit_id=first, seen_version=shop.version(Visit, first), **span))
    assert _ways(shop, later) == [BETWEEN]


def test_a_visit_under_a_marked_one_keeps_its_way(shop: Shop) -> None:
    below = _place(shop, _at_school(shop), 11)
    marked = _place(shop, shop.job(), 11, 30, reason="Both at once")
    early = _place(shop, shop.job(), 8)
    assert _ways(shop, early, below, marked) == [TO_LIBRARY, BETWEEN, 0]
    shop.dispatcher.do(UnplaceVisit(visit_id=early, seen_version=shop.version(Visit, early)))
    assert _ways(shop, below) == [BETWEEN]


def test_two_seats_do_not_slip_into_each_others_ways(shop: Shop) -> None:
    for day_hour in (8, 12, 16):
        first = _command(shop, shop.job(), day_hour)
        second = _command(shop, _at_school(shop), day_hour + 1, 10)
        refused = at_once(shop, first, second)
        assert len(refused) == 1
        said = str(refused[0])
        assert "The way" in said and "22 min" in said and "City Library" in said


def test_two_seats_swap_technicians_without_waiting_for_each_other(shop: Shop) -> None:
    for hour in (8, 11, 14):
        of_fay, of_ben = _place(shop, shop.job(), hour), _place(shop, shop.job(), hour, technician=BEN)
        free: dict[str, Any] = {"start_at": at(hour + 1, 30), "end_at": at(hour + 2)}
        commands = [
            MoveVisit(
                visit_id=visit, seen_version=shop.version(Visit, visit), technician_id=to, reason="x", **free
            )
            for visit, to in ((of_fay, BEN), (of_ben, FAY))
        ]
        assert at_once(shop, *commands) == []
