"""Everything that answers the messages of this area."""

from fsmdesk.services.hands import showing

__all__ = ["showing"]
