"""Everything that answers the messages of this area."""

from fsmdesk.services.finding import records

__all__ = ["records"]
