"""Filters on columns: kept as JSON, said in words, and turned into conditions for the office."""

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from fsmdesk.core.lists import FilterTest, ListFilter
from fsmdesk.core.terms import Priority
from fsmdesk.views.widgets.column_filter import Asks, ColumnFilter, DaySpan, filters_from_json
from fsmdesk.views.widgets.table_columns import Column, Kind, words_of
from tests.views.desks import FORMATS

_TODAY = date(2026, 3, 31)  # a Tuesday
_NEW_YORK = ZoneInfo("America/New_York")
_NAME = Column("name", "Name")
_PRIORITY = Column("priority", "Priority", Kind.PRIORITY, choices=words_of(Priority))
_DAY = Column("due_on", "Due", Kind.DATE)
_AT = Column("due_at", "Due", Kind.INSTANT)
_MONEY = Column("net_minor", "Net", Kind.MONEY)
_HOLD = Column("hold", "Hold", Kind.YES_NO)
_COLUMNS = (_NAME, _PRIORITY, _DAY, _AT, _MONEY, _HOLD, Column("sum", "Sum", is_sortable=False))


@pytest.mark.parametrize(
    ("made", "column", "words"),
    [
        (ColumnFilter("name", Asks.CONTAINS, ("mill",)), _NAME, "Name: “mill”"),
        (ColumnFilter("priority", Asks.IS, (1, 2)), _PRIORITY, "Priority: 1 Critical, 2 High"),
        (ColumnFilter("hold", Asks.IS, (True,)), _HOLD, "Hold: Yes"),
        (ColumnFilter("net_minor", Asks.BETWEEN, (1000, None)), _MONEY, "Net from 10.00"),
        (ColumnFilter("net_minor", Asks.BETWEEN, (None, 1000)), _MONEY, "Net up to 10.00"),
        (
            ColumnFilter("due_on", Asks.BETWEEN, ("2026-03-01", "2026-03-05")),
            _DAY,
            "Due from Mar 1, 2026 to Mar 5, 2026",
        ),
        (ColumnFilter("due_on", Asks.SPAN, ("last_month",)), _DAY, "Due: Last month"),
        (ColumnFilter("due_on", Asks.EMPTY), _DAY, "Due: nothing entered"),
        (ColumnFilter("due_on", Asks.FILLED), _DAY, "Due: entered"),
    ],
)
def test_filters_say_what_they_do_and_survive_being_kept(
    made: ColumnFilter, column: Column, words: str
) -> None:
    assert made.words(column, FORMATS) == words
    kept = json.loads(json.dumps([made.as_json()]))
    assert filters_from_json(kept, _COLUMNS) == {made.key: made}


def test_closed_lists_are_asked_for_by_their_values() -> None:
    (asked,) = ColumnFilter("priority", Asks.IS, (1,)).conditions(_PRIORITY, _TODAY, _NEW_YORK)
    assert asked == ListFilter("priority", FilterTest.IS, (Priority.CRITICAL,))


def test_a_day_of_an_instant_is_that_of_the_shop() -> None:
    made = ColumnFilter("due_at", Asks.BETWEEN, ("2026-03-08", "2026-03-08"))  # of 23 hours there
    low, high = made.conditions(_AT, _TODAY, _NEW_YORK)
    assert low.values == (datetime(2026, 3, 8, 5, tzinfo=UTC),)
    assert high.values == (datetime(2026, 3, 9, 3, 59, 59, 999_999, tzinfo=UTC),)


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        ("today", (3, 31), (3, 31)),
        ("yesterday", (3, 30), (3, 30)),
        ("this_week", (3, 30), (4, 5)),
        ("last_week", (3, 23), (3, 29)),
        ("next_week", (4, 6), (4, 12)),
        ("this_month", (3, 1), (3, 31)),
        ("last_month", (2, 1), (2, 28)),
        ("next_month", (4, 1), (4, 30)),
        ("this_year", (1, 1), (12, 31)),
    ],
)
def test_spans_move_with_today(span: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert DaySpan(span).days(_TODAY) == (date(2026, *first), date(2026, *last))


def test_weeks_begin_where_the_locale_begins_them() -> None:
    assert DaySpan.THIS_WEEK.days(date(2026, 3, 29), week_start=6) == (date(2026, 3, 29), date(2026, 4, 4))


@pytest.mark.parametrize(
    "entry",
    [
        {"key": "gone", "test": "contains", "values": ["x"]},
        {"key": "sum", "test": "contains", "values": ["x"]},
        {"key": "name", "test": "sounds like", "values": ["x"]},
        {"key": "name", "test": "contains", "values": []},
        {"key": "due_on", "test": "span", "values": ["last_century"]},
        {"key": "due_on", "test": "between", "values": ["2026-03-01"]},
        {"key": "due_on", "test": "between", "values": ["soon", None]},
        {"key": "net_minor", "test": "between", "values": ["ten", None]},
        "name",
        None,
    ],
)
def test_what_is_not_understood_is_left_out(entry: object) -> None:
    assert filters_from_json([entry], _COLUMNS) == {}


def test_what_is_no_list_is_no_filter() -> None:
    assert filters_from_json(None, _COLUMNS) == {}
    assert filters_from_json("name", _COLUMNS) == {}
