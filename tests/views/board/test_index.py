import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.views.board.index import RowIndex
from fsmdesk.views.board.visits import Visit

SPANS = st.tuples(st.integers(0, 5000), st.one_of(st.integers(1, 300), st.integers(1441, 4000)))


def visits_of(spans: list[tuple[int, int]]) -> list[Visit]:
    return [Visit(at, 1, 1, start, start + length) for at, (start, length) in enumerate(spans, 1)]


@given(spans=st.lists(SPANS), start=st.integers(-100, 6000), length=st.integers(1, 2000))
def test_a_query_finds_what_looking_at_all_would_find(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    visits = visits_of(spans)
    found = RowIndex(visits).between(start, start + length)
    wanted = [visit for visit in visits if visit.start_minute < start + length and visit.end_minute > start]
    assert found == sorted(wanted, key=lambda visit: (visit.start_minute, visit.id))


@given(spans=st.lists(SPANS, min_size=1), data=st.data())
def test_adding_and_removing_leaves_the_same_as_building(
    spans: list[tuple[int, int]], data: st.DataObject
) -> None:
    visits = visits_of(spans)
    index = RowIndex()
    for visit in data.draw(st.permutations(visits)):
        index.add(visit)
    gone = data.draw(st.sampled_from(visits))
    index.remove(gone)
    assert index.all() == RowIndex(visit for visit in visits if visit is not gone).all()
    assert len(index) == len(visits) - 1


@pytest.mark.parametrize("length", [60, 3000])
def test_removing_what_is_not_there_is_an_error(length: int) -> None:
    with pytest.raises(KeyError):
        RowIndex().remove(Visit(1, 1, 1, 0, length))
