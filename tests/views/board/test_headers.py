"""What the headers of the board write, and how close together."""

from zoneinfo import ZoneInfo

import pytest

from fsmdesk.core.formats import Formats
from fsmdesk.views.board.row_header import load_words
from fsmdesk.views.board.time_header import tick_step

UTC = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("locale", "planned", "shift", "words"),
    [
        ("en_US", 435, 480, "7.25/8 h"),
        ("de_DE", 0, 510, "0/8,5 h"),
        ("de_DE", 319, 540, "5,32/9 h"),
        ("de_DE", 907, 2490, "15/42 h"),
        ("en_US", 75_000, 67_500, "1,250/1,125 h"),
    ],
)
def test_the_load_is_written_as_here(locale: str, planned: int, shift: int, words: str) -> None:
    assert load_words(planned, shift, Formats(locale, "EUR", UTC)) == words


@pytest.mark.parametrize(("room", "minutes"), [(52, 60), (68, 120), (113, 180), (400, 720)])
def test_labels_that_need_more_room_stand_further_apart(room: int, minutes: int) -> None:
    assert tick_step(56, room) == minutes
