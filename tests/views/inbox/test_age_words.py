from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fsmdesk.core.formats import Formats
from fsmdesk.views.inbox.age_words import age_words, ago_words

GB = Formats("en_GB", "GBP", ZoneInfo("UTC"))
NOW = datetime(2026, 3, 2, 8, 52, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=-30), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=58), "58 min"),
        (timedelta(minutes=179), "2 h"),
        (timedelta(hours=24), "1 d"),
        (timedelta(days=40), "40 d"),
    ],
)
def test_an_age_is_told_in_one_unit(age: timedelta, words: str) -> None:
    assert age_words(NOW - age, NOW, GB) == words
    assert ago_words(NOW - age, NOW, GB) == (words if words == "just now" else f"{words} ago")
