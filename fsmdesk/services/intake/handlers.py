"""Everything that answers the messages of this area."""

from fsmdesk.services.intake import asking, caller, calls, inbox

__all__ = ["asking", "caller", "calls", "inbox"]
