"""Everything that answers the messages of this area."""

from fsmdesk.services.undoing import lately, undo

__all__ = ["lately", "undo"]
