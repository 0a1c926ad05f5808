"""Everything that answers the messages of this area."""

from fsmdesk.services.prices import items

__all__ = ["items"]
