"""Everything that answers the messages of this area."""

from fsmdesk.services.prices import items, levels, raising

__all__ = ["items", "levels", "raising"]
