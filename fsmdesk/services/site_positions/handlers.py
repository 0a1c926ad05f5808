"""Everything that answers the messages of this area."""

from fsmdesk.services.site_positions import guessing

__all__ = ["guessing"]
