"""Due days and the words for them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.payment_terms import PaymentTerms, days_overdue


@pytest.mark.parametrize(
    ("terms", "issued_on", "due_on", "words"),
    [
        (PaymentTerms(30), date(2026, 11, 20), date(2026, 12, 20), "net 30"),
        (PaymentTerms(0), date(2026, 11, 20), date(2026, 11, 20), "due on receipt"),
        (PaymentTerms(0, True), date(2028, 2, 1), date(2028, 2, 29), "due at the end of the month"),
        (PaymentTerms(30, True), date(2026, 1, 31), date(2026, 3, 2), "net 30 from the end of the month"),
    ],
)
def test_terms(terms: PaymentTerms, issued_on: date, due_on: date, words: str) -> None:
    assert terms.due_on(issued_on) == due_on
    assert terms.words == words


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 365), st.booleans())
def test_nothing_is_due_before_it_is_issued(issued_on: date, days: int, end_of_month: bool) -> None:
    assert PaymentTerms(days, end_of_month).due_on(issued_on) >= issued_on


def test_absurd_terms_are_refused() -> None:
    for days in (-1, 366):
        with pytest.raises(RuleBroken, match="between 0 and 365"):
            PaymentTerms(days)


def test_the_due_day_itself_is_in_time() -> None:
    assert [days_overdue(date(2026, 11, 20), date(2026, 11, d)) for d in (1, 20, 21)] == [0, 0, 1]
