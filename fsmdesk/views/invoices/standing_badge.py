"""Where an invoice stands, as a badge."""

from fsmdesk.core.words import tr
from fsmdesk.services.billing.messages import InvoiceRow, InvoiceStanding
from fsmdesk.views.widgets.badges import Look

_LOOKS = {
    InvoiceStanding.DRAFT: Look("neutral"),
    InvoiceStanding.OPEN: Look("info"),
    InvoiceStanding.PARTLY_PAID: Look("en_route"),
    InvoiceStanding.OVERDUE: Look("danger"),
    InvoiceStanding.PAID: Look("success"),
    InvoiceStanding.CREDIT_NOTE: Look("complete"),
}


def standing_words(row: InvoiceRow) -> str:
    """`Issued`, `Partly paid`, `Overdue 6 d`."""
    if row.standing is InvoiceStanding.OVERDUE:
        return tr("Overdue {n} d").format(n=row.overdue_days)
    return tr("Issued") if row.standing is InvoiceStanding.OPEN else row.standing.label


def standing_look(row: InvoiceRow) -> Look:
    """The colour of that badge."""
    return _LOOKS[row.standing]


def number_words(row: InvoiceRow) -> str:
    """The number, or that it has none yet."""
    return row.number or tr("Draft")


def jobs_words(row: InvoiceRow) -> str:
    """`#4409 #4410`."""
    return " ".join(f"#{number}" for number in row.work_orders.split(", ") if number)
