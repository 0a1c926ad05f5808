"""Everything that answers the messages of this area."""

from fsmdesk.services.suggesting import slots

__all__ = ["slots"]
