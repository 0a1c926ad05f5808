"""By when something was promised, and how that stands."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fsmdesk.core.promises import OpeningCalendar, Standing, standing
from fsmdesk.core.worktime import WeeklyShift

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = [WeeklyShift(day, 8 * 60, 16 * 60) for day in range(5)]


def local(text: str) -> datetime:
    """An instant by the clock in Berlin."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


def test_opening_hours_pass_over_nights_weekends_and_holidays() -> None:
    calendar = OpeningCalendar(
        WEEK, {date(2026, 4, 3), date(2026, 4, 6)}, BERLIN
    )  # Good Friday, Easter Monday
    assert calendar.after(local("2026-04-02T15:00"), 120, around_the_clock=False) == local("2026-04-07T09:00")
    assert calendar.after(local("2026-04-02T15:00"), 120, around_the_clock=True) == local("2026-04-02T17:00")


def test_the_wall_clock_counts_where_the_clock_is_changed() -> None:
    calendar = OpeningCalendar(WEEK, (), BERLIN)
    # Friday to Monday over the night in which an hour is missing, and over the one that has it twice.
    for friday, monday in (
        ("2026-03-27T15:00", "2026-03-30T09:00"),
        ("2026-10-23T15:00", "2026-10-26T09:00"),
    ):
        assert calendar.after(local(friday), 120, around_the_clock=False) == local(monday)


@pytest.mark.parametrize(
    ("passed", "found"),
    [
        (0, Standing.FINE),
        (89, Standing.FINE),
        (90, Standing.SOON),
        (119, Standing.SOON),
        (120, Standing.LATE),
    ],
)
def test_the_last_quarter_warns(passed: int, found: Standing) -> None:
    since = local("2026-03-02T08:00")
    assert standing(since + timedelta(minutes=120), since, since + timedelta(minutes=passed)) is found
