"""Attacks on SQLite's readiness to keep any value in any column; PostgreSQL refuses these by itself."""

import pytest

from tests.db.raw import Raw, refused
from tests.db.world import billed_line, draft, insert


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("payment_days", "'soon'"),
        ("payment_days", "1.5"),
        ("tax_exempt", "2"),
        ("email", "x'4142'"),
        ("phone", f"'{'x' * 20_000}'"),
        ("archived_at", "'yesterday noon'"),
        ("archived_at", "'2026-02-31T08:00:00.000000+00:00'"),
        ("notes", "char(65, 0, 66)"),
        ("payment_days", "3000000000"),
    ],
)
def test_values_of_the_wrong_kind_are_refused_on_sqlite(sqlite_raw: Raw, column: str, value: str) -> None:
    refused(sqlite_raw, "fsmdesk:type", f"INSERT INTO customer (name, {column}) VALUES ('X', {value})")
    refused(sqlite_raw, "fsmdesk:type", f"UPDATE customer SET {column} = {value}, version = 2 WHERE id = 1")


@pytest.mark.parametrize("amount", ["'a lot'", "10.5", "''", "x'00'"])
def test_money_is_a_whole_number(raw: Raw, amount: str) -> None:
    if not raw.is_sqlite and amount == "10.5":
        amount = "'10.5'"  # it would round the bare number, and say so to nobody
    line = billed_line(9, 9, "2")[0].replace(", 5000)", f", {amount})")
    raw.done(draft(9))
    refused(raw, "fsmdesk:type|invalid input syntax|is of type", line)


@pytest.mark.parametrize("day", ["'2026-02-30'", "'tomorrow-ish'", "'2026-2-3x'"])
def test_a_day_is_a_day(raw: Raw, day: str) -> None:
    values = {"id": "9", "customer_id": "1", "amount_minor": "1", "currency": "'EUR'", "method": "'cash'"}
    refused(
        raw,
        "fsmdesk:type|out of range|invalid input syntax",
        insert("payment", received_on=day, **values),
    )
