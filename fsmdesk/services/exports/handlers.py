"""Everything that answers the messages of this area."""

from fsmdesk.services.exports import writing

__all__ = ["writing"]
