"""Which invoices a payment settles."""

from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.views.widgets.allotment import OpenAmount, allot

FIRST, SECOND = OpenAmount(1, 5_300), OpenAmount(2, 10_600)

_amounts = st.lists(st.integers(1, 10**9), max_size=8).map(
    lambda minors: [OpenAmount(at, minor) for at, minor in enumerate(minors)]
)


def test_the_oldest_come_first() -> None:
    assert allot(6_000, (FIRST, SECOND), None).parts == {1: 5_300, 2: 700}


def test_an_exact_amount_is_meant_for_its_invoice() -> None:
    assert allot(10_600, (FIRST, SECOND), None).parts == {2: 10_600}


def test_only_chosen_ones_are_settled() -> None:
    found = allot(20_000, (FIRST, SECOND), {1})
    assert (found.parts, found.on_account_minor) == ({1: 5_300}, 14_700)


def test_none_chosen_stays_on_account() -> None:
    assert allot(5_300, (FIRST, SECOND), frozenset()).on_account_minor == 5_300


@given(st.integers(0, 10**10), _amounts)
def test_nothing_is_lost_and_no_invoice_gets_more_than_is_open(
    amount: int, invoices: list[OpenAmount]
) -> None:
    found = allot(amount, invoices, None)
    open_minor = {invoice.invoice_id: invoice.open_minor for invoice in invoices}
    assert sum(found.parts.values()) + found.on_account_minor == amount
    assert all(0 < part <= open_minor[key] for key, part in found.parts.items())
