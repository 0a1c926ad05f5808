"""The arithmetic of groups: where titles and rows stand, and which rows are read together."""

from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.lists import ListGroup
from fsmdesk.views.widgets.list_outline import ListOutline, Spot, Stretch


def _groups(*counts: int) -> list[ListGroup]:
    return [ListGroup(f"g{at}", f"Group {at}", count) for at, count in enumerate(counts)]


def test_folded_groups_are_titles_only() -> None:
    outline = ListOutline(_groups(3, 200, 1))
    assert len(outline) == 3
    assert [outline.spot(place) for place in range(3)] == [Spot(0, None), Spot(1, None), Spot(2, None)]


def test_rows_stand_below_the_title_of_an_unfolded_group() -> None:
    outline = ListOutline(_groups(3, 2, 1), {"g1"})
    assert len(outline) == 5
    assert [outline.spot(place) for place in range(5)] == [
        Spot(0, None),
        Spot(1, None),
        Spot(1, 0),
        Spot(1, 1),
        Spot(2, None),
    ]
    outline.set_unfolded(0, True)
    assert (len(outline), outline.start_of(1), outline.unfolded()) == (8, 4, {"g0", "g1"})
    outline.set_all_unfolded(False)
    assert (len(outline), outline.unfolded()) == (3, set())


def test_small_groups_are_read_together_and_large_ones_by_pages() -> None:
    outline = ListOutline(_groups(40, 50, 30, 250), {"g0", "g1", "g2", "g3"})
    assert outline.stretch_of(Spot(0, 7), 100) == Stretch((0, 1), 0)
    assert outline.stretch_of(Spot(2, 0), 100) == Stretch((2,), 0)
    assert outline.stretch_of(Spot(3, 249), 100) == Stretch((3,), 200)
    outline.set_unfolded(1, False)
    assert outline.stretch_of(Spot(0, 7), 100) == Stretch((0,), 0)


def test_the_same_places_are_told_from_others() -> None:
    one = ListOutline(_groups(2, 3), {"g0"})
    assert one.same_places(ListOutline(_groups(2, 3), {"g0"}))
    assert not one.same_places(ListOutline(_groups(2, 3)))
    assert not one.same_places(ListOutline(_groups(3, 3), {"g0"}))


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=12))
def test_every_place_is_one_title_or_one_row(made: list[tuple[int, bool]]) -> None:
    groups = _groups(*(count for count, _is_open in made))
    outline = ListOutline(
        groups, {group.value for group, (_n, is_open) in zip(groups, made, strict=True) if is_open}
    )
    spots = [outline.spot(place) for place in range(len(outline))]
    wanted = [
        Spot(at, row)
        for at, (count, is_open) in enumerate(made)
        for row in (None, *range(count if is_open else 0))
    ]
    assert spots == wanted
    for spot in spots:
        stretch = outline.stretch_of(spot, 5)
        assert spot.group in stretch.groups
        assert spot.row is None or len(stretch.groups) > 1 or stretch.first <= spot.row < stretch.first + 5
