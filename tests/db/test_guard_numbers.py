"""Attacks on the promise of numbers without gaps or doubles."""

import threading

import pytest

from tests.db.races import race, wait_until_blocked
from tests.db.raw import DriverError, Raw, connected, refused
from tests.db.world import billed_line, draft, insert, issue, job, taxed

NUMBER = "fsmdesk:number"


@pytest.mark.parametrize("serial", [0, 1, 3, 99, -1])
def test_a_serial_that_does_not_follow_is_refused(raw: Raw, serial: int) -> None:
    refused(raw, f"{NUMBER}|fsmdesk:duplicate", issue(2, serial))


def test_a_series_that_nobody_opened_gives_no_number(raw: Raw) -> None:
    refused(raw, NUMBER, issue(2, 1, series="X-"))


def test_jobs_and_documents_do_not_share_a_series(raw: Raw) -> None:
    refused(raw, NUMBER, issue(2, 3, series="work_order"))


@pytest.mark.parametrize("number", ["'R-0003'", "'R-2x'", "'Q-0002'", "'0002'", "'R-'"])
def test_a_number_that_says_something_else_is_refused(raw: Raw, number: str) -> None:
    refused(raw, NUMBER, issue(2, 2).replace("'R-0002'", number))


@pytest.mark.parametrize(
    "change",
    ["number = 'R-0002'", "series = 'R-', serial = 2", "serial = 2", "issued_on = '2026-03-02'"],
)
def test_no_number_before_issue(raw: Raw, change: str) -> None:
    refused(raw, "number_at_issue", f"UPDATE invoice SET {change}, version = 2 WHERE id = 2")


@pytest.mark.parametrize("lost", ["number", "series", "serial", "issued_on", "issued_at"])
def test_no_issue_without_a_number(raw: Raw, lost: str) -> None:
    refused(
        raw,
        f"number_at_issue|{NUMBER}",
        issue(2, 2)
        .replace(" WHERE", f", {lost} = NULL WHERE")
        .replace(f"{lost} = '", "purchase_order = '")
        .replace(f"{lost} = 2", "purchase_order = ''"),
    )


def test_an_earlier_day_does_not_follow_a_later_one(raw: Raw) -> None:
    refused(raw, "fsmdesk:date_order", issue(2, 2, day="2026-03-01"))


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE number_series SET last = last + 1 WHERE name = 'R-'",
        "UPDATE number_series SET last = last - 1 WHERE name = 'R-'",
        "UPDATE number_series SET last = 0",
        "UPDATE number_series SET last = last WHERE name = 'R-'",
        "UPDATE number_series SET name = 'S-' WHERE name = 'R-'",
        "UPDATE number_series SET last = last + 1 WHERE name = 'work_order'",
        "DELETE FROM number_series WHERE name = 'R-'",
        "INSERT INTO number_series (name, last) VALUES ('R-', 7)",
    ],
)
def test_the_series_itself_is_not_touched(raw: Raw, attack: str) -> None:
    refused(raw, f"{NUMBER}|fsmdesk:duplicate|uq_number_series", attack)


@pytest.mark.parametrize("number", ["2", "4", "1", "0", "-3"])
def test_a_job_takes_the_next_number(raw: Raw, number: str) -> None:
    refused(raw, f"{NUMBER}|fsmdesk:duplicate|uq_work_order_number", job(3, number=number))


def test_the_number_of_a_job_never_changes(raw: Raw) -> None:
    refused(raw, NUMBER, "UPDATE work_order SET number = 3, version = 2 WHERE id = 2")


def test_many_jobs_in_one_statement_take_numbers_in_a_row(raw: Raw) -> None:
    many = job(3) + ", " + job(4).split(" VALUES ")[1] + ", " + job(5).split(" VALUES ")[1]
    raw.done(many)
    assert raw.value("SELECT last FROM number_series WHERE name = 'work_order'") == 5
    gap = job(6) + ", " + job(8).split(" VALUES ")[1]
    refused(raw, NUMBER, gap)


def test_a_row_that_is_skipped_leaves_no_gap(raw: Raw) -> None:
    raw.done(job(3, external_id="'A'"))
    rows = [
        job(number, external_id=f"'{key}'").split(" VALUES ")[1]
        for number, key in ((4, "B"), (5, "A"), (6, "C"))
    ]
    columns = job(4, external_id="''").split(" VALUES ")[0]
    attack = f"{columns} VALUES {', '.join(rows)} ON CONFLICT (external_id) DO NOTHING"
    refused(raw, f"{NUMBER}|fsmdesk:duplicate", attack)


def test_a_number_that_is_rolled_back_is_given_again(raw: Raw) -> None:
    for statement in (issue(2, 2), job(3)):
        raw.run(statement)
        raw.rollback()
    raw.done(issue(2, 2), job(3))
    assert raw.run("SELECT name, last FROM number_series ORDER BY id") == [("work_order", 3), ("R-", 2)]


def test_two_seats_that_issue_at_once_take_no_number_twice(raw: Raw) -> None:
    raw.done(draft(3), *billed_line(3, 3, "1"), taxed(3, 3))
    failure = race(raw.location, [issue(2, 2)], [issue(3, 2)])
    assert failure is not None
    raw.done(issue(3, 3))
    assert raw.run("SELECT serial FROM invoice ORDER BY serial") == [(1,), (2,), (3,)]


def test_two_seats_that_guess_each_others_number_stay_in_order_of_date(raw: Raw) -> None:
    raw.done(draft(3), *billed_line(3, 3, "1"), taxed(3, 3))
    failure = race(raw.location, [issue(2, 2, day="2026-03-05")], [issue(3, 3, day="2026-03-04")])
    assert "fsmdesk:date_order" in str(failure)
    assert raw.value("SELECT state FROM invoice WHERE id = 3") == "draft"


@pytest.mark.parametrize("second", [3, 4])
def test_two_seats_that_take_a_call_at_once_take_no_number_twice(raw: Raw, second: int) -> None:
    failure = race(raw.location, [job(3)], [job(9, number=str(second))])
    assert (failure is None) == (second == 4)
    assert raw.value("SELECT last FROM number_series WHERE name = 'work_order'") == raw.value(
        "SELECT max(number) FROM work_order"
    )
    assert raw.value("SELECT count(*) FROM work_order") == raw.value("SELECT max(number) FROM work_order")


def test_a_number_given_after_one_that_is_rolled_back_is_refused(postgres_raw: Raw) -> None:
    """The second waits for the first, which then takes its number back."""
    postgres_raw.run(job(3))
    failures: list[Exception] = []

    def take_the_next() -> None:
        with connected(postgres_raw.location) as other:
            try:
                other.done(job(4))
            except DriverError as error:
                failures.append(error)

    thread = threading.Thread(target=take_the_next)
    thread.start()
    wait_until_blocked(postgres_raw.location, thread)
    postgres_raw.rollback()
    thread.join(20)
    assert "fsmdesk:number" in str(failures[0])
    assert postgres_raw.value("SELECT max(number) FROM work_order") == 2


def test_a_temporary_series_gives_no_numbers(postgres_raw: Raw) -> None:
    refused(
        postgres_raw,
        NUMBER,
        "CREATE TEMPORARY TABLE number_series AS SELECT 5::bigint AS id, 'work_order' AS name, 41::bigint AS last",
        job(42).replace("INTO work_order", "INTO public.work_order"),
    )


def test_a_new_series_may_begin_anywhere_and_goes_on_from_there(raw: Raw) -> None:
    raw.done(insert("number_series", name="'2026-'", last="100"), issue(2, 101, series="2026-"))
    assert raw.value("SELECT last FROM number_series WHERE name = '2026-'") == 101
