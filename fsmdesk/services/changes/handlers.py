"""Everything that answers the messages of this area."""

from fsmdesk.services.changes import last_change

__all__ = ["last_change"]
