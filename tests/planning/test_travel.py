"""The way between two points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.planning.travel import Point, Speed, TravelModel, kilometres_between

points = st.builds(Point, st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000))
BERLIN, MUNICH = Point(52_520_008, 13_404_954), Point(48_137_154, 11_576_124)


def test_a_known_distance() -> None:
    assert kilometres_between(BERLIN, MUNICH) == pytest.approx(504.4, abs=1)


@given(points, points)
def test_ways_are_symmetric_and_no_longer_than_half_the_earth(here: Point, there: Point) -> None:
    away = kilometres_between(here, there)
    assert away == pytest.approx(kilometres_between(there, here), abs=1e-6)
    assert 0 <= away <= 20_016
    assert TravelModel().minutes(here, there, 600) >= 0


def test_the_same_place_takes_no_time_and_the_next_street_a_little() -> None:
    model = TravelModel()
    assert model.minutes(BERLIN, BERLIN, 0) == 0
    assert model.minutes(BERLIN, Point(52_522_008, 13_404_954), 0) == 5


def test_without_speeds_everybody_drives_forty_on_streets_a_third_longer() -> None:
    assert TravelModel().minutes_for(40, 600) == 78
    assert TravelModel(detour_ppm=1_000_000).minutes_for(40, 600) == 60


def test_the_rush_hour_is_slower_and_only_as_long_as_it_lasts() -> None:
    model = TravelModel(1_000_000, (Speed(540, 60), Speed(420, 20)))  # in any order
    assert model.minutes_for(20, 420) == 60
    assert model.minutes_for(20, 600) == 20
    assert model.minutes_for(20, 510) == 30 + 10  # half an hour at 20, then the rest at 60
    assert model.minutes_for(20, 0) == 20  # the evening's speed holds through the night


def test_a_way_over_midnight_and_over_days() -> None:
    model = TravelModel(1_000_000, (Speed(0, 30), Speed(720, 60)))
    assert model.minutes_for(60, 1410) == 30 + 60
    whole_day = 12 * 30 + 12 * 60
    assert model.minutes_for(2 * whole_day + 30, 0) == 2 * 1440 + 60
    assert model.minutes_for(60, 1440 + 1410) == 90


speeds = st.lists(
    st.builds(Speed, st.integers(0, 1439), st.integers(1, 200)),
    max_size=6,
    unique_by=lambda s: s.start_minute,
)


@given(st.integers(1_000_000, 5_000_000), speeds, st.floats(0.1, 20_016), st.integers(0, 1438))
def test_who_sets_out_later_never_arrives_earlier(
    detour: int, by_time: list[Speed], kilometres: float, minute: int
) -> None:
    model = TravelModel(detour, tuple(by_time))
    now, later = (model.minutes_for(kilometres, start) for start in (minute, minute + 1))
    assert now >= 5
    assert later + 1 >= now
    fastest = max((speed.kilometres_per_hour for speed in by_time), default=40)
    assert now >= kilometres * detour / 1e6 / fastest * 60 - 1
