"""Everything that answers the messages of this area."""

from fsmdesk.services.printing import day_sheet_paper, invoice_paper, ticket_paper

__all__ = ["day_sheet_paper", "invoice_paper", "ticket_paper"]
