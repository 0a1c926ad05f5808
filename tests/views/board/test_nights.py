from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.times import instant_at
from fsmdesk.views.board.nights import Nights, WorkingDay, days_scale
from fsmdesk.views.board.visits import minute_of

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = WorkingDay(7 * 60, 18 * 60)
SPRING, AUTUMN, PLAIN = date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 20)


def at(day: date, hour: int, minute: int = 0) -> int:
    return minute_of(instant_at(day, hour * 60 + minute, BERLIN))


def days_from(day: date, count: int = 3) -> list[date]:
    return [day + timedelta(days=n) for n in range(count)]


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (PLAIN, 24)])
def test_days_are_as_wide_as_they_are_long_also_among_others(day: date, hours: int) -> None:
    scale = days_scale(days_from(day - timedelta(days=1)), BERLIN, 10, Nights.FULL, OFFICE)
    assert [mark.day for mark in scale.days] == days_from(day - timedelta(days=1))
    assert scale.days[1].right - scale.days[1].left == hours * 10


@pytest.mark.parametrize("nights", [Nights.NARROW, Nights.HIDDEN])
@pytest.mark.parametrize("day", [SPRING, AUTUMN, PLAIN])
def test_the_working_day_is_as_wide_as_ever_and_stands_at_its_wall_time(day: date, nights: Nights) -> None:
    scale = days_scale(days_from(day), BERLIN, 60, nights, OFFICE)
    assert scale.x_of(at(day, 17)) - scale.x_of(at(day, 8)) == pytest.approx(9 * 60)
    ticks = [tick.wall_minute for tick in scale.ticks(0, scale.width, 60, 30)]
    assert ticks[0] == 6 * 60 and 18 * 60 in ticks
    assert 2 * 60 not in ticks


def test_hidden_nights_take_no_room_and_narrow_ones_a_sixth() -> None:
    full, narrow, hidden = (
        days_scale([PLAIN], BERLIN, 60, nights, OFFICE).width
        for nights in (Nights.FULL, Nights.NARROW, Nights.HIDDEN)
    )
    assert full == 24 * 60 and hidden == 13 * 60
    assert narrow == pytest.approx(hidden + 11 * 10)


def test_a_night_with_a_visit_in_it_is_never_hidden() -> None:
    call_out = (at(PLAIN, 2), at(PLAIN, 3))
    scale = days_scale(days_from(PLAIN), BERLIN, 60, Nights.HIDDEN, OFFICE, [call_out])
    assert scale.x_of(call_out[1]) - scale.x_of(call_out[0]) == pytest.approx(10)
    others = scale.x_of(at(PLAIN + timedelta(days=1), 3)) - scale.x_of(at(PLAIN + timedelta(days=1), 2))
    assert others == 0


@given(
    day=st.dates(date(2026, 1, 1), date(2026, 12, 20)),
    nights=st.sampled_from(Nights),
    share=st.floats(0, 1),
    width=st.floats(1, 200),
)
def test_x_and_minute_are_inverse_whatever_nights_look_like(
    day: date, nights: Nights, share: float, width: float
) -> None:
    scale = days_scale(days_from(day, 7), BERLIN, width, nights, OFFICE)
    x = share * scale.width * 0.999
    assert scale.x_of(scale.minute_at(x)) == pytest.approx(x, abs=1e-5)
