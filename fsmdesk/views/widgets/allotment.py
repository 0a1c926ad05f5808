"""Which invoices a payment settles, worked out while it is typed. Knows nothing of windows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenAmount:
    """An invoice and what is open of it."""

    invoice_id: int
    open_minor: int


@dataclass(frozen=True, slots=True)
class Allotment:
    """What each invoice gets, in the order in which they are settled, and what is left on account."""

    parts: dict[int, int]
    on_account_minor: int


def allot(amount_minor: int, invoices: Sequence[OpenAmount], chosen: Collection[int] | None) -> Allotment:
    """Spread the amount over the chosen invoices in their order.

    Where nobody chose (None): the first invoice of exactly this amount, else all in their order.
    """
    wanted = [invoice for invoice in invoices if chosen is None or invoice.invoice_id in chosen]
    if chosen is None:
        exact = next((invoice for invoice in wanted if invoice.open_minor == amount_minor), None)
        wanted = [exact] if exact is not None else wanted
    parts: dict[int, int] = {}
    left = max(amount_minor, 0)
    for invoice in wanted:
        part = min(left, invoice.open_minor)
        if part > 0:
            parts[invoice.invoice_id] = part
            left -= part
    return Allotment(parts, left)
