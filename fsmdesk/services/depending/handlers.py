"""Everything that answers the messages of this area."""

from fsmdesk.services.depending import dependencies

__all__ = ["dependencies"]
