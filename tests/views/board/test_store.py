from dataclasses import replace

import pytest

from fsmdesk.core.terms import Priority
from fsmdesk.views.board.store import BoardChanges, BoardStore
from fsmdesk.views.board.visits import Job, Technician, Visit


def visit(visit_id: int, start: int, end: int, technician_id: int = 1, version: int = 1) -> Visit:
    return Visit(visit_id, version, technician_id, start, end)


@pytest.fixture
def store() -> BoardStore:
    made = BoardStore()
    made.load([Technician(1, "Ana"), Technician(2, "Ben")], [visit(1, 0, 60), visit(2, 60, 120)], [])
    return made


def row_of(store: BoardStore, technician_id: int) -> list[int]:
    return [visit.id for visit in store.row(technician_id).all()]


def test_a_pending_visit_is_shown_where_it_was_dropped(store: BoardStore) -> None:
    changed = store.put_pending(1, visit(1, 0, 60, technician_id=2))
    assert row_of(store, 1) == [2]
    assert row_of(store, 2) == [1]
    assert changed.spans == {1: [(0, 60)], 2: [(0, 60)]}
    assert store.is_pending(1)


def test_taking_it_back_shows_what_is_stored(store: BoardStore) -> None:
    store.put_pending(1, visit(1, 300, 360, technician_id=2))
    store.end_pending(1)
    assert store.visit(1) == visit(1, 0, 60)
    assert row_of(store, 1) == [1, 2]
    assert row_of(store, 2) == []


def test_reading_the_same_version_again_keeps_it_pending(store: BoardStore) -> None:
    store.put_pending(1, visit(1, 300, 360))
    store.apply(BoardChanges([visit(1, 0, 60)]))
    assert store.visit(1) == visit(1, 300, 360)


def test_a_newer_version_wins_over_what_is_pending(store: BoardStore) -> None:
    store.put_pending(1, visit(1, 300, 360))
    store.apply(BoardChanges([visit(1, 30, 90, technician_id=2, version=2)]))
    assert not store.is_pending(1)
    assert row_of(store, 2) == [1]


def test_an_older_version_that_comes_late_is_ignored(store: BoardStore) -> None:
    store.apply(BoardChanges([visit(1, 30, 90, version=3)]))
    assert not store.apply(BoardChanges([visit(1, 500, 560, version=2)])).spans
    assert store.visit(1) == visit(1, 30, 90, version=3)


def test_what_did_not_change_is_not_painted_again(store: BoardStore) -> None:
    assert store.apply(BoardChanges([visit(1, 0, 60), visit(2, 60, 120)])).spans == {}


def test_a_visit_that_is_gone_leaves_its_row_even_while_pending(store: BoardStore) -> None:
    store.put_pending(1, visit(1, 300, 360, technician_id=2))
    store.apply(BoardChanges(gone_visits=[1, 99]))
    assert store.visit(1) is None
    assert row_of(store, 1) == [2]
    assert row_of(store, 2) == []


def test_a_stand_in_is_shown_and_goes_again(store: BoardStore) -> None:
    store.put_pending(-44, visit(-44, 200, 260, technician_id=2))
    assert row_of(store, 2) == [-44]
    store.end_pending(-44)
    assert row_of(store, 2) == []


def test_lanes_follow_the_row(store: BoardStore) -> None:
    assert store.lane_counts() == {}
    store.put_pending(3, visit(3, 30, 90))
    assert store.lane_counts() == {1: 2}
    assert {store.lane_of(shown).at for shown in store.row(1).all()} == {0, 1}
    changed = store.end_pending(3)
    assert store.lane_counts() == {}
    assert any(end - start > 10_000_000 for start, end in changed.spans[1])  # all of the row has moved


def test_planned_minutes_count_only_what_lies_within(store: BoardStore) -> None:
    assert store.planned_minutes(1, 30, 100) == 70
    assert store.planned_minutes(3, 0, 100) == 0


def test_jobs_wait_by_priority_then_due_then_age(store: BoardStore) -> None:
    base = Job(1, 1, None, 0, "1", "", "", Priority.HIGH, None, 60)
    late = replace(base, work_order_id=2, due_minute=500)
    soon = replace(base, work_order_id=3, due_minute=100)
    critical = replace(base, work_order_id=4, priority=Priority.CRITICAL)
    urgent = replace(base, work_order_id=5, is_urgent=True)
    store.show_jobs([base, late, soon, critical, urgent])
    assert [job.work_order_id for job in store.waiting_jobs()] == [4, 5, 3, 2, 1]
    store.hide_job(soon.key)
    assert [job.work_order_id for job in store.waiting_jobs()] == [4, 5, 2, 1]
    store.unhide_job(soon.key)
    assert soon in store.waiting_jobs()


def test_other_technicians_are_a_change_of_the_rows(store: BoardStore) -> None:
    assert not store.show_technicians([Technician(1, "Ana"), Technician(2, "Ben")]).is_structural
    assert store.show_technicians([Technician(2, "Ben"), Technician(1, "Ana")]).is_structural
    assert list(store.technicians) == [2, 1]
