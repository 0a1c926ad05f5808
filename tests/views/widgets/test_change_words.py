"""How long ago a change was, in words that stay true."""

from datetime import UTC, datetime, timedelta

import pytest

from fsmdesk.views.widgets.change_words import ago_words, changed_words, quoted
from tests.views.desks import FORMATS

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=-30), "just now"),  # the server's clock is ahead
        (timedelta(seconds=4), "just now"),
        (timedelta(seconds=20), "20 seconds ago"),
        (timedelta(seconds=60), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "at 11:00 AM"),
        (timedelta(days=1), "Mar 1, 2026 12:00 PM"),
    ],
)
def test_it_ages(length: timedelta, words: str) -> None:
    assert " ".join(ago_words(NOON - length, NOON, FORMATS).split()) == words


def test_it_says_as_much_as_is_known() -> None:
    at = NOON - timedelta(seconds=20)
    assert (
        changed_words("work_order", "Rosa", at, NOON, FORMATS)
        == "Rosa changed this work order 20 seconds ago."
    )
    assert changed_words("work_order", "Rosa", None, NOON, FORMATS) == "Rosa changed this work order."
    assert changed_words("customer", "", None, NOON, FORMATS) == "Another seat changed this customer."


def test_long_texts_are_cut_and_nothing_is_a_dash() -> None:
    assert quoted(" two\nlines ") == "“two lines”"
    assert quoted("") == "–"
    assert quoted("x" * 61) == f"“{'x' * 60}…”"
