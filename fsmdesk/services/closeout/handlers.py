"""Everything that answers the messages of this area."""

from fsmdesk.services.closeout import completing, queues, reviewing

__all__ = ["completing", "queues", "reviewing"]
