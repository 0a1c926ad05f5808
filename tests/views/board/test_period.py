from datetime import date

import pytest

from fsmdesk.views.board.period import Period, ViewKind, period_around, stepped_day, widened

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("kind", "first_weekday", "period"),
    [
        (ViewKind.DAY, 0, Period(FRIDAY)),
        (ViewKind.THREE_DAYS, 0, Period(FRIDAY, 3)),
        (ViewKind.WEEK, 0, Period(date(2026, 11, 16), 7)),
        (ViewKind.WEEK, 6, Period(date(2026, 11, 15), 7)),
        (ViewKind.MONTH, 0, Period(date(2026, 11, 1), 30)),
    ],
)
def test_each_view_shows_its_period(kind: ViewKind, first_weekday: int, period: Period) -> None:
    assert period_around(kind, FRIDAY, first_weekday) == period


@pytest.mark.parametrize(
    ("kind", "day", "steps", "expected"),
    [
        (ViewKind.DAY, FRIDAY, -1, date(2026, 11, 19)),
        (ViewKind.THREE_DAYS, FRIDAY, 1, date(2026, 11, 23)),
        (ViewKind.WEEK, FRIDAY, 2, date(2026, 12, 4)),
        (ViewKind.MONTH, date(2026, 1, 31), 1, date(2026, 2, 28)),
        (ViewKind.MONTH, date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_a_step_is_as_long_as_what_is_shown(kind: ViewKind, day: date, steps: int, expected: date) -> None:
    assert stepped_day(kind, day, steps) == expected


def test_more_days_are_added_on_one_side_and_let_go_on_the_other_when_they_are_too_many() -> None:
    week = Period(date(2026, 11, 16), 7)
    later = widened(week, True, 62)
    assert later.covers(week) and later == Period(week.first, 14)
    earlier = widened(week, False, 62)
    assert earlier.covers(week) and earlier.after == week.after
    full = widened(Period(week.first, 60), True, 62)
    assert full.count == 62 and full.after == date(2027, 1, 22)
