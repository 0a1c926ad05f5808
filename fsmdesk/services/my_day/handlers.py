"""Everything that answers the messages of this area."""

from fsmdesk.services.my_day import day, reporting, visit

__all__ = ["day", "reporting", "visit"]
