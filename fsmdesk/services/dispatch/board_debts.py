"""Which customers of the board owe money that is overdue."""

from collections.abc import Iterable
from typing import Final

from fsmdesk.core.terms import InvoiceKind, InvoiceState
from fsmdesk.db.plain_sql import PlainReading

_QUERY: Final = f"""
SELECT DISTINCT invoice.customer_id FROM invoice
WHERE invoice.state = '{InvoiceState.ISSUED.value}' AND invoice.kind = '{InvoiceKind.INVOICE.value}'
    AND invoice.due_on < CURRENT_DATE AND invoice.customer_id IN ({{}})
    AND invoice.total_minor > coalesce(
        (SELECT sum(allocation.amount_minor) FROM allocation WHERE allocation.invoice_id = invoice.id), 0)"""  # noqa: S608 - our own words


def read_unpaid(work: PlainReading, customers: Iterable[int | None]) -> frozenset[int]:
    """Those of the customers with an overdue invoice; only their invoices are looked at, in one query."""
    asked = ", ".join(str(int(customer)) for customer in sorted(filter(None, customers)))
    return frozenset(customer for (customer,) in work.rows(_QUERY.format(asked))) if asked else frozenset()
