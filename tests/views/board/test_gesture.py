from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.terms import Priority
from fsmdesk.views.board.gesture import Gesture, GestureKind, Landing, landing_at, nudged
from fsmdesk.views.board.time_scale import TimeScale, day_stretch
from fsmdesk.views.board.visits import Job, Visit
from tests.views.board.world import DAY
from tests.views.desks import FORMATS

SCALE = TimeScale([day_stretch(DAY, FORMATS.zone)], 60, FORMATS.zone)
START = SCALE.start_minute + 9 * 60
VISIT = Visit(1, 1, 5, START, START + 90)


@given(minute=st.floats(0, 1440), grab=st.floats(0, 90))
def test_a_moved_visit_keeps_its_length_and_lands_on_the_grid(minute: float, grab: float) -> None:
    landing = landing_at(Gesture(GestureKind.MOVE, VISIT, grab), SCALE.start_minute + minute, 7, SCALE)
    assert landing.minutes == 90
    assert landing.technician_id == 7
    assert landing.start_minute % 15 == 0
    assert abs(landing.start_minute - (SCALE.start_minute + minute - grab)) <= 7.5


@given(minute=st.floats(0, 1440))
def test_a_pulled_edge_leaves_the_other_and_the_row_alone(minute: float) -> None:
    at = SCALE.start_minute + minute
    first = landing_at(Gesture(GestureKind.RESIZE_START, VISIT), at, 7, SCALE)
    last = landing_at(Gesture(GestureKind.RESIZE_END, VISIT), at, 7, SCALE)
    assert (first.end_minute, last.start_minute) == (VISIT.end_minute, VISIT.start_minute)
    assert first.technician_id == last.technician_id == 5
    assert min(first.minutes, last.minutes) >= 15


def test_a_job_from_the_list_has_no_origin() -> None:
    job = Job(3, 1, None, 0, "3", "", "", Priority.LOW, None, 45)
    gesture = Gesture(GestureKind.PLACE, job)
    assert gesture.origin is None and gesture.visit is None and gesture.minutes == 45
    assert landing_at(gesture, START + 4, 5, SCALE) == Landing(5, START, START + 45)
    assert replace(gesture, subject=replace(job, visit_id=8)).visit_id == 8


def test_keys_move_by_one_snap_and_never_shrink_to_nothing() -> None:
    landing = Landing(5, START, START + 30)
    assert nudged(GestureKind.MOVE, landing, -1, SCALE) == Landing(5, START - 15, START + 15)
    shorter = nudged(GestureKind.RESIZE_END, landing, -1, SCALE)
    assert shorter == Landing(5, START, START + 15)
    assert nudged(GestureKind.RESIZE_END, shorter, -1, SCALE) == shorter
