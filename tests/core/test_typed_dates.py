"""Days, times and lengths as people type them."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats

TODAY = date(2026, 11, 20)  # a Friday


def formats(locale: str) -> Formats:
    return Formats(locale, "EUR", ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("locale", "typed", "day"),
    [
        ("en_GB", "today", "2026-11-20"),
        ("de_DE", "Tomorrow", "2026-11-21"),
        ("en_GB", "yesterday", "2026-11-19"),
        ("en_GB", "+3", "2026-11-23"),
        ("en_GB", "-1", "2026-11-19"),
        ("en_GB", "monday", "2026-11-23"),
        ("en_GB", "Fri", "2026-11-27"),
        ("en_GB", "thurs", "2026-11-26"),
        ("de_DE", "MONTAG", "2026-11-23"),
        ("tr_TR", "SALI", "2026-11-24"),
        ("ja_JP", "月曜日", "2026-11-23"),
        ("en_GB", "3/4/2027", "2027-04-03"),
        ("en_US", "3/4/2027", "2027-03-04"),
        ("en_US", "3-4-27", "2027-03-04"),
        ("de_DE", "3.4.27", "2027-04-03"),
        ("de_DE", "3.4.", "2027-04-03"),
        ("sv_SE", "2027-04-03", "2027-04-03"),
        ("en_US", "2027/4/3", "2027-04-03"),
        ("ja_JP", "4/3", "2027-04-03"),
        ("en_GB", "1/9", "2026-09-01"),
        ("en_GB", "1/2/47", "1947-02-01"),
        ("en_GB", "1/2/46", "2046-02-01"),
        ("en_GB", "20 nov", "2026-11-20"),
        ("en_GB", "20-Nov-2027", "2027-11-20"),
        ("en_GB", "nov 20 27", "2027-11-20"),
        ("en_GB", "Fri 20 November 2026", "2026-11-20"),
        ("fr_FR", "1 fevrier 2027", "2027-02-01"),
        ("ar_EG", "٢٠/١١/٢٠٢٦", "2026-11-20"),
    ],
)
def test_days_that_are_understood(locale: str, typed: str, day: str) -> None:
    assert formats(locale).parse_date(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "is not a date. Write it like 20/11/2026"),
        ("soon", "is not a date"),
        ("20", "is not a date"),
        ("20/11/2026/1", "is not a date"),
        ("ma 3", "is not a date"),
        ("31/2/2027", "There is no such day"),
        ("31/2", "There is no such day"),
        ("1/13/2027", "There is no such day"),
        ("20/11/0206", "The year 206 is too far away"),
        ("Friday 21 November 2026", "This day is a Saturday"),
    ],
)
def test_what_is_not_a_day_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence) as refusal:
        formats("en_GB").parse_date(typed, TODAY, field="due_on")
    assert refusal.value.field == "due_on"


@pytest.mark.parametrize(
    ("locale", "typed", "minute"),
    [
        ("en_GB", "9", 540),
        ("en_GB", "9:30", 570),
        ("en_GB", "09.30", 570),
        ("en_GB", "930", 570),
        ("en_GB", "1430", 870),
        ("en_GB", "0:00", 0),
        ("en_US", "2:30 pm", 870),
        ("en_US", "12 AM", 0),
        ("en_US", "12p", 720),
        ("fr_FR", "9h30", 570),
        ("de_DE", "9 Uhr", 540),
        ("ar_EG", "٩:٣٠ م", 1290),
    ],
)
def test_times_that_are_understood(locale: str, typed: str, minute: int) -> None:
    assert formats(locale).parse_time(typed) == minute


@pytest.mark.parametrize("typed", ["", "24:00", "9:60", "13 pm", "0 am", "-9", "9-10", "nine", "12345"])
def test_what_is_not_a_time_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken, match="is not a time of day"):
        formats("en_GB").parse_time(typed)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1:30", 90),
        ("90", 90),
        ("1.5h", 90),
        ("1,5 h", 90),
        ("1.5", 90),
        ("1 h 30", 90),
        ("1h30m", 90),
        ("1 hour 30 minutes", 90),
        ("90 min", 90),
        ("2 h", 120),
        ("0.33 h", 20),
        ("0", 0),
    ],
)
def test_lengths_that_are_understood(typed: str, minutes: int) -> None:
    assert formats("en_GB").parse_duration(typed) == minutes


@pytest.mark.parametrize("typed", ["", "h", "1:60", "-5", "1 d", "1 h 90", "30 min 1 h", "1 2 3", "1.5 h 5"])
def test_what_is_not_a_length_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken, match="is not a length of time"):
        formats("en_GB").parse_duration(typed)


def test_a_length_over_a_year_is_refused() -> None:
    with pytest.raises(RuleBroken, match="longer than a year"):
        formats("en_GB").parse_duration("9000 h")


@given(st.text(max_size=14) | st.text("0123456789/.: novhmin", max_size=14))
def test_any_text_is_either_read_or_refused(text: str) -> None:
    shown = formats("en_GB")
    for read in (shown.parse_time, shown.parse_duration, lambda typed: shown.parse_date(typed, TODAY)):
        try:
            read(text)
        except RuleBroken as refusal:
            assert str(refusal)
