"""Attacks on the promise that no technician is in two places."""

import pytest

from tests.db.races import race
from tests.db.raw import Raw, refused
from tests.db.world import at, marked, visit

TAKEN = "fsmdesk:overlap|visit_no_overlap"


@pytest.mark.parametrize(
    ("start", "end"),
    [("08:00", "10:00"), ("07:00", "08:01"), ("09:59", "11:00"), ("08:30", "09:00"), ("07:00", "12:00")],
)
def test_a_second_visit_at_the_same_time_is_refused(raw: Raw, start: str, end: str) -> None:
    refused(raw, TAKEN, visit(2, start, end))


def test_visits_that_touch_or_are_of_somebody_else_are_fine(raw: Raw) -> None:
    raw.done(visit(2, "10:00", "11:00"), visit(3, "07:00", "08:00"), visit(4, "08:00", "10:00", technician=2))
    assert raw.value("SELECT count(*) FROM visit") == 4


@pytest.mark.parametrize(
    "change",
    [
        f"start_at = {at('09:00')}",
        f"start_at = {at('07:00')}, end_at = {at('09:00')}",
        f"end_at = {at('20:00')}, start_at = {at('07:00')}",
    ],
)
def test_moving_a_visit_onto_another_is_refused(raw: Raw, change: str) -> None:
    raw.done(visit(2, "11:00", "12:00"))
    refused(raw, TAKEN, f"UPDATE visit SET {change}, version = version + 1 WHERE id = 2")


def test_giving_a_visit_to_somebody_who_is_busy_is_refused(raw: Raw) -> None:
    raw.done(visit(2, "09:00", "11:00", technician=2))
    refused(raw, TAKEN, "UPDATE visit SET technician_id = 1, version = version + 1 WHERE id = 2")


def test_the_way_to_a_visit_is_booked_time_too(raw: Raw) -> None:
    raw.done(visit(2, "10:20", "11:00", travel_minutes="20"))
    refused(raw, TAKEN, visit(3, "11:19", "12:00", travel_minutes="20"))
    refused(raw, TAKEN, "UPDATE visit SET travel_minutes = 21, version = version + 1 WHERE id = 2")
    refused(raw, "ck_visit_travel", visit(3, "07:00", "08:00", travel_minutes="1441"))
    raw.done("UPDATE visit SET travel_minutes = 0, version = version + 1 WHERE id = 2")
    raw.done(visit(3, "10:00", "10:20"))


def test_nothing_is_planned_on_the_way_to_a_visit(raw: Raw) -> None:
    raw.done(visit(2, "12:00", "13:00", travel_minutes="60"))
    refused(raw, TAKEN, visit(3, "10:30", "11:01"))
    raw.done(visit(3, "10:30", "11:00"))


def test_a_long_way_is_seen_from_the_day_before(raw: Raw) -> None:
    start, end = at("09:30", "2026-03-03"), at("10:30", "2026-03-03")
    raw.done(visit(2, "09:30", "10:30", travel_minutes="1410", start_at=start, end_at=end))
    refused(raw, TAKEN, visit(3, "10:00", "11:00"))


def test_taking_a_cancelled_visit_up_again_over_another_is_refused(raw: Raw) -> None:
    raw.done(visit(2, "09:00", "11:00", state="'cancelled'"))
    refused(raw, TAKEN, "UPDATE visit SET state = 'planned', version = version + 1 WHERE id = 2")


def test_a_marked_visit_may_overlap_but_needs_a_reason(raw: Raw) -> None:
    refused(raw, "double_booking_reason", visit(2, "09:00", "11:00", double_booked="true"))
    raw.done(marked(2, "09:00", "11:00"))
    refused(
        raw, "double_booking_reason", "UPDATE visit SET double_booking_reason = '', version = 2 WHERE id = 2"
    )


def test_an_unmarked_visit_over_a_marked_one_is_refused(raw: Raw) -> None:
    raw.done(marked(2, "12:00", "14:00"))
    refused(raw, TAKEN, visit(3, "13:00", "15:00"))
    raw.done(visit(3, "15:00", "16:00"))
    refused(raw, TAKEN, f"UPDATE visit SET start_at = {at('13:59')}, version = 2 WHERE id = 3")


def test_taking_the_mark_off_an_overlapping_visit_is_refused(raw: Raw) -> None:
    raw.done(marked(2, "09:00", "11:00"))
    refused(raw, TAKEN, "UPDATE visit SET double_booked = false, version = 2 WHERE id = 2")


def test_a_visit_with_a_marked_one_over_it_can_still_be_worked_on(raw: Raw) -> None:
    raw.done(marked(2, "09:00", "11:00"))
    raw.done("UPDATE visit SET state = 'on_site', notes = 'Began', version = 2 WHERE id = 1")
    refused(raw, TAKEN, f"UPDATE visit SET end_at = {at('10:30')}, version = 3 WHERE id = 1")


def test_a_visit_that_is_done_early_frees_the_rest(raw: Raw) -> None:
    done = f"UPDATE visit SET state = 'done', finished_at = {at('09:00')}, version = version + 1 WHERE id = 1"
    raw.done(done, visit(2, "09:00", "10:00"))
    refused(raw, TAKEN, visit(3, "08:59", "09:00"))
    refused(raw, TAKEN, "UPDATE visit SET state = 'on_site', version = version + 1 WHERE id = 1")


def test_the_minute_in_which_a_visit_is_done_is_free(raw: Raw) -> None:
    finished = at("09:00").replace(":00.000000", ":32.500000")
    raw.done(
        f"UPDATE visit SET state = 'done', finished_at = {finished}, version = version + 1 WHERE id = 1",
        visit(2, "09:00", "10:00"),
    )
    refused(raw, TAKEN, visit(3, "08:59", "09:00"))


def test_a_visit_that_is_done_late_does_not_take_more_than_its_span(raw: Raw) -> None:
    raw.done(
        f"UPDATE visit SET state = 'done', finished_at = {at('23:00')}, version = version + 1 WHERE id = 1",
        visit(2, "10:00", "11:00"),
    )
    assert raw.value("SELECT count(*) FROM visit WHERE technician_id = 1") == 2


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("'2026-03-02T09:00:30.000000+00:00'", at("11:00")),
        (at("09:00"), "'2026-03-02T11:00:00.500000+00:00'"),
        (at("09:00"), at("09:01", "2026-03-17")),
        (at("09:00", "1969-12-31"), at("10:00", "1969-12-31")),
        (at("09:00", "2106-02-01"), at("10:00", "2106-02-01")),
    ],
)
def test_spans_that_the_guard_could_not_see_are_refused(raw: Raw, start: str, end: str) -> None:
    refused(raw, "fsmdesk:span", visit(2, "09:00", "11:00", start_at=start, end_at=end))


@pytest.mark.parametrize(
    "written", ["'2026-03-02 09:00:00.000000+00:00'", "'2026-3-02T09:00:00.000000+00:00'"]
)
def test_an_instant_written_otherwise_does_not_pass_for_an_earlier_one(raw: Raw, written: str) -> None:
    """PostgreSQL reads what it is and sees the overlap; SQLite would compare letters."""
    refused(raw, f"{TAKEN}|fsmdesk:type", visit(2, "09:00", "11:00", start_at=written))


@pytest.mark.parametrize("way", ["INSERT OR REPLACE", "INSERT OR IGNORE", "INSERT OR FAIL", "REPLACE"])
def test_ways_around_on_sqlite_are_refused(sqlite_raw: Raw, way: str) -> None:
    refused(sqlite_raw, "fsmdesk:duplicate", visit(1, "11:00", "12:00").replace("INSERT", way, 1))
    refused(sqlite_raw, "fsmdesk:overlap", visit(2, "09:00", "12:00").replace("INSERT", way, 1))


@pytest.mark.parametrize("way", ["UPDATE OR REPLACE", "UPDATE OR IGNORE", "UPDATE OR FAIL"])
def test_ways_around_by_update_on_sqlite_are_refused(sqlite_raw: Raw, way: str) -> None:
    sqlite_raw.done(visit(2, "11:00", "12:00"))
    refused(
        sqlite_raw, "fsmdesk:overlap", f"{way} visit SET start_at = {at('09:00')}, version = 2 WHERE id = 2"
    )
    refused(sqlite_raw, "fsmdesk:version", f"{way} visit SET id = 1, version = 2 WHERE id = 2")


def test_copying_visits_on_postgresql_is_refused(postgres_raw: Raw) -> None:
    columns = "work_order_id, technician_id, state, start_at, end_at"
    refused(postgres_raw, TAKEN, f"INSERT INTO visit ({columns}) SELECT {columns} FROM visit")


def test_of_two_seats_that_book_at_once_only_one_wins(raw: Raw) -> None:
    failure = race(raw.location, [visit(2, "12:00", "14:00")], [visit(3, "13:00", "15:00")])
    assert failure is not None
    assert raw.run("SELECT id FROM visit ORDER BY id") == [(1,), (2,)]


@pytest.mark.parametrize("marked_first", [True, False])
def test_a_marked_and_an_unmarked_booking_at_once_follow_one_after_the_other(
    raw: Raw, marked_first: bool
) -> None:
    pair = [marked(2, "12:00", "14:00")], [visit(3, "13:00", "15:00")]
    failure = race(raw.location, *(pair if marked_first else pair[::-1]))
    if marked_first:
        assert failure is not None
        assert raw.run("SELECT id FROM visit ORDER BY id") == [(1,), (2,)]
    else:  # a marked one may come after an unmarked one
        assert failure is None


def test_a_transaction_that_looks_at_the_past_may_not_book(raw: Raw) -> None:
    """Else it would not see the marked visit that was committed since it began."""
    if raw.is_sqlite:
        refused(raw, "fsmdesk:overlap", marked(2, "12:00", "14:00"), visit(3, "13:00", "15:00"))
        return
    for level in ("REPEATABLE READ", "SERIALIZABLE"):
        refused(
            raw, "fsmdesk:isolation", f"SET TRANSACTION ISOLATION LEVEL {level}", visit(2, "13:00", "15:00")
        )


def test_a_temporary_table_does_not_hide_the_visits(raw: Raw) -> None:
    raw.done(marked(2, "12:00", "14:00"))
    real = visit(3, "13:00", "15:00").replace(
        "INTO visit", "INTO main.visit" if raw.is_sqlite else "INTO public.visit"
    )
    refused(raw, TAKEN, "CREATE TEMPORARY TABLE visit AS SELECT * FROM visit LIMIT 0", real)
