"""Everything that answers the messages of this area."""

from fsmdesk.services.counts import waiting

__all__ = ["waiting"]
