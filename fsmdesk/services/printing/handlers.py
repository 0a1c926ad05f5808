"""Everything that answers the messages of this area."""

from fsmdesk.services.printing import (
    bundles,
    day_sheet_paper,
    invoice_paper,
    label_paper,
    samples,
    ticket_paper,
)

__all__ = ["bundles", "day_sheet_paper", "invoice_paper", "label_paper", "samples", "ticket_paper"]
