"""Attacks on the promise that no money is used twice."""

import pytest

from tests.db.races import race
from tests.db.raw import Raw, refused
from tests.db.world import DAY, billed_line, draft, insert, issue, taxed


def _allocate(number: int, amount: int, invoice: int = 2, **source: str) -> str:
    return insert(
        "allocation",
        id=str(number),
        invoice_id=str(invoice),
        amount_minor=str(amount),
        **(source or {"payment_id": "1"}),
    )


def _pay(number: int, amount: int, currency: str = "EUR") -> str:
    return insert(
        "payment",
        id=str(number),
        customer_id="1",
        received_on=f"'{DAY}'",
        amount_minor=str(amount),
        currency=f"'{currency}'",
        method="'cash'",
    )


@pytest.fixture
def issued(raw: Raw) -> Raw:
    """Invoice 2 is issued too; it asks for 59.50, as invoice 1 does."""
    raw.done(issue(2, 2))
    return raw


def test_no_more_than_the_payment_is_allocated(issued: Raw) -> None:
    refused(issued, "fsmdesk:allocation", "DELETE FROM allocation", _allocate(2, 10001))
    issued.done(_pay(2, 100))
    refused(issued, "fsmdesk:allocation", _allocate(2, 101, payment_id="2"))
    issued.done(_allocate(2, 60, invoice=1, payment_id="2"))
    refused(issued, "fsmdesk:allocation", _allocate(3, 41, payment_id="2"))
    issued.done(_allocate(3, 40, payment_id="2"))


def test_no_more_than_the_invoice_is_allocated(issued: Raw) -> None:
    refused(issued, "fsmdesk:allocation", _allocate(2, 5951))
    issued.done(_pay(2, 5950))
    refused(issued, "fsmdesk:allocation", _allocate(2, 1951, invoice=1, payment_id="2"))


@pytest.mark.parametrize(
    "change", ["amount_minor = 5951", "amount_minor = 10001", "invoice_id = 2, amount_minor = 5951"]
)
def test_raising_an_allocation_beyond_what_there_is_is_refused(issued: Raw, change: str) -> None:
    refused(issued, "fsmdesk:allocation", f"UPDATE allocation SET {change}, version = 2 WHERE id = 1")


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_an_allocation_is_an_amount(issued: Raw, amount: str) -> None:
    refused(issued, "ck_allocation_amount", f"UPDATE allocation SET amount_minor = {amount}, version = 2")


def test_a_draft_is_not_paid(raw: Raw) -> None:
    refused(raw, "fsmdesk:allocation", _allocate(2, 1))


def test_other_money_does_not_pay(issued: Raw) -> None:
    issued.done(_pay(2, 100, "USD"))
    refused(issued, "fsmdesk:allocation", _allocate(2, 1, payment_id="2"))


@pytest.mark.parametrize("change", ["amount_minor = 3999", "currency = 'USD'"])
def test_a_payment_that_is_used_does_not_shrink(raw: Raw, change: str) -> None:
    refused(raw, "fsmdesk:allocation", f"UPDATE payment SET {change}, version = 2 WHERE id = 1")


def test_a_payment_that_is_used_is_not_deleted(raw: Raw) -> None:
    refused(raw, "fsmdesk:allocation", "DELETE FROM payment WHERE id = 1")


@pytest.mark.parametrize("source", [{}, {"payment_id": "1", "credit_note_id": "1"}])
def test_an_allocation_has_one_source(issued: Raw, source: dict[str, str]) -> None:
    columns = {"payment_id": "NULL"} | source
    refused(issued, "ck_allocation_one_source|fsmdesk:allocation", _allocate(2, 1, 2, **columns))


def test_an_invoice_is_no_credit_note(issued: Raw) -> None:
    refused(issued, "fsmdesk:allocation", _allocate(2, 1, credit_note_id="1"))


def test_no_more_than_the_credit_note_is_allocated(issued: Raw) -> None:
    issued.done(
        draft(5, 1000, 190, kind="'credit_note'", credits_invoice_id="1"),
        *billed_line(5, 5, "1", milli=400, net=1000),
        taxed(5, 5, 1000, 190),
        issue(5, 3),
        _allocate(2, 1000, invoice=1, credit_note_id="5"),
    )
    refused(issued, "fsmdesk:allocation", _allocate(3, 191, credit_note_id="5"))


def test_of_two_seats_that_allocate_the_same_money_only_one_wins(issued: Raw) -> None:
    issued.done(_pay(2, 100))
    failure = race(
        issued.location,
        [_allocate(2, 100, payment_id="2")],
        [_allocate(3, 100, invoice=1, payment_id="2")],
    )
    assert "fsmdesk:allocation" in str(failure)
    assert issued.value("SELECT sum(amount_minor) FROM allocation WHERE payment_id = 2") == 100


def test_of_two_seats_that_pay_the_same_invoice_only_one_wins(issued: Raw) -> None:
    issued.done(_pay(2, 5950), _pay(3, 5950))
    failure = race(
        issued.location, [_allocate(2, 5950, payment_id="2")], [_allocate(3, 5950, payment_id="3")]
    )
    assert "fsmdesk:allocation" in str(failure)
    assert issued.value("SELECT sum(amount_minor) FROM allocation WHERE invoice_id = 2") == 5950


@pytest.mark.parametrize("shrink_first", [True, False])
def test_a_payment_does_not_shrink_while_it_is_used(issued: Raw, shrink_first: bool) -> None:
    issued.done(_pay(2, 100))
    pair = (
        ["UPDATE payment SET amount_minor = 1, version = 2 WHERE id = 2"],
        [_allocate(2, 100, payment_id="2")],
    )
    failure = race(issued.location, *(pair if shrink_first else pair[::-1]))
    assert "fsmdesk:allocation" in str(failure)


def test_a_transaction_that_looks_at_the_past_may_not_allocate(postgres_raw: Raw) -> None:
    postgres_raw.done(issue(2, 2))
    refused(
        postgres_raw,
        "fsmdesk:isolation",
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
        _allocate(2, 1),
    )
