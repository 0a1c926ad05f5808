import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fsmdesk.reports import bidi, style
from fsmdesk.reports.faces import FALLBACKS, Weight, fallback_for, inter
from fsmdesk.reports.paragraphs import paragraph
from fsmdesk.reports.shaping import shape
from fsmdesk.resources import resource

W = Weight.REGULAR


def drawn_texts(text: str) -> list[tuple[str, str]]:
    """Each run from left to right: its font, and what its glyphs stand for in the order they are drawn."""
    return [(run.face.name, "".join(said for _, said in run.letters)) for run in shape(text, W).runs]


# text, the runs from left to right; what runs from the right is drawn backwards
ORDERS = [
    ("abc", ["abc"]),
    ("אבג", ["גבא"]),
    ("abc אבג", ["abc ", "גבא"]),
    ("אבג abc", ["abc", " גבא"]),
    ("אבג (abc) 12.5", ["12.5", "(", "abc", ")", " גבא"]),
    ("abc (אבג) def", ["abc (", "גבא", ") def"]),
    ("אבג 123", ["123", " גבא"]),
    ("\u202bab", ["\u202bab"]),
]


@pytest.mark.parametrize(("text", "runs"), ORDERS)
def test_lines_of_both_directions_are_drawn_in_visual_order(text: str, runs: list[str]) -> None:
    drawn = "".join(said for _, said in drawn_texts(text))
    assert drawn.replace(" ", "") == "".join(runs).replace(" ", "")


def test_arabic_letters_join() -> None:
    last, first = [glyph for glyph, said in shape("سس", W).runs[0].letters if said]
    (alone,) = [glyph for glyph, said in shape("س", W).runs[0].letters if said]
    assert len({first, last, alone}) == 3


# what is typed, the font that has it
SCRIPTS = [
    ("Привет", "Inter-Regular"),
    ("Ωμέγα", "Inter-Regular"),
    ("مضخة", "NotoSansArabic-Regular"),
    ("משאבה", "NotoSansHebrew-Regular"),
    ("ปั๊มน้ำ", "NotoSansThai-Regular"),
    ("पंप", "NotoSans-Regular"),
    ("পাম্প", "NotoSansBengali-Regular"),
    ("ტუმბო", "NotoSansGeorgian-Regular"),
    ("պոմպ", "NotoSansArmenian-Regular"),
    ("水泵ポンプ", "NotoSansSC-Regular"),
    ("펌프", "NotoSansKR-Regular"),
    ("𝒑", "NotoSansMath-Regular"),
    ("🔧", "NotoEmoji-Regular"),
]


@pytest.mark.parametrize(("text", "font"), SCRIPTS)
def test_each_script_has_a_font_of_ours(text: str, font: str) -> None:
    assert {name for name, _ in drawn_texts(text)} == {font}


@pytest.mark.parametrize("name", [*FALLBACKS, *(f"Inter-{weight.value}.ttf" for weight in Weight), "OFL.txt"])
def test_the_listed_fonts_and_their_licence_are_shipped(name: str) -> None:
    assert resource(f"fonts/{name}").is_file()


def test_marks_and_joiners_stay_with_their_letter() -> None:
    assert len(drawn_texts("e\u0301\u200d\ufe0f")) == 1


def test_a_character_of_no_font_is_replaced_visibly() -> None:
    assert fallback_for("\ue123") is None
    assert drawn_texts("a\ue123")[-1][1] == "\ufffd"


@pytest.mark.parametrize("text", ["->", "<=", "3x4", "--->", "fi", "!="])
def test_signs_are_not_made_into_others(text: str) -> None:
    glyphs = [glyph for run in shape(text, W).runs for glyph, _ in run.letters]
    assert glyphs == [inter(W).glyph(character) for character in text]


def test_tabular_figures_all_have_one_width() -> None:
    widths = {shape(figure, W, tabular=True).width for figure in "0123456789"}
    assert len(widths) == 1
    assert len({shape(figure, W).width for figure in "0123456789"}) > 1


WRAPS = [
    ("one two three", 45, ["one two", "three"]),
    ("a\n\nb", 100, ["a", "", "b"]),
    ("a\n", 100, ["a", ""]),
    ("well-known thing", 30, ["well-", "known", "thing"]),
    ("either/or", 30, ["either/", "or"]),
    ("水泵修理水泵", 30, ["水泵修", "理水泵"]),
    ("", 50, []),
]


@pytest.mark.parametrize(("text", "width", "lines"), WRAPS)
def test_lines_break_where_a_reader_expects(text: str, width: float, lines: list[str]) -> None:
    assert _lines(text, width) == lines


def _lines(text: str, width: float) -> list[str]:
    block = paragraph(text, style.BODY, width)
    return ["".join(said for run in line.runs for _, said in run.letters).rstrip() for line in block.lines]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60), st.integers(20, 200))
@example("01\x1f\x1f\x1f^[av£Kð", 66)
def test_no_line_is_wider_than_its_column_unless_it_is_one_character(text: str, width: int) -> None:
    block = paragraph(text, style.BODY, width)
    for line in block.lines:
        if line.width * style.BODY.size / 1000 > width + 0.1:
            assert sum(1 for advance in line.advances if advance) <= 1


@given(st.text("abc אבג 12(.)-\u202e\u2067\u2069\u200f", max_size=30), st.integers(0, 1))
def test_every_character_has_a_level_and_every_run_a_place(text: str, base: int) -> None:
    levels = bidi.levels(text, base)
    assert len(levels) == len(text)
    assert all(level >= 0 for level in levels)
    assert sorted(bidi.visual_order(levels)) == list(range(len(levels)))


@given(st.text("abcdefgh ijkl-/mnop 123 äöü é", min_size=1, max_size=80), st.integers(15, 120))
def test_no_letter_is_lost_when_lines_break(text: str, width: int) -> None:
    assert "".join("".join(_lines(text, width)).split()) == "".join(text.split())


def test_a_blank_beside_a_picture_is_as_wide_as_between_words() -> None:
    assert shape("🔧 x", W).width == pytest.approx(shape("🔧", W).width + shape(" x", W).width)


def test_text_of_one_glyph_for_each_character_is_set_like_any_other() -> None:
    text = "Tax AVATAR, To: 1,184.50"
    run = shape(text, W).runs[0]
    assert "".join(said for _, said in run.letters) == text
    advances = shape(text, W).advances
    assert sum(advances) == pytest.approx(run.width)
    assert run.width < sum(inter(W).advance(glyph) for glyph, _ in run.letters)  # kerned
