"""The check finds whatever is broken, once the guards that keep it from breaking are down."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, text

from fsmdesk.db.check import check
from fsmdesk.db.checks.history import check_history
from fsmdesk.db.checks.records import check_records
from fsmdesk.db.checks.shape import check_references
from fsmdesk.db.engine import make_engine
from fsmdesk.db.guards.history import logged_tables
from fsmdesk.db.guards.lay import drop_guards
from fsmdesk.db.location import parse_location
from fsmdesk.db.migrate import alone
from tests.db.every_table import ROWS, row_of
from tests.db.raw import Raw
from tests.db.world import at, billed_line, draft, insert, issue, job, marked, taxed, visit


@contextmanager
def _writing(raw: Raw) -> Iterator[Connection]:
    """A transaction, without foreign keys on SQLite, that is committed at the end."""
    engine = make_engine(parse_location(raw.location), pooled=False)
    with alone(engine) as connection:
        yield connection
    engine.dispose()


def _drop_guards(raw: Raw) -> None:
    with _writing(raw) as connection:
        drop_guards(connection)
    if raw.is_sqlite:  # let it notice the new schema before it looks for the index of words in the old one
        raw.run("SELECT count(*) FROM sqlite_master")
        raw.rollback()


def _drop_constraints(raw: Raw) -> None:
    if raw.is_sqlite:
        return  # there they are switched off for a connection
    rows = raw.run(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype IN ('c', 'f') "
        "AND connamespace = 'public'::regnamespace"
    )
    raw.done(*(f"ALTER TABLE {table} DROP CONSTRAINT {name} CASCADE" for table, name in rows))


def test_a_sound_office_has_no_problems(raw: Raw) -> None:
    raw.done(
        marked(2, "09:00", "11:00"),
        visit(3, "11:00", "12:00"),
        issue(2, 2),
        draft(5, 1000, 190, kind="'credit_note'", credits_invoice_id="1"),
        *billed_line(5, 5, "1", milli=400, net=1000),
        taxed(5, 5, 1000, 190),
        issue(5, 3),
        insert("allocation", id="2", credit_note_id="5", invoice_id="1", amount_minor="1190"),
        insert("skill", id="1", name="'Gas'"),
        "UPDATE skill SET name = 'Oil', version = 2 WHERE id = 1",
        "DELETE FROM skill WHERE id = 1",
        job(3, window_start_at=at("08:00"), window_end_at=at("12:00")),
    )
    assert check(parse_location(raw.location)) == []


def test_every_kind_of_record_stands_the_check(raw: Raw) -> None:
    found: dict[str, list[str]] = {}
    with _writing(raw) as connection:
        for table, (add, change, first) in ROWS.items():
            row = row_of(table)
            with connection.begin_nested() as attempt:
                for statement in (*first, add, f"UPDATE {table} SET {change}, version = 2 WHERE id = {row}"):
                    connection.execute(text(statement.replace(":", "\\:")))
                found[table] = [*check_records(connection), *check_history(connection)]
                attempt.rollback()
    expected: dict[str, list[str]] = {table: [] for table in ROWS}
    expected["visit"] = ["Job 1 is scheduled; its visits say on site."]
    assert found == expected


_INVOICE_9 = [draft(9), *billed_line(9, 9, "2"), taxed(9, 9)]
BROKEN: dict[str, tuple[list[str], str]] = {
    "overlap": ([visit(2, "09:00", "11:00")], "Ada is booked twice from 2026-03-02"),
    "overlap with an earlier, longer one": (
        [visit(2, "10:00", "14:00"), visit(3, "11:00", "12:00"), visit(4, "13:00", "13:30")],
        "visit 4 of job 1 is not marked",
    ),
    "reason": (
        ["UPDATE visit SET double_booked = true WHERE id = 1"],
        "Visit 1 is a double booking without a reason.",
    ),
    "span": (
        [f"UPDATE visit SET end_at = {at('08:00', '2026-04-02')} WHERE id = 1"],
        "Visit 1 ends before it starts, or lasts longer",
    ),
    "net": (
        ["UPDATE invoice SET net_minor = 4999, total_minor = 5949 WHERE id = 1"],
        "The totals of R-0001 do not add up",
    ),
    "line": (["UPDATE invoice_line SET net_minor = 4999 WHERE id = 1"], "The totals of R-0001 do not add up"),
    "tax row": (["DELETE FROM invoice_tax WHERE id = 1"], "The totals of R-0001 do not add up"),
    "tax of a line": (["DELETE FROM invoice_line_tax WHERE id = 1"], "The totals of R-0001 do not add up"),
    "tax amount": (
        [
            "UPDATE invoice_tax SET tax_minor = 949 WHERE id = 1",
            "UPDATE invoice SET tax_minor = 949, total_minor = 5949 WHERE id = 1",
        ],
        "The totals of R-0001 do not add up",
    ),
    "text of an issued document": (
        ["UPDATE invoice SET bill_to_name = 'Other' WHERE id = 1"],
        "Invoice 1 is not what the log says (bill_to_name).",
    ),
    "issued version": (
        ["UPDATE invoice SET version = 9 WHERE id = 1"],
        "The log does not tell how invoice 1 came to version 9.",
    ),
    "somebody else's line": (
        ["UPDATE invoice_line SET bill_to = 'warranty' WHERE id = 1"],
        "An invoice line (1) asks the customer for what somebody else pays.",
    ),
    "billed without approval": (
        ["UPDATE work_order_line SET is_change = true, approval = 'waiting' WHERE id = 1"],
        "R-0001 bills line 1 of job 1, a change of the scope that nobody approved.",
    ),
    "approved by nobody": (
        ["UPDATE work_order_line SET is_change = true, approval = 'approved' WHERE id = 1"],
        "Nobody knows who decided about line 1 of job 1.",
    ),
    "billed twice": (
        ["UPDATE work_order_line SET done_milli = 1999 WHERE id = 1"],
        "Line 1 of job 1 is billed with 2000 thousandths; 1999 are done.",
    ),
    "credited too much": (
        [
            *(
                s
                for n in (8, 9)
                for s in (draft(n, 4000, 760, kind="'credit_note'", credits_invoice_id="1"),)
            ),
            issue(8, 2),
            issue(9, 3),
        ],
        "9520 is credited on R-0001, which is over 5950 (minor units).",
    ),
    "credits a draft": (
        [draft(9, kind="'credit_note'", credits_invoice_id="2"), issue(9, 2)],
        "Credit note R-0002 takes back no issued invoice of the same currency.",
    ),
    "gap": ([*_INVOICE_9, issue(9, 3)], "In the series “R-” 3 follows 1."),
    "counter": ([*_INVOICE_9, issue(9, 2)], "The series “R-” stands at 1; its last number is 2."),
    "series": (
        [*_INVOICE_9, issue(9, 1, series="X-")],
        "The series “X-” stands at None; its last number is 1.",
    ),
    "number of a job": (
        ["UPDATE work_order SET number = 7 WHERE id = 2"],
        "In the series “work_order” 7 follows 1.",
    ),
    "number text": (
        ["UPDATE invoice SET number = 'R-0011' WHERE id = 1"],
        "Number R-0011 is not what its serial 1 gives.",
    ),
    "date order": (
        [*_INVOICE_9, issue(9, 2, day="2026-03-01")],
        "R-0002 is of 2026-03-01, earlier than the number before it.",
    ),
    "draft with a number": (
        ["UPDATE invoice SET number = 'R-0002' WHERE id = 2"],
        "A draft (invoice 2) has the number R-0002.",
    ),
    "issued without": (
        ["UPDATE invoice SET number = NULL WHERE id = 1"],
        "An issued document (invoice 1) has no number.",
    ),
    "payment": (
        ["UPDATE payment SET amount_minor = 3999 WHERE id = 1"],
        "4000 of payment 1 is allocated; it was 3999 (minor units).",
    ),
    "invoice paid": (
        ["UPDATE allocation SET amount_minor = 6000 WHERE id = 1"],
        "6000 is allocated on R-0001, which is over 5950 (minor units).",
    ),
    "draft paid": (
        ["UPDATE allocation SET invoice_id = 2 WHERE id = 1"],
        "Allocation 1 is not from money that came in to an issued invoice.",
    ),
    "other money": (
        ["UPDATE payment SET currency = 'USD' WHERE id = 1"],
        "Allocation 1 is not from money that came in to an issued invoice.",
    ),
    "state": (
        ["UPDATE work_order SET state = 'on_site' WHERE id = 1"],
        "Job 1 is on site; its visits say scheduled.",
    ),
    "dangling": (
        ["UPDATE contact SET customer_id = 1", "UPDATE visit SET work_order_id = 77 WHERE id = 1"],
        "Visit 1 refers to work order 77, which is gone.",
    ),
    "unlogged record": (
        [insert("customer", id="9", name="'Ghost'")],
        "The log does not tell how customer 9 came to version 1.",
    ),
    "unlogged removal": (
        ["DELETE FROM allocation"],
        "Allocation 1 is gone, and the log does not tell who removed it.",
    ),
    "unlogged change": (
        ["UPDATE customer SET name = 'Stolen' WHERE id = 1"],
        "Customer 1 is not what the log says (name).",
    ),
    "a log that was rewritten": (
        ["DELETE FROM change_log WHERE table_name = 'customer'"],
        "The log does not tell how customer 1 came to version 1.",
    ),
    "a log of something else": (
        ["UPDATE change_log SET after = '{\"name\": \"Saint\"}' WHERE table_name = 'customer'"],
        "Customer 1 is not what the log says (name).",
    ),
    "a command that never was": (
        ["UPDATE change_log SET command_key = 'never' WHERE table_name = 'customer'"],
        "The log names a command (never) that was never carried out.",
    ),
    "search": (["DELETE FROM search"], "Search finds 0 of 1 records of kind customer."),
}


def test_the_check_finds_whatever_is_broken(raw: Raw) -> None:
    _drop_guards(raw)
    _drop_constraints(raw)
    unseen: dict[str, list[str]] = {}
    with _writing(raw) as connection:
        if raw.is_sqlite:
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        for what, (statements, sentence) in BROKEN.items():
            with connection.begin_nested() as attempt:
                for statement in statements:
                    connection.execute(text(statement.replace(":", "\\:")))
                problems = [
                    *check_records(connection),
                    *check_history(connection),
                    *check_references(connection),
                ]
                attempt.rollback()
            if not [problem for problem in problems if sentence in problem]:
                unseen[what] = problems
    assert unseen == {}


def test_a_line_added_to_an_issued_document_is_found(raw: Raw) -> None:
    for part in ("invoice_line", "invoice_line_tax"):
        raw.done(f"DROP TRIGGER fsm_frozen_{part}_insert" + ("" if raw.is_sqlite else f" ON {part}"))
    raw.done(*billed_line(9, 1, "1", milli=0, net=0))
    problems = check(parse_location(raw.location))
    assert "R-0001 was changed after it had been issued (line 9)." in problems
    assert [problem for problem in problems if "The guard fsm_frozen_invoice_line_insert" in problem]


@pytest.mark.parametrize(
    ("attack", "sentence"),
    [
        ("DROP TRIGGER fsm_log_customer_update", "The guard fsm_log_customer_update is missing."),
        (
            "CREATE TRIGGER fsm_mine BEFORE INSERT ON customer BEGIN SELECT 1; END",
            "The trigger fsm_mine is not ours.",
        ),
        ("DROP INDEX ix_visit_state", "ix_visit_state is missing in the file."),
        ("CREATE TABLE notes (line text)", "notes in the file is not ours."),
        (
            "ALTER TABLE customer ADD COLUMN nickname text",
            "customer in the file is not as this program makes it.",
        ),
        ("DROP TABLE picture", "The tables picture are missing; nothing else could be looked at."),
    ],
)
def test_a_changed_schema_is_found_on_sqlite(sqlite_raw: Raw, attack: str, sentence: str) -> None:
    sqlite_raw.run("PRAGMA foreign_keys = OFF")
    sqlite_raw.done(attack)
    assert sentence in check(parse_location(sqlite_raw.location))


@pytest.mark.parametrize(
    ("attack", "sentence"),
    [
        (
            "ALTER TABLE customer DISABLE TRIGGER fsm_log_customer_update",
            "The guard fsm_log_customer_update is switched off.",
        ),
        (
            "DROP TRIGGER fsm_log_customer_update ON customer",
            "The guard fsm_log_customer_update has been changed.",
        ),
        ("DROP FUNCTION fsm_log_customer_update() CASCADE", "The guard fsm_log_customer_update is missing."),
        (
            "CREATE OR REPLACE FUNCTION fsm_log_customer_update() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN RETURN NEW; END'",
            "The guard fsm_log_customer_update has been changed.",
        ),
        (
            "ALTER FUNCTION fsm_log_customer_update() RESET search_path",
            "The guard fsm_log_customer_update has been changed.",
        ),
        (
            "CREATE OR REPLACE TRIGGER fsm_log_customer_update AFTER UPDATE ON customer FOR EACH ROW "
            "WHEN (false) EXECUTE FUNCTION fsm_log_customer_update()",
            "The guard fsm_log_customer_update has been changed.",
        ),
        (
            "CREATE TRIGGER aaa BEFORE UPDATE ON customer FOR EACH ROW "
            "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            "The trigger aaa is not ours.",
        ),
        ("ALTER TABLE visit DROP CONSTRAINT visit_no_overlap", "The guard visit_no_overlap is missing."),
        (
            "ALTER TABLE visit DROP CONSTRAINT visit_no_overlap, ADD CONSTRAINT visit_no_overlap "
            "CHECK (id > 0)",
            "The guard visit_no_overlap has been changed.",
        ),
        (
            "ALTER TABLE invoice DROP CONSTRAINT ck_invoice_total",
            "The constraint ck_invoice_total is missing.",
        ),
        ("DROP INDEX ix_visit_state", "add_index ix_visit_state"),
        ("ALTER TABLE customer ADD COLUMN nickname text", "remove_column customer nickname"),
        ("ALTER TABLE customer ALTER COLUMN name DROP NOT NULL", "modify_nullable customer name"),
        ("DROP TABLE picture CASCADE", "The tables picture are missing; nothing else could be looked at."),
    ],
)
def test_a_changed_schema_is_found_on_postgresql(postgres_raw: Raw, attack: str, sentence: str) -> None:
    postgres_raw.done(attack)
    problems = check(parse_location(postgres_raw.location))
    assert [problem for problem in problems if sentence in problem], problems


def test_values_of_the_wrong_kind_are_found(sqlite_raw: Raw) -> None:
    _drop_guards(sqlite_raw)
    sqlite_raw.run("PRAGMA ignore_check_constraints = ON")
    sqlite_raw.done("UPDATE payment SET amount_minor = 'much' WHERE id = 1", "DELETE FROM acting")
    problems = check(parse_location(sqlite_raw.location))
    assert "Payment 1 has a value of the wrong kind." in problems
    assert "The row that says who acts is missing, so nothing that is changed is logged." in problems


def test_a_flood_of_the_same_problem_is_counted(raw: Raw) -> None:
    _drop_guards(raw)
    many = ", ".join(f"({number}, 'Ghost')" for number in range(100, 150))
    raw.done(f"INSERT INTO customer (id, name) VALUES {many}")
    problems = check(parse_location(raw.location))
    unlogged = [problem for problem in problems if "The log does not tell how customer" in problem]
    assert len(unlogged) == 20
    assert "… and 30 more of this kind." in problems


def test_checking_changes_nothing(raw: Raw) -> None:
    before = raw.content()
    check(parse_location(raw.location))
    assert raw.content() == before


def test_every_logged_table_is_compared_with_the_log(raw: Raw) -> None:
    _drop_guards(raw)
    raw.done("DELETE FROM change_log")
    problems = " ".join(check(parse_location(raw.location)))
    filled = [table.name for table in logged_tables() if raw.value(f"SELECT count(*) FROM {table.name}")]
    raw.rollback()
    assert filled
    for name in filled:
        assert f"The log does not tell how {name.replace('_', ' ')} 1 came" in problems
