"""Attacks on the promise that history can't be forged, and proof that the log misses nothing."""

import json
from typing import Any

import pytest

from fsmdesk.db.guards.history import append_only_tables, logged_tables
from fsmdesk.models import Base
from tests.db.every_table import ROWS, row_of
from tests.db.raw import Raw, connected, refused
from tests.db.world import at, insert

FORGED = "fsmdesk:append_only"


def test_every_logged_table_is_tried_here() -> None:
    assert sorted(ROWS) == [table.name for table in logged_tables()]


def _acting(raw: Raw) -> str:
    if raw.is_sqlite:
        return (
            "UPDATE acting SET person_id = 1, seat = 'desk-1', command_key = 'k1', "
            "transaction_id = transaction_id + 1"
        )
    return (
        "SELECT set_config('fsmdesk.person', '1', true), set_config('fsmdesk.seat', 'desk-1', true), "
        "set_config('fsmdesk.command', 'k1', true)"
    )


@pytest.mark.parametrize("table", sorted(ROWS))
def test_every_change_of_every_table_is_in_the_log(raw: Raw, table: str) -> None:
    add, change, first = ROWS[table]
    raw.done(*first)
    count = len(raw.log(table))
    row = row_of(table)
    raw.done(_acting(raw), add, f"UPDATE {table} SET {change}, version = version + 1 WHERE id = {row}")
    entries = raw.log(table)[count:]
    if table != "work_order":  # jobs are kept
        raw.done(f"DELETE FROM {table} WHERE id = {row}")
        entries = raw.log(table)[count:]
        assert entries[2]["operation"] == "D"
        assert entries[2]["before"] == entries[0]["after"] | entries[1]["after"] | {"version": 2}
        assert entries[2]["after"] is None
        assert entries[2]["transaction_id"] != entries[0]["transaction_id"] or raw.is_sqlite
    inserted, updated = entries[:2]
    assert [entry["operation"] for entry in (inserted, updated)] == ["I", "U"]
    assert [entry["record_version"] for entry in (inserted, updated)] == [1, 2]
    for entry in (inserted, updated):
        assert (entry["person_id"], entry["seat"], entry["command_key"]) == (1, "desk-1", "k1")
        assert (entry["record_id"], entry["table_name"]) == (row, table)
        assert entry["login"]
    assert inserted["transaction_id"] == updated["transaction_id"]
    assert inserted["before"] is None
    told = [column for column in Base.metadata.tables[table].columns if not column.info.get("secret")]
    assert set(inserted["after"]) == {column.name for column in told}
    columns = {part.split("=")[0].strip() for part in change.split(", ")}
    assert set(updated["before"]) == set(updated["after"]) == columns
    assert {name: inserted["after"][name] for name in columns} == updated["before"]


def test_both_databases_write_the_same_log(sqlite_raw: Raw, postgres_raw: Raw) -> None:
    told: list[list[tuple[Any, ...]]] = []
    for raw in (sqlite_raw, postgres_raw):
        if not raw.is_sqlite:
            raw.done("SET timezone = 'America/New_York'", "SET datestyle = 'German'")
        entries: list[tuple[Any, ...]] = []
        for table, (add, change, first) in ROWS.items():
            row = row_of(table)
            raw.run("SAVEPOINT clean")
            for statement in (*first, add, f"UPDATE {table} SET {change}, version = 2 WHERE id = {row}"):
                raw.run(statement)
            rows = raw.run(
                f"SELECT operation, record_version, before, after FROM change_log WHERE table_name = '{table}' "
                f"AND record_id = {row} ORDER BY id"
            )
            entries += [
                (*entry[:2], *(json.loads(side) if isinstance(side, str) else side for side in entry[2:]))
                for entry in rows
            ]
            raw.run("ROLLBACK TO clean")
        told.append(entries)
    assert told[0] == told[1]


def test_a_change_by_a_plain_client_is_logged_and_is_nobodys_command(raw: Raw) -> None:
    raw.done("UPDATE customer SET name = 'Meier', version = 2 WHERE id = 1")
    last = raw.log("customer")[-1]
    assert (last["before"], last["after"]) == ({"name": "Miller"}, {"name": "Meier"})
    assert (last["person_id"], last["command_key"], last["seat"]) == (None, None, "")


def test_the_log_knows_the_login_behind_a_borrowed_role(postgres_raw: Raw) -> None:
    login = postgres_raw.value("SELECT session_user")
    postgres_raw.run("CREATE ROLE fsmdesk_test_borrowed")
    postgres_raw.run("GRANT ALL ON ALL TABLES IN SCHEMA public TO fsmdesk_test_borrowed")
    postgres_raw.run("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO fsmdesk_test_borrowed")
    postgres_raw.run("SET LOCAL ROLE fsmdesk_test_borrowed")
    postgres_raw.run("UPDATE customer SET name = 'Meier', version = 2 WHERE id = 1")
    assert postgres_raw.value("SELECT login FROM change_log ORDER BY id DESC LIMIT 1") == login
    postgres_raw.rollback()


@pytest.mark.parametrize("table", [table.name for table in append_only_tables()])
def test_history_is_neither_changed_nor_removed(raw: Raw, table: str) -> None:
    raw.done(
        insert("command", id="1", key="'k'", name="'MoveVisit'", at=at("08:00"), result="'null'"),
        insert("state_move", id="1", work_order_id="1", after="'approved'", at=at("08:00")),
        insert("placement_reason", id="1", work_order_id="1", visit_id="1", rule="'past'", at=at("08:00")),
        insert(
            "picture",
            id="1",
            sha256="'a'",
            media_type="'image/png'",
            content="x'00'" if raw.is_sqlite else "'\\x00'::bytea",
        ),
    )
    column = {
        "change_log": "seat",
        "command": "result",
        "state_move": "reason",
        "placement_reason": "reason",
        "picture": "media_type",
        "file_content": "media_type",
    }[table]
    refused(raw, FORGED, f"UPDATE {table} SET {column} = 'x'")
    refused(raw, FORGED, f"DELETE FROM {table}")


def _forged(raw: Raw, **values: str) -> str:
    columns = {
        "at": at("08:00"),
        "login": "'somebody'",
        "person_id": "1",
        "seat": "'desk-1'",
        "transaction_id": "5",
        "table_name": "'customer'",
        "record_id": "1",
        "record_version": "1",
        "operation": "'I'",
        "after": "'{}'",
    } | values
    return insert("change_log", **columns)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"operation": "'U'"},
        {"operation": "'U'", "record_version": "2"},
        {"operation": "'U'", "record_version": "0"},
        {"operation": "'D'"},
        {"operation": "'D'", "record_id": "77"},
        {"operation": "'I'", "record_id": "77"},
        {"operation": "'X'"},
        {"operation": "NULL"},
        {"record_version": "NULL"},
        {"table_name": "'nothing'"},
        {"table_name": "'command'"},
        {"table_name": "NULL"},
    ],
)
def test_nobody_writes_the_log_himself(raw: Raw, values: dict[str, str]) -> None:
    refused(raw, FORGED, _forged(raw, **values))
    if raw.is_sqlite:
        for way in ("INSERT OR REPLACE", "INSERT OR IGNORE"):
            refused(raw, FORGED, _forged(raw, **values).replace("INSERT", way, 1))


def test_a_trigger_of_ones_own_does_not_write_the_log(postgres_raw: Raw) -> None:
    refused(
        postgres_raw,
        FORGED,
        "CREATE TEMPORARY TABLE own (id int)",
        "CREATE FUNCTION pg_temp.forge() RETURNS trigger LANGUAGE plpgsql AS "
        f"$x$BEGIN {_forged(postgres_raw, operation=chr(39) + 'U' + chr(39))}; RETURN NEW; END$x$",
        "CREATE TRIGGER forge BEFORE INSERT ON own FOR EACH ROW EXECUTE FUNCTION pg_temp.forge()",
        "INSERT INTO own VALUES (1)",
    )


def test_a_temporary_log_catches_nothing(raw: Raw) -> None:
    raw.done("CREATE TEMPORARY TABLE change_log AS SELECT * FROM change_log LIMIT 0")
    main = "main" if raw.is_sqlite else "public"
    raw.done("UPDATE customer SET name = 'Meier', version = 2 WHERE id = 1")
    assert raw.value(f"SELECT count(*) FROM {main}.change_log WHERE table_name = 'customer'") == 2
    assert raw.value("SELECT count(*) FROM change_log") == 0


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM acting",
        "UPDATE acting SET id = 2",
        "UPDATE acting SET transaction_id = transaction_id - 1",
        "INSERT INTO acting (id) VALUES (2)",
        "INSERT OR REPLACE INTO acting (id) VALUES (1)",
    ],
)
def test_who_acts_is_not_taken_away(sqlite_raw: Raw, attack: str) -> None:
    refused(sqlite_raw, "fsmdesk:", attack)


def test_a_log_row_that_is_rolled_back_is_gone_with_its_change(raw: Raw) -> None:
    before = raw.content()
    raw.run("UPDATE customer SET name = 'Meier', version = 2 WHERE id = 1")
    raw.rollback()
    assert raw.content() == before


def test_a_record_may_come_back_under_its_key_and_the_log_tells_both_lives(raw: Raw) -> None:
    row = insert("skill", id="9", name="'Gas'")
    raw.done(row, "DELETE FROM skill WHERE id = 9", row)
    assert [entry["operation"] for entry in raw.log("skill")] == ["I", "D", "I"]


def test_two_seats_that_change_at_once_are_both_in_the_log(raw: Raw) -> None:
    with connected(raw.location) as other:
        raw.done("UPDATE customer SET name = 'A', version = 2 WHERE id = 1")
        other.done("UPDATE customer SET name = 'B', version = 3 WHERE id = 1")
    assert [entry["record_version"] for entry in raw.log("customer")] == [1, 2, 3]
    assert len({entry["transaction_id"] for entry in raw.log("customer")}) == (1 if raw.is_sqlite else 3)
