"""Everything that answers the messages of this area."""

from fsmdesk.services.agenda import calendar, paper, spreadsheet

__all__ = ["calendar", "paper", "spreadsheet"]
