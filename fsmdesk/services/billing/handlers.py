"""Everything that answers the messages of this area."""

from fsmdesk.services.billing import (
    crediting,
    drafting,
    figures,
    invoice_list,
    invoice_reading,
    issuing,
    paying,
    payment_list,
)

__all__ = [
    "crediting",
    "drafting",
    "figures",
    "invoice_list",
    "invoice_reading",
    "issuing",
    "paying",
    "payment_list",
]
