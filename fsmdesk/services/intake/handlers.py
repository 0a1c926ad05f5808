"""Everything that answers the messages of this area."""

from fsmdesk.services.intake import caller, calls, inbox

__all__ = ["caller", "calls", "inbox"]
