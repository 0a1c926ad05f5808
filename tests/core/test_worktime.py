"""Shifts become spans that are right on every day of the year; spans are cut to the minute."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.times import Span, instant_at
from fsmdesk.core.worktime import (
    WeeklyShift,
    add_business_minutes,
    merged,
    minutes_within,
    outside,
    shift_spans,
    subtract,
    working_spans,
)

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    ZoneInfo(z) for z in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Gaza")
]
OFFICE = [WeeklyShift(weekday, 9 * 60, 17 * 60) for weekday in range(5)]
FRIDAY = date(2026, 11, 20)
DAY = datetime(2026, 11, 20, tzinfo=UTC)


def span(start: float, end: float) -> Span:
    return Span(DAY + timedelta(hours=start), DAY + timedelta(hours=end))


def test_a_shift_is_wall_time_on_its_weekday() -> None:
    shift = WeeklyShift(4, 8 * 60, 16 * 60)
    assert shift_spans([shift], FRIDAY, BERLIN) == (span(7, 15),)
    assert shift_spans([shift], FRIDAY + timedelta(days=1), BERLIN) == ()


def test_a_shift_is_worked_while_it_is_valid() -> None:
    shift = WeeklyShift(4, 480, 960, valid_from=FRIDAY, valid_until=FRIDAY)
    week = timedelta(days=7)
    assert [shift.begins_on(day) for day in (FRIDAY - week, FRIDAY, FRIDAY + week)] == [False, True, False]


def test_a_night_shift_reaches_into_the_next_day() -> None:
    night = [WeeklyShift(4, 22 * 60, 30 * 60)]
    saturday = FRIDAY + timedelta(days=1)
    assert shift_spans(night, saturday, BERLIN) == ()
    assert working_spans(night, saturday, saturday, BERLIN) == (span(21, 29),)
    assert working_spans(night, saturday + timedelta(days=1), saturday + timedelta(days=1), BERLIN) == ()


def test_shifts_that_touch_are_one_stretch() -> None:
    parts = [WeeklyShift(4, 480, 720), WeeklyShift(4, 720, 960), WeeklyShift(4, 1000, 1010)]
    assert [s.minutes for s in shift_spans(parts, FRIDAY, BERLIN)] == [480, 10]


@pytest.mark.parametrize(("day", "minutes"), [(date(2026, 3, 28), 420), (date(2026, 10, 24), 540)])
def test_a_night_of_clock_change_has_the_minutes_that_pass(day: date, minutes: int) -> None:
    (night,) = shift_spans([WeeklyShift(5, 22 * 60, 30 * 60)], day, BERLIN)
    assert night.minutes == minutes


def test_a_shift_that_the_clock_skips_is_none() -> None:
    skipped = WeeklyShift(6, 2 * 60, 3 * 60)
    assert shift_spans([skipped], date(2026, 3, 29), BERLIN) == ()


def test_absurd_shifts_are_refused() -> None:
    for weekday, start, end in ((7, 0, 60), (0, -1, 60), (0, 1440, 1500), (0, 60, 60), (0, 60, 1501)):
        with pytest.raises(RuleBroken, match="A shift"):
            WeeklyShift(weekday, start, end)


@given(st.sampled_from(ZONES), st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 1439))
def test_a_shift_round_the_clock_leaves_no_gap_at_any_midnight(zone: ZoneInfo, day: date, start: int) -> None:
    always = [WeeklyShift(weekday, start, start + 1440) for weekday in range(7)]
    (stretch,) = working_spans(always, day, day + timedelta(days=3), zone)
    assert stretch.start <= instant_at(day, 0, zone)
    assert stretch.end >= instant_at(day + timedelta(days=3), start, zone)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 40))
    return span(start / 4, (start + draw(st.integers(1, 20))) / 4)


some_spans = st.lists(spans(), max_size=6)


def quarters(parts: tuple[Span, ...] | list[Span]) -> set[datetime]:
    """The quarter hours that the spans cover: a model slow enough to be right."""
    step = timedelta(minutes=15)
    return {s.start + n * step for s in parts for n in range((s.end - s.start) // step)}


@given(some_spans, some_spans, spans())
def test_arithmetic_on_spans_is_that_of_sets(some: list[Span], others: list[Span], one: Span) -> None:
    assert quarters(merged(some)) == quarters(some)
    assert quarters(subtract(some, others)) == quarters(some) - quarters(others)
    assert quarters(outside(one, some)) == quarters([one]) - quarters(some)
    assert minutes_within(one, some) == 15 * len(quarters([one]) & quarters(some))


@given(some_spans, some_spans)
def test_results_are_in_order_and_apart(some: list[Span], others: list[Span]) -> None:
    for parts in (merged(some), subtract(some, others)):
        assert all(a.end < b.start for a, b in pairwise(parts))


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-20 16:00", 180, "2026-11-23 11:00"),
        ("2026-11-20 14:00", 180, "2026-11-20 17:00"),
        ("2026-11-20 18:00", 0, "2026-11-23 09:00"),
        ("2026-11-20 10:00", 0, "2026-11-20 10:00"),
        ("2026-11-22 12:00", 60, "2026-11-23 10:00"),
        ("2026-12-24 16:30", 60, "2026-12-28 09:30"),
        ("2026-10-23 16:00", 120, "2026-10-26 10:00"),
    ],
)
def test_a_limit_in_opening_hours(start: str, minutes: int, end: str) -> None:
    holidays = {date(2026, 12, 25)}
    begun = datetime.fromisoformat(start).replace(tzinfo=BERLIN)
    reached = add_business_minutes(begun, minutes, OFFICE, holidays, BERLIN)
    assert reached == datetime.fromisoformat(end).replace(tzinfo=BERLIN)
    assert reached.tzinfo is UTC


def test_a_limit_without_hours_is_refused() -> None:
    with pytest.raises(RuleBroken, match="no opening hours"):
        add_business_minutes(DAY, 5, [], (), BERLIN)
    with pytest.raises(RuleBroken, match="negative"):
        add_business_minutes(DAY, -1, OFFICE, (), BERLIN)


shifts = st.builds(
    lambda weekday, start, length: WeeklyShift(weekday, start, start + length),
    st.integers(0, 6),
    st.integers(0, 1439),
    st.integers(60, 1440),
)


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    st.integers(1, 5000),
    st.lists(shifts, min_size=1, max_size=5),
)
def test_just_so_many_open_minutes_pass(
    zone: ZoneInfo, start: datetime, minutes: int, hours: list[WeeklyShift]
) -> None:
    start = start.replace(second=0, microsecond=0)
    reached = add_business_minutes(start, minutes, hours, (), zone)
    first, last = start.date() - timedelta(days=1), reached.date() + timedelta(days=1)
    passed = Span(start, reached)
    assert minutes_within(passed, working_spans(hours, first, last, zone)) == minutes
