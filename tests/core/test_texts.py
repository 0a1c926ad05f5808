"""Text comes back as it went in, or is refused with the place named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.texts import (
    MAX_LINE,
    clean_text,
    find_forbidden,
    guard_for_csv,
    search_fold,
    searchable,
    unguard_from_csv,
)

STORABLE = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
FORMULA_LIKE = st.text(st.sampled_from("'=+-@\t\r\n＝a1"), max_size=8)


@given(st.text(STORABLE, max_size=60))
def test_storable_text_stays_as_it_was_typed(text: str) -> None:
    assert clean_text(text, "name") == text


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("ab\x00", "character 3", "a control character (U+0000)"),
        ("\x1b[0m", "character 1", "a control character (U+001B)"),
        ("a\x7f", "character 2", "a control character (U+007F)"),
        ("a\x85", "character 2", "a control character (U+0085)"),
        ("boiler\nroom", "character 7", "a line break (U+000A)"),
        ("x\ufffe", "character 2", "not a character (U+FFFE)"),
        ("x\uffff", "character 2", "not a character (U+FFFF)"),
        ("xy\ud83d", "character 3", "half of a character pair (U+D83D)"),
    ],
)
def test_what_cant_be_stored_is_refused_with_its_place(text: str, place: str, kind: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        clean_text(text, "site_name")
    sentence = str(refusal.value)
    assert sentence.startswith("Site name: ")
    assert place in sentence
    assert kind in sentence
    assert refusal.value.field == "site_name"


def test_the_label_names_the_field_where_it_is_given() -> None:
    with pytest.raises(RuleBroken, match=r"^What is wrong: character 1"):
        clean_text("\x07", "problem", label="What is wrong")


def test_several_lines_keep_tabs_and_end_in_line_feeds() -> None:
    assert clean_text("a\tb\r\nc\rd\n", "notes", multiline=True) == "a\tb\nc\nd\n"
    assert find_forbidden("a\nb", multiline=True) is None
    assert find_forbidden("a\nb") == (1, "\n")


def test_the_longest_text_fits_and_one_more_does_not() -> None:
    assert clean_text("x" * MAX_LINE, "name")
    with pytest.raises(RuleBroken, match="1001 characters"):
        clean_text("x" * (MAX_LINE + 1), "name")
    with pytest.raises(RuleBroken, match="at most 3"):
        clean_text("four", "code", max_length=3)


@given(st.text(STORABLE, max_size=20) | FORMULA_LIKE)
def test_a_csv_guard_comes_off_exactly(text: str) -> None:
    assert unguard_from_csv(guard_for_csv(text)) == text


@given(FORMULA_LIKE)
def test_no_guarded_cell_starts_a_formula(text: str) -> None:
    assert guard_for_csv(text)[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n", "＝")


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("'=1", "''=1"), ("'quoted'", "'quoted'"), ("-5", "'-5"), ("", ""), ("a=b", "a=b")],
)
def test_guard_examples(text: str, cell: str) -> None:
    assert guard_for_csv(text) == cell


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("MÜLLER", "muller"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ærøskøbing", "aeroskobing"),
        ("İzmir ILICA", "izmir ilica"),
        ("Việt Nam", "viet nam"),
        ("Ёлка", "елка"),
        ("ＡＢＣ１２", "abc12"),
        ("がス", "がス"),
    ],
)
def test_search_folds_case_and_accents(text: str, folded: str) -> None:
    assert search_fold(text) == folded


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert search_fold(search_fold(text)) == search_fold(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_a_text_is_found_by_its_upper_case_ascii(text: str) -> None:
    plain = "".join(c for c in text if c.isascii())
    assert search_fold(plain.upper()) == search_fold(plain)


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("a\x00b", "a b"),
        ("\ud800x", "x"),
        ("mül 12", "mül 12"),
        (" a\nb ", "a b"),
        ("\x00", ""),
        (" ".join(map(str, range(1000))), " ".join(map(str, range(16)))),
        ("x" * 16_000, "x" * 200),
    ],
)
def test_the_first_words_are_looked_for_as_far_as_any_text_can_have_them(typed: str, sought: str) -> None:
    assert searchable(typed) == sought
