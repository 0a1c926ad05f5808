"""Which rates hold when."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.tax_periods import in_force, periods


@dataclass(frozen=True)
class Part:
    name: str
    rate: int
    valid_from: date | None = None


JULY, MAY = date(2026, 7, 1), date(2026, 5, 1)


def test_a_later_rate_of_the_same_name_takes_over_and_others_stay() -> None:
    state, county, later = Part("State", 6), Part("County", 1, MAY), Part("State", 7, JULY)
    assert [(period.first, period.last, period.parts) for period in periods((later, state, county))] == [
        (None, date(2026, 4, 30), (state,)),
        (MAY, date(2026, 6, 30), (state, county)),
        (JULY, None, (later, county)),
    ]


def test_without_dates_it_holds_for_good() -> None:
    assert periods((Part("VAT", 19),)) == ((None, None, (Part("VAT", 19),)),)
    nothing: tuple[Part, ...] = ()
    assert [period.parts for period in periods(nothing)] == [()]


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2020, 3, 1))
PARTS = st.lists(st.builds(Part, st.sampled_from("AB"), st.integers(0, 9), DAYS), max_size=5)


@given(PARTS, st.dates(date(2019, 12, 1), date(2020, 4, 1)))
def test_each_day_lies_in_one_period_that_says_what_holds(parts: list[Part], day: date) -> None:
    around = [
        period for period in periods(parts) if (period.first or date.min) <= day <= (period.last or date.max)
    ]
    assert len(around) == 1
    assert around[0].parts == tuple(in_force(parts, day))
    starts = [period.first for period in periods(parts)[1:]]
    assert starts == sorted(set(starts), key=lambda start: start or date.min)
    assert all(start and start - timedelta(days=1) for start in starts)
