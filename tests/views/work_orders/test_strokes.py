from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.views.widgets.signature.strokes import Dot, Strokes, curves_of, ink_width

PLACES = st.floats(0, 2000, allow_nan=False)
DOTS = st.lists(st.builds(Dot, PLACES, PLACES, st.floats(0, 1)), min_size=2, max_size=40)


@given(DOTS)
def test_a_stroke_has_no_gaps_and_ends_where_the_pen_was_lifted(dots: list[Dot]) -> None:
    curves = curves_of(dots)
    assert curves[0].start == (dots[0].x, dots[0].y) and curves[-1].end == (dots[-1].x, dots[-1].y)
    assert all(one.end == other.start for one, other in pairwise(curves))


@given(st.floats(allow_nan=False))
def test_ink_is_never_thinner_or_thicker_than_a_pen(pressure: float) -> None:
    assert 1.2 <= ink_width(pressure) <= 4.0


def test_a_touch_is_a_dot() -> None:
    (curve,) = curves_of([Dot(5, 6)])
    assert curve.start == (5.0, 6.0) and curve.width > ink_width(0.5)


def test_trembling_is_left_away_and_the_width_follows_slowly() -> None:
    strokes = Strokes()
    strokes.begin(Dot(0, 0, 0.2))
    moved = [strokes.go_on(dot) for dot in (Dot(0.5, 0.5, 0.2), Dot(10, 0, 1.0))]
    assert moved == [False, True]
    assert 0.2 < strokes.done[0][1].pressure < 1.0


def test_strokes_are_taken_back_and_brought_again() -> None:
    strokes = Strokes()
    for x in (0, 10, 20):
        strokes.begin(Dot(x, 0))
    strokes.take_back()
    assert [stroke[0].x for stroke in strokes.done] == [0, 10]
    strokes.bring_again()
    assert len(strokes.done) == 3
    strokes.clear()
    assert strokes.done == []
    strokes.bring_again()
    assert [stroke[0].x for stroke in strokes.done] == [0]
    strokes.begin(Dot(5, 5))
    strokes.bring_again()
    assert len(strokes.done) == 2
