from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.times import instant_at
from fsmdesk.core.typed_window import Window, read_window, write_window

MONDAY = date(2026, 3, 2)
ZONE = ZoneInfo("Europe/Berlin")
GB = Formats("en_GB", "EUR", ZONE)


def window(day: date, start: int, end: int, last: date | None = None) -> Window:
    return Window(instant_at(day, start * 60, ZONE), instant_at(last or day, end * 60, ZONE))


TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)
FRIDAY = MONDAY + timedelta(days=4)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("today before 15:00", window(MONDAY, 0, 15)),
        ("before 3pm", window(MONDAY, 0, 15)),
        ("tomorrow morning", window(TUESDAY, 8, 12)),
        ("this afternoon", window(MONDAY, 12, 17)),
        ("after 14", window(MONDAY, 14, 24)),
        ("wed 9-12", window(WEDNESDAY, 9, 12)),
        ("between 9 and 11", window(MONDAY, 9, 11)),
        ("from 9 to 12 tomorrow", window(TUESDAY, 9, 12)),
        ("1-3 pm", window(MONDAY, 13, 15)),
        ("Tomorrow", window(TUESDAY, 0, 24)),
        ("6 Mar", window(FRIDAY, 0, 24)),
        ("2026-03-06 9-12", window(FRIDAY, 9, 12)),
        ("fri 8:00", window(FRIDAY, 8, 9)),
        ("wed to fri", window(WEDNESDAY, 0, 24, FRIDAY)),
        ("by friday", window(MONDAY, 0, 24, FRIDAY)),
    ],
)
def test_it_is_read_as_people_say_it(text: str, meant: Window) -> None:
    assert read_window(text, GB, MONDAY) == meant


@pytest.mark.parametrize("text", ["whenever", "17-9", "25:00", "before", "mon tue wed", "9-", "31 Feb"])
def test_what_means_no_time_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        read_window(text, GB, MONDAY, "window_end_at")
    assert caught.value.field == "window_end_at"


def test_wall_time_stays_where_the_clock_changes() -> None:
    found = read_window("29 Mar 2026 9-12", GB, MONDAY)
    assert found.start == datetime(2026, 3, 29, 7, tzinfo=UTC)
    assert read_window("29 Mar 2026", GB, MONDAY).end - read_window("29 Mar 2026", GB, MONDAY).start == (
        timedelta(hours=23)
    )


@given(
    st.sampled_from(["en_GB", "en_US", "de_DE", "fr_FR", "ja_JP", "ar_EG", "hi_IN"]),
    st.integers(-400, 400),
    st.integers(0, 24 * 12 - 1),
    st.integers(1, 24 * 12),
)
def test_what_is_written_is_read_as_the_same(locale: str, days: int, start: int, end: int) -> None:
    formats = Formats(locale, "EUR", ZoneInfo("UTC"))
    day = MONDAY + timedelta(days=days)
    first, last = sorted((start * 5, end * 5))
    meant = Window(instant_at(day, first, formats.zone), instant_at(day, max(last, first + 5), formats.zone))
    assert read_window(write_window(meant, formats, MONDAY), formats, MONDAY) == meant
