"""Attacks on the promises that issued documents never change and that money adds up."""

import pytest

from tests.db.races import race
from tests.db.raw import Raw, refused
from tests.db.world import DAY, billed_line, draft, insert, issue, taxed

ISSUED = "fsmdesk:issued"


@pytest.mark.parametrize(
    "change",
    [
        "net_minor = 1, tax_minor = 0, total_minor = 1",
        "bill_to_name = 'Other'",
        "state = 'draft'",
        "due_on = NULL",
    ],
)
def test_an_issued_invoice_is_never_updated(raw: Raw, change: str) -> None:
    refused(raw, ISSUED, f"UPDATE invoice SET {change}, version = version + 1 WHERE id = 1")


def test_an_issued_invoice_is_never_deleted(raw: Raw) -> None:
    refused(raw, ISSUED, "DELETE FROM allocation", "DELETE FROM invoice WHERE id = 1")
    refused(raw, ISSUED, "DELETE FROM invoice")


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE invoice_line SET net_minor = 1, version = version + 1 WHERE id = 1",
        "UPDATE invoice_line SET invoice_id = 2, version = version + 1 WHERE id = 1",
        "UPDATE invoice_line SET invoice_id = 1, version = version + 1 WHERE id = 2",
        "DELETE FROM invoice_line WHERE id = 1",
        insert("invoice_line", invoice_id="1", kind="'fee'", bill_to="'customer'", net_minor="0"),
        "UPDATE invoice_line_tax SET name = 'GST', version = version + 1 WHERE id = 1",
        "UPDATE invoice_line_tax SET line_id = 1, version = version + 1 WHERE id = 2",
        "DELETE FROM invoice_line_tax WHERE id = 1",
        insert("invoice_line_tax", line_id="1", name="'X'", category="'Z'"),
        "UPDATE invoice_tax SET tax_minor = 0, version = version + 1 WHERE id = 1",
        "UPDATE invoice_tax SET invoice_id = 1, name = 'X', version = version + 1 WHERE id = 2",
        "DELETE FROM invoice_tax WHERE id = 1",
        insert("invoice_tax", invoice_id="1", name="'X'", category="'Z'"),
    ],
)
def test_no_part_of_an_issued_invoice_changes(raw: Raw, attack: str) -> None:
    refused(raw, ISSUED, attack)


@pytest.mark.parametrize("way", ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"])
def test_replacing_an_issued_invoice_is_refused(sqlite_raw: Raw, way: str) -> None:
    refused(sqlite_raw, "fsmdesk:duplicate", draft(1).replace("INSERT", way, 1))
    line = insert("invoice_line", id="1", invoice_id="2", kind="'fee'", bill_to="'customer'")
    refused(sqlite_raw, "fsmdesk:duplicate", line.replace("INSERT", way, 1))


def test_taking_the_number_of_an_issued_invoice_away_is_refused(sqlite_raw: Raw) -> None:
    attack = issue(2, 1).replace("UPDATE", "UPDATE OR REPLACE", 1)
    refused(sqlite_raw, "fsmdesk:", attack)


def test_foreign_keys_that_are_off_open_no_door(sqlite_raw: Raw) -> None:
    sqlite_raw.run("PRAGMA foreign_keys = OFF")
    refused(sqlite_raw, ISSUED, "DELETE FROM invoice WHERE id = 1")
    refused(sqlite_raw, "fsmdesk:allocation", "DELETE FROM payment WHERE id = 1")
    refused(sqlite_raw, "fsmdesk:billed", "DELETE FROM work_order_line WHERE id = 1")


@pytest.mark.parametrize("table", ["invoice", "invoice_line", "change_log", "customer", "visit", "command"])
def test_truncating_is_refused(postgres_raw: Raw, table: str) -> None:
    refused(postgres_raw, "fsmdesk:append_only", f"TRUNCATE {table} CASCADE")


def test_deleting_what_an_invoice_stands_on_is_refused(raw: Raw) -> None:
    raw.run("PRAGMA foreign_keys = ON" if raw.is_sqlite else "SELECT 1")
    refused(raw, "(?i)foreign key|fsmdesk:kept|fsmdesk:billed", "DELETE FROM customer WHERE id = 1")
    refused(raw, "fsmdesk:kept", "DELETE FROM work_order WHERE id = 1")


def test_a_document_is_not_born_issued(raw: Raw) -> None:
    born = draft(
        9,
        state="'issued'",
        series="'R-'",
        serial="2",
        number="'R-0002'",
        issued_on=f"'{DAY}'",
        issued_at="'2026-03-02T12:00:00.000000+00:00'",
    )
    refused(raw, ISSUED, born)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("UPDATE invoice SET net_minor = 4999, total_minor = 5949, version = 2 WHERE id = 2", "sum"),
        ("UPDATE invoice SET tax_minor = 949, total_minor = 5949, version = 2 WHERE id = 2", "sum"),
        ("UPDATE invoice_tax SET base_minor = 4000, version = 2 WHERE id = 2", "sum"),
        ("UPDATE invoice_tax SET tax_minor = 951, version = 2 WHERE id = 2", "sum"),
        ("UPDATE invoice_line SET net_minor = 5001, version = 2 WHERE id = 2", "sum"),
        ("DELETE FROM invoice_line_tax WHERE id = 2", "sum"),
        ("DELETE FROM invoice_tax WHERE id = 2", "sum"),
        ("DELETE FROM invoice_line WHERE id = 2", "sum"),
        (insert("invoice_line_tax", line_id="2", name="'City'", category="'S'", rate_ppm="10000"), "sum"),
        (insert("invoice_tax", invoice_id="2", name="'City'", category="'Z'", base_minor="5"), "sum"),
    ],
)
def test_a_document_that_does_not_add_up_is_not_issued(raw: Raw, change: str, why: str) -> None:
    raw.run("PRAGMA foreign_keys = ON" if raw.is_sqlite else "SELECT 1")
    raw.done(change)
    refused(raw, f"fsmdesk:{why}", issue(2, 2))


def test_a_total_that_is_not_the_sum_of_its_parts_is_refused_even_in_a_draft(raw: Raw) -> None:
    refused(raw, "ck_invoice_total", "UPDATE invoice SET total_minor = 1, version = 2 WHERE id = 2")


def test_wrong_tax_and_totals_that_agree_with_each_other_are_refused(raw: Raw) -> None:
    raw.done(
        "UPDATE invoice_tax SET tax_minor = 900, version = 2 WHERE id = 2",
        "UPDATE invoice SET tax_minor = 900, total_minor = 5900, version = 2 WHERE id = 2",
    )
    refused(raw, "fsmdesk:sum", issue(2, 2))


def test_tax_is_rounded_by_the_method_that_the_document_names(raw: Raw) -> None:
    """Three lines of 0.05: by line 3 x 0.01, by rate 0.15 x 19 % = 0.03; of 0.08: 3 x 0.02, against 0.05."""
    statements = []
    for number, method, tax in ((20, "line", 6), (21, "rate", 5), (22, "line", 5), (23, "rate", 6)):
        statements += [draft(number, 24, tax, tax_rounding=f"'{method}'"), taxed(number, number, 24, tax)]
        for at in range(3):
            statements += billed_line(number * 10 + at, number, "NULL", 1000, 8)
    raw.done(*statements)
    refused(raw, "fsmdesk:sum", issue(22, 2))
    refused(raw, "fsmdesk:sum", issue(23, 2))
    raw.done(issue(20, 2), issue(21, 3))
    assert raw.value("SELECT count(*) FROM invoice WHERE state = 'issued'") == 3


def test_a_line_that_somebody_else_pays_asks_for_nothing(raw: Raw) -> None:
    line = insert("invoice_line", invoice_id="2", kind="'fee'", bill_to="'warranty'", net_minor="1")
    refused(raw, "others_pay", line)


def test_work_is_not_billed_twice(raw: Raw) -> None:
    raw.done(draft(3), *billed_line(3, 3, "2", milli=3001), taxed(3, 3), issue(2, 2))
    refused(raw, "fsmdesk:billed_twice", issue(3, 3))


def test_a_negative_line_does_not_make_room_for_more(raw: Raw) -> None:
    raw.done(draft(3), *billed_line(3, 3, "2", milli=-1), taxed(3, 3))
    refused(raw, "fsmdesk:billed_twice", issue(3, 2))


def test_work_is_not_billed_twice_by_two_seats_at_once(raw: Raw) -> None:
    raw.done(
        insert("number_series", name="'S-'", last="0"),
        draft(3),
        *billed_line(3, 3, "2", milli=3001),
        taxed(3, 3),
    )
    failure = race(raw.location, [issue(2, 2)], [issue(3, 1, series="S-")])
    assert "fsmdesk:billed_twice" in str(failure)
    assert raw.value("SELECT state FROM invoice WHERE id = 3") == "draft"


def test_what_was_billed_stays_done(raw: Raw) -> None:
    refused(raw, "fsmdesk:billed", "UPDATE work_order_line SET done_milli = 1999, version = 2 WHERE id = 1")
    refused(raw, "fsmdesk:billed", "DELETE FROM work_order_line WHERE id = 1")


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE work_order_line SET done_milli = 6000, version = 2 WHERE id = 1",
        "UPDATE work_order_line SET work_order_id = 1, version = 2 WHERE id = 2",
        "UPDATE work_order_line SET work_order_id = 2, version = 2 WHERE id = 1",
        insert("work_order_line", work_order_id="1", kind="'fee'", bill_to="'customer'"),
    ],
)
def test_lines_of_an_invoiced_job_are_closed(raw: Raw, attack: str) -> None:
    raw.done("UPDATE work_order SET state = 'invoiced', version = 2 WHERE id = 1")
    refused(raw, "fsmdesk:billed", attack)


@pytest.mark.parametrize("part_first", [True, False])
def test_a_line_does_not_slip_into_an_invoice_that_is_being_issued(raw: Raw, part_first: bool) -> None:
    line = insert("invoice_line", invoice_id="2", kind="'fee'", bill_to="'customer'", net_minor="7")
    first, second = ([line], [issue(2, 2)]) if part_first else ([issue(2, 2)], [line])
    failure = race(raw.location, first, second)
    assert ("fsmdesk:sum" if part_first else "fsmdesk:issued") in str(failure)
    net = raw.value("SELECT sum(net_minor) FROM invoice_line WHERE invoice_id = 2")
    assert net == (5007 if part_first else 5000)


def _credit(
    number: int, credited: str = "1", net: int = 5000, tax: int = 950, milli: int = 2000, **more: str
) -> list[str]:
    return [
        draft(number, net, tax, kind="'credit_note'", credits_invoice_id=credited, **more),
        *billed_line(number, number, "1", milli, net),
        taxed(number, number, net, tax),
    ]


def test_no_more_is_credited_than_was_invoiced(raw: Raw) -> None:
    raw.done(*_credit(5), *_credit(6, net=100, tax=19, milli=0), issue(5, 2))
    refused(raw, "fsmdesk:credit", issue(6, 3))


def test_no_more_work_is_credited_than_was_billed(raw: Raw) -> None:
    raw.done(*_credit(5, net=100, tax=19, milli=2001))
    refused(raw, "fsmdesk:billed_twice", issue(5, 2))


def test_two_seats_that_credit_at_once_credit_once(raw: Raw) -> None:
    raw.done(insert("number_series", name="'G-'", last="0"), *_credit(5), *_credit(6, milli=0))
    failure = race(raw.location, [issue(5, 2)], [issue(6, 1, series="G-")])
    assert "fsmdesk:credit" in str(failure)
    assert raw.value("SELECT count(*) FROM invoice WHERE kind = 'credit_note' AND state = 'issued'") == 1


@pytest.mark.parametrize("more", [{"credited": "2"}, {"currency": "'USD'"}, {"net": -100, "tax": -19}])
def test_a_credit_note_takes_back_an_issued_invoice_of_the_same_money(raw: Raw, more: dict[str, str]) -> None:
    raw.done(*_credit(5, **more))  # type: ignore[arg-type]
    refused(raw, "fsmdesk:credit", issue(5, 2))


def test_a_credit_note_names_what_it_credits(raw: Raw) -> None:
    refused(raw, "ck_invoice_credits", draft(5, kind="'credit_note'"))
