"""The way between two points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.planning.travel import Point, kilometres_between, minutes_between

points = st.builds(Point, st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000))
BERLIN, MUNICH = Point(52_520_008, 13_404_954), Point(48_137_154, 11_576_124)


def test_a_known_distance() -> None:
    assert kilometres_between(BERLIN, MUNICH) == pytest.approx(504.4, abs=1)


@given(points, points)
def test_ways_are_symmetric_and_no_longer_than_half_the_earth(here: Point, there: Point) -> None:
    away = kilometres_between(here, there)
    assert away == pytest.approx(kilometres_between(there, here), abs=1e-6)
    assert 0 <= away <= 20_016
    assert minutes_between(here, there) >= 0


def test_the_same_place_takes_no_time_and_the_next_street_a_little() -> None:
    assert minutes_between(BERLIN, BERLIN) == 0
    assert minutes_between(BERLIN, Point(52_522_008, 13_404_954)) == 5
