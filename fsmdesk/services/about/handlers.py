"""Everything that answers the messages of this area."""

from fsmdesk.services.about import ground

__all__ = ["ground"]
