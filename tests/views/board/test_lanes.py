from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.views.board.index import RowIndex
from fsmdesk.views.board.lanes import ALONE, restacked, stacked
from fsmdesk.views.board.visits import Visit


def visits_of(spans: list[tuple[int, int]]) -> list[Visit]:
    return [Visit(at, 1, 1, start, start + length) for at, (start, length) in enumerate(sorted(spans), 1)]


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(1, 120)), max_size=40))
def test_no_two_that_overlap_share_a_lane_and_no_lane_is_wasted(spans: list[tuple[int, int]]) -> None:
    visits = visits_of(spans)
    lanes = stacked(visits)
    for visit in visits:
        lane = lanes.get(visit.id, ALONE)
        assert 0 <= lane.at < lane.of
        meeting = [
            o for o in visits if o.start_minute < visit.end_minute and visit.start_minute < o.end_minute
        ]
        assert all(lanes[other.id].at != lane.at for other in meeting if other.id != visit.id)
        assert (len(meeting) == 1) == (visit.id not in lanes)
    fullest = max(
        (sum(o.start_minute <= v.start_minute < o.end_minute for o in visits) for v in visits), default=0
    )
    assert max((lane.of for lane in lanes.values()), default=min(1, len(visits))) == fullest


@given(
    st.lists(st.tuples(st.integers(0, 6000), st.integers(1, 120)), min_size=40, max_size=90),
    st.lists(
        st.tuples(
            st.integers(0, 120), st.one_of(st.none(), st.tuples(st.integers(0, 6000), st.integers(1, 300)))
        ),
        max_size=4,
    ),
)
def test_only_what_touches_a_change_is_stacked_again_and_all_lanes_are_right(
    spans: list[tuple[int, int]], changes: list[tuple[int, tuple[int, int] | None]]
) -> None:
    known = {visit.id: visit for visit in visits_of(spans)}
    row = RowIndex(known.values())
    before, touched = stacked(row.all()), []
    for visit_id, span in changes:
        old = known.pop(visit_id, None)
        if old is not None:
            row.remove(old)
            touched.append(old)
        if span is not None:
            fresh = known[visit_id] = Visit(visit_id, 2, 1, span[0], sum(span))
            row.add(fresh)
            touched.append(fresh)
    assert restacked(before, row, touched) == stacked(row.all())


def test_eight_hundred_at_the_same_time_get_eight_hundred_lanes() -> None:
    lanes = stacked(visits_of([(0, 60)] * 800))
    assert {lane.at for lane in lanes.values()} == set(range(800))


def test_visits_that_only_touch_stand_alone() -> None:
    assert stacked(visits_of([(0, 60), (60, 60)])) == {}
