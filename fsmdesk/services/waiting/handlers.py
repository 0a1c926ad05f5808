"""Everything that answers the messages of this area."""

from fsmdesk.services.waiting import lists

__all__ = ["lists"]
