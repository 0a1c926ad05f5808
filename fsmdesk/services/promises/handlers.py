"""Everything that answers the messages of this area."""

from fsmdesk.services.promises import holidays, levels, promising

__all__ = ["holidays", "levels", "promising"]
