from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.views.board.row_layout import ROW_HEIGHT, RowLayout


@given(st.lists(st.integers(1, 40), max_size=30))
def test_every_y_is_in_the_row_that_says_so(counts: list[int]) -> None:
    layout = RowLayout(range(len(counts)), dict(enumerate(counts)))
    top = 0
    for row in range(len(counts)):
        assert layout.top_of(row) == top
        assert layout.row_at(top) == row
        assert layout.row_at(top + layout.height_of(row) - 1) == row
        top += layout.height_of(row)
    assert layout.height == top
    assert layout.row_at(top) is None
    assert layout.row_at(-1) is None


@given(st.lists(st.integers(1, 40), max_size=30), st.integers(-50, 3000), st.integers(1, 500))
def test_rows_between_are_exactly_those_that_show(counts: list[int], top: int, height: int) -> None:
    layout = RowLayout(range(len(counts)), dict(enumerate(counts)))
    seen = [
        row
        for row in range(len(counts))
        if layout.top_of(row) < top + height and layout.top_of(row) + layout.height_of(row) > top
    ]
    assert list(layout.rows_between(top, top + height)) == seen


def test_a_row_grows_with_its_lanes_but_not_without_end() -> None:
    layout = RowLayout((7, 8, 9), {8: 3, 9: 800})
    assert layout.height_of(0) == ROW_HEIGHT
    assert ROW_HEIGHT < layout.height_of(1) < layout.height_of(2) < 6 * ROW_HEIGHT
    assert layout.row_of(9) == 2
    assert layout.row_of(1) is None


def test_two_layouts_are_the_same_if_every_row_stands_the_same() -> None:
    assert RowLayout((1, 2)).same_places(RowLayout((1, 2), {1: 1}))
    assert not RowLayout((1, 2)).same_places(RowLayout((2, 1)))
    assert not RowLayout((1, 2)).same_places(RowLayout((1, 2), {2: 4}))
