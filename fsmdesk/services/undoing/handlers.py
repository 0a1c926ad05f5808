"""Everything that answers the messages of this area."""

from fsmdesk.services.undoing import undo

__all__ = ["undo"]
