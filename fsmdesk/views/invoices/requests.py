"""What the filters of the list of invoices mean to the office."""

from dataclasses import replace
from datetime import date

from fsmdesk.core.lists import FilterTest, ListFilter, ListRequest
from fsmdesk.core.words import tr
from fsmdesk.services.billing.messages import InvoiceStanding
from fsmdesk.views.widgets.filter_bar import FilterChip
from fsmdesk.views.widgets.payable_list import OPEN_STANDINGS

_THIS_QUARTER = "this_quarter"  # which quarter that is, is known when the list is read


def invoice_chips() -> tuple[FilterChip, ...]:
    """Where they stand, of which one is on; and when they were issued."""
    return (
        _standing("open", tr("Open"), *OPEN_STANDINGS),
        _standing("overdue", tr("Overdue"), InvoiceStanding.OVERDUE),
        _standing("drafts", tr("Drafts"), InvoiceStanding.DRAFT),
        _standing("paid", tr("Paid"), InvoiceStanding.PAID),
        FilterChip(_THIS_QUARTER, tr("This quarter"), ListFilter(_THIS_QUARTER)),
    )


def _standing(chip: str, text: str, *standings: InvoiceStanding) -> FilterChip:
    return FilterChip(chip, text, ListFilter("standing", values=standings), group="standing")


def dated(request: ListRequest, today: date) -> ListRequest:
    """The request with days in place of `this quarter`."""
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    since = ListFilter("issued_on", FilterTest.FROM, (first,))
    return replace(
        request, filters=tuple(since if each.key == _THIS_QUARTER else each for each in request.filters)
    )
