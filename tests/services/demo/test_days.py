"""The demo's calendar: wall time through the year, working days, and how far the day has got."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from fsmdesk.core.times import instant_at, iso_text, wall_minute
from fsmdesk.services.demo.days import USUAL_MINUTE, Calendar, is_holiday, lively_minute

ZONE = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 20)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar(date(2023, 11, 20), TODAY, USUAL_MINUTE, ZONE)


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1), date(2026, 7, 4), date(2024, 2, 29)])
def test_work_begins_at_the_same_wall_time(calendar: Calendar, day: date) -> None:
    at = calendar.at(day, 450)
    instant = datetime.fromtimestamp(at, UTC)
    assert wall_minute(instant, ZONE) == (day, 450)
    assert instant == instant_at(day, 450, ZONE)
    assert calendar.text(at) == iso_text(instant)
    assert calendar.day_of(at) == day


def test_the_evening_belongs_to_its_day(calendar: Calendar) -> None:
    late = calendar.at(TODAY, 23 * 60 + 30)
    assert calendar.day_of(late) == TODAY
    assert calendar.text_or_none(None) is None


def test_the_shop_is_closed_on_holidays(calendar: Calendar) -> None:
    assert [day for day in range(1, 31) if is_holiday(date(2026, 11, day))] == [26]
    assert is_holiday(date(2026, 5, 25))
    assert is_holiday(date(2026, 9, 7))
    assert not calendar.is_workday(date(2026, 11, 26))
    assert calendar.workday_after(date(2026, 11, 25)) == date(2026, 11, 27)
    assert calendar.workday_before(date(2026, 11, 30)) == date(2026, 11, 27)


def test_today_is_always_a_working_day() -> None:
    for day in (date(2026, 12, 25), date(2026, 11, 22)):
        assert Calendar(date(2026, 1, 1), day, USUAL_MINUTE, ZONE).is_workday(day)


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [
        (10, 43, 630),
        (9, 0, 540),
        (15, 59, 930),
        (8, 59, USUAL_MINUTE),
        (16, 1, USUAL_MINUTE),
        (2, 0, USUAL_MINUTE),
    ],
)
def test_the_day_has_got_as_far_as_the_half_hour(hour: int, minute: int, expected: int) -> None:
    instant = instant_at(TODAY, hour * 60 + minute, ZONE)
    assert lively_minute(instant, ZONE) == expected
