"""Worked time becomes billed time: exact below, rounded once, overtime by the shift."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.billed_time import (
    BilledTime,
    TimeRule,
    billed_time,
    hours_milli,
    outside_shifts,
    rounded_minutes,
    seconds_in,
)
from fsmdesk.core.terms import TimeRounding
from fsmdesk.core.times import Span, instant_at
from fsmdesk.core.worktime import WeeklyShift, subtract

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [ZoneInfo(z) for z in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")]
OFFICE = [WeeklyShift(weekday, 8 * 60, 16 * 60) for weekday in range(5)]
FRIDAY = date(2026, 11, 20)
UP, NEAREST = TimeRounding.UP, TimeRounding.NEAREST

rules = st.builds(
    TimeRule, st.sampled_from(TimeRounding), st.integers(min_value=1, max_value=480), st.integers(0, 1440)
)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
spans = st.builds(
    lambda start, seconds: Span(start, start + timedelta(seconds=seconds)), instants, st.integers(1, 200_000)
)
weeks = st.lists(
    st.builds(
        lambda day, start, length: WeeklyShift(day, start, start + length),
        *(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1440)),
    ),
    max_size=8,
)


def wall(hour: int, minute: int = 0, day: date = FRIDAY) -> datetime:
    return instant_at(day, hour * 60 + minute, BERLIN)


@pytest.mark.parametrize(
    ("seconds", "rule", "minutes"),
    [
        (0, TimeRule(), 0),
        (-5, TimeRule(least_minutes=60), 0),
        (1, TimeRule(), 15),
        (900, TimeRule(), 15),
        (901, TimeRule(), 30),
        (3900, TimeRule(), 75),
        (3900, TimeRule(NEAREST), 60),
        (4050, TimeRule(NEAREST), 75),
        (60, TimeRule(NEAREST), 15),
        (3900, TimeRule(UP, 1), 65),
        (600, TimeRule(UP, 15, 60), 60),
        (4200, TimeRule(UP, 15, 60), 75),
        (1, TimeRule(UP, 480), 480),
    ],
)
def test_a_sum_is_billed_in_the_shops_steps(seconds: int, rule: TimeRule, minutes: int) -> None:
    assert rounded_minutes(seconds, rule) == minutes


@given(st.integers(1, 10**6), rules)
def test_a_rounded_sum_is_near_and_never_too_little(seconds: int, rule: TimeRule) -> None:
    minutes = rounded_minutes(seconds, rule)
    assert minutes >= max(rule.least_minutes, 1)
    if minutes != rule.least_minutes:
        assert minutes % rule.step_minutes == 0
    if minutes > max(rule.step_minutes, rule.least_minutes):
        beyond = minutes * 60 - seconds
        step = rule.step_minutes * 60
        assert 0 <= beyond < step if rule.rounding is UP else abs(2 * beyond) <= step


@given(st.integers(0, 10**6), st.integers(0, 10**6), rules)
def test_more_work_is_never_billed_less(one: int, more: int, rule: TimeRule) -> None:
    assert rounded_minutes(one + more, rule) >= rounded_minutes(one, rule)


@given(st.integers(0, 10**6), st.integers(0, 10**6), rules)
def test_overtime_is_a_part_of_what_is_billed(worked: int, overtime: int, rule: TimeRule) -> None:
    billed = billed_time(worked, overtime, rule)
    assert billed.minutes == rounded_minutes(worked, rule)
    assert billed.regular_minutes >= 0 and billed.overtime_minutes >= 0
    if overtime == 0 and worked:
        assert billed.overtime_minutes == 0
    if overtime >= worked:
        assert billed.regular_minutes == 0


def test_a_few_minutes_beyond_the_shift_are_no_overtime() -> None:
    rule = TimeRule()
    assert billed_time(3600 + 300, 300, rule) == BilledTime(75, 0)
    assert billed_time(3600 + 600, 600, rule) == BilledTime(60, 15)
    assert billed_time(1200, 1200, rule) == BilledTime(0, 30)
    assert billed_time(0, 0, rule) == BilledTime(0, 0)


def test_overtime_is_what_no_shift_covers() -> None:
    worked = [Span(wall(7, 30), wall(12)), Span(wall(13), wall(18))]
    beyond = outside_shifts(worked, OFFICE, BERLIN)
    assert beyond == (Span(wall(7, 30), wall(8)), Span(wall(16), wall(18)))
    saturday = FRIDAY + timedelta(days=1)
    whole = [Span(wall(9, day=saturday), wall(11, day=saturday))]
    assert outside_shifts(whole, OFFICE, BERLIN) == tuple(whole)


def test_nobody_knows_the_overtime_of_who_has_no_shifts() -> None:
    assert outside_shifts([Span(wall(1), wall(3))], [], BERLIN) == ()
    assert outside_shifts([], OFFICE, BERLIN) == ()


def test_a_night_shift_covers_what_is_after_midnight() -> None:
    night = [WeeklyShift(4, 22 * 60, 30 * 60)]
    saturday = FRIDAY + timedelta(days=1)
    worked = [Span(wall(21), wall(7, day=saturday))]
    assert outside_shifts(worked, night, BERLIN) == (
        Span(wall(21), wall(22)),
        Span(wall(6, day=saturday), wall(7, day=saturday)),
    )


def test_nights_of_23_and_25_hours_have_the_hours_that_pass() -> None:
    night = [WeeklyShift(5, 22 * 60, 30 * 60)]
    for saturday, hours in ((date(2026, 3, 28), 7), (date(2026, 10, 24), 9)):
        sunday = saturday + timedelta(days=1)
        worked = Span(wall(22, day=saturday), wall(6, day=sunday))
        assert seconds_in([worked]) == hours * 3600
        assert outside_shifts([worked], night, BERLIN) == ()
        longer = Span(worked.start, worked.end + timedelta(minutes=10))
        assert seconds_in(outside_shifts([longer], night, BERLIN)) == 600


@given(st.lists(spans, max_size=5), weeks, st.sampled_from(ZONES))
def test_overtime_is_within_the_work_and_the_rest_within_the_shifts(
    worked: list[Span], week: list[WeeklyShift], zone: ZoneInfo
) -> None:
    beyond = outside_shifts(worked, week, zone)
    assert subtract(beyond, worked) == ()
    regular = subtract(worked, beyond)
    assert seconds_in(beyond) + seconds_in(regular) == pytest.approx(seconds_in(worked), abs=len(regular) + 1)
    if week:
        assert outside_shifts(regular, week, zone) == ()


def test_each_moment_counts_once() -> None:
    assert seconds_in([Span(wall(8), wall(10)), Span(wall(9), wall(11))]) == 3 * 3600
    assert seconds_in([]) == 0


def test_hours_of_lines_are_thousandths() -> None:
    assert [hours_milli(minutes) for minutes in (0, 5, 15, 50, 75)] == [0, 83, 250, 833, 1250]
