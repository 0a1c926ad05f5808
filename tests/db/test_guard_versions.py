"""Attacks on the promise that no update is lost."""

import pytest

from fsmdesk.db.guards.history import logged_tables
from tests.db.races import race
from tests.db.raw import Raw, connected, refused


@pytest.mark.parametrize("version", ["version", "version + 2", "version - 1", "1", "0", "99", "NULL"])
def test_a_version_that_does_not_follow_is_refused(raw: Raw, version: str) -> None:
    refused(
        raw,
        "fsmdesk:version|NOT NULL|not-null|fsmdesk:append_only",
        f"UPDATE customer SET name = 'Stolen', version = {version} WHERE id = 1",
    )


def test_an_update_that_forgets_the_version_is_refused(raw: Raw) -> None:
    refused(raw, "fsmdesk:version", "UPDATE customer SET name = 'Stolen' WHERE id = 1")


def test_of_two_seats_that_saw_the_same_version_only_one_wins(raw: Raw) -> None:
    raw.run("SELECT name FROM customer WHERE id = 1 AND version = 1")
    raw.rollback()
    with connected(raw.location) as other:
        other.done("UPDATE customer SET name = 'First', version = 2 WHERE id = 1")
    refused(raw, "fsmdesk:version", "UPDATE customer SET name = 'Second', version = 2 WHERE id = 1")
    assert raw.value("SELECT name FROM customer") == "First"


def test_of_two_seats_that_write_at_once_only_one_wins(raw: Raw) -> None:
    failure = race(
        raw.location,
        ["UPDATE customer SET name = 'First', version = 2 WHERE id = 1"],
        ["UPDATE customer SET name = 'Second', version = 2 WHERE id = 1"],
    )
    assert "fsmdesk:version" in str(failure)
    assert raw.run("SELECT name, version FROM customer") == [("First", 2)]


def test_a_key_never_changes(raw: Raw) -> None:
    refused(raw, "fsmdesk:version", "UPDATE customer SET id = 7, version = 2 WHERE id = 1")


def test_every_logged_table_has_a_version() -> None:
    """What the log takes is told from it."""
    assert [table.name for table in logged_tables() if "version" not in table.c] == []


@pytest.mark.parametrize("key", ["-1", "0", "1099511627776"])
def test_a_key_outside_of_what_can_be_kept_is_refused(raw: Raw, key: str) -> None:
    refused(raw, "fsmdesk:key", f"INSERT INTO customer (id, name) VALUES ({key}, 'X')")
