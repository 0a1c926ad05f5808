"""Everything that answers the messages of this area."""

from fsmdesk.services.time_sheets import billing, editing, reading

__all__ = ["billing", "editing", "reading"]
