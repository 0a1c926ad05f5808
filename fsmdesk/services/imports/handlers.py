"""Everything that answers the messages of this area."""

from fsmdesk.services.imports import importing

__all__ = ["importing"]
