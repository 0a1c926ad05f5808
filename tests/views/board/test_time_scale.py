from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.times import instant_at
from fsmdesk.views.board.time_scale import Stretch, TimeScale, day_stretch
from fsmdesk.views.board.visits import minute_of

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN, PLAIN = date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 20)
ZONES = [
    ZoneInfo(name)
    for name in ("Europe/Berlin", "America/Chicago", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
]
DAYS = st.sampled_from([SPRING, AUTUMN, PLAIN, date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 5)])


def one_day(day: date, zone: ZoneInfo = BERLIN, width: float = 100) -> TimeScale:
    return TimeScale([day_stretch(day, zone)], width, zone)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (PLAIN, 24)])
def test_a_day_is_as_wide_as_it_is_long(day: date, hours: int) -> None:
    scale = one_day(day)
    assert scale.width == hours * 100
    assert len(scale.ticks(0, scale.width, 60)) == hours


@given(day=DAYS, zone=st.sampled_from(ZONES), x=st.floats(0, 2300), width=st.floats(24, 480))
def test_x_and_minute_are_inverse_on_days_of_every_length(
    day: date, zone: ZoneInfo, x: float, width: float
) -> None:
    scale = one_day(day, zone, width)
    assert scale.x_of(scale.minute_at(x)) == pytest.approx(x, abs=1e-6)


@given(
    lengths=st.lists(
        st.tuples(st.integers(1, 2000), st.integers(0, 500), st.sampled_from([0.1, 0.25, 1.0])), min_size=1
    ),
    share=st.floats(0, 1),
)
def test_compressed_and_hidden_times_keep_the_order(
    lengths: list[tuple[int, int, float]], share: float
) -> None:
    stretches, at = [], 29_000_000
    for length, gap, weight in lengths:
        stretches.append(Stretch(at, at + length, weight))
        at += length + gap
    scale = TimeScale(stretches, 60, BERLIN)
    minute = stretches[0].start_minute + share * (at - stretches[0].start_minute)
    x = scale.x_of(minute)
    assert 0 <= x <= scale.width or minute > stretches[-1].end_minute
    # At the very end of a stretch a rounding error leads over the gap that follows.
    shown = any(start <= minute < end - 1e-3 for start, end, _ in stretches)
    assert not shown or scale.minute_at(x) == pytest.approx(minute, abs=1e-3)
    assert scale.x_of(minute + 1) >= x - 1e-6


def test_stretches_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="follow"):
        TimeScale([Stretch(0, 60), Stretch(30, 90)], 60, BERLIN)


def test_the_hour_that_is_skipped_is_not_drawn() -> None:
    walls = [tick.wall_minute // 60 for tick in one_day(SPRING).ticks(0, 2300, 60)]
    assert walls[:4] == [0, 1, 3, 4]


def test_the_hour_that_comes_twice_is_drawn_twice() -> None:
    walls = [tick.wall_minute // 60 for tick in one_day(AUTUMN).ticks(0, 2500, 60)]
    assert walls[:5] == [0, 1, 2, 2, 3]


@given(
    day=DAYS,
    zone=st.sampled_from(ZONES),
    minute=st.integers(0, 23 * 60 - 1),
    step=st.sampled_from([5, 10, 15, 30]),
)
def test_snapping_lands_on_the_wall_clocks_grid_and_never_far(
    day: date, zone: ZoneInfo, minute: int, step: int
) -> None:
    scale = one_day(day, zone)
    asked = scale.start_minute + minute
    snapped = scale.snapped(asked, step)
    assert scale.wall_minute(snapped) % step == 0
    assert abs(snapped - asked) <= step / 2


def test_steps_go_to_the_next_line_first() -> None:
    scale = one_day(PLAIN)
    nine_ten = minute_of(instant_at(PLAIN, 9 * 60 + 10, BERLIN))
    walls = [scale.wall_minute(scale.stepped(nine_ten, steps, 15)) for steps in (-1, 1, 2)]
    assert walls == [9 * 60, 9 * 60 + 15, 9 * 60 + 30]


def test_zooming_keeps_the_time() -> None:
    scale = one_day(PLAIN)
    assert scale.zoomed(50).minute_at(25) == scale.minute_at(50)
