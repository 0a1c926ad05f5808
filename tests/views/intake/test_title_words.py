from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.views.intake.title_words import LONGEST, title_of


def test_the_first_sentence_is_the_title() -> None:
    assert title_of("No heat since 06:30. Boiler locks out on ignition.") == "No heat since 06:30"
    assert title_of("\n  Tap drips!\nUnder the sink.") == "Tap drips!"


def test_a_greeting_or_a_short_form_is_not_enough() -> None:
    assert title_of("Hello. The pump is loud. Please come.") == "Hello. The pump is loud"
    assert title_of("Mr. Doyle has no heat. Again.") == "Mr. Doyle has no heat"


def test_a_long_one_is_cut_at_a_word() -> None:
    title = title_of("The water in the basement is rising fast and the pump does not run at all today")
    assert title == "The water in the basement is rising fast and the pump does…"
    assert len(title_of("x" * 500)) == LONGEST


@given(st.text())
def test_a_title_is_one_short_line(problem: str) -> None:
    title = title_of(problem)
    assert len(title) <= LONGEST
    assert len(title.splitlines()) <= 1
    assert title == title.strip()
