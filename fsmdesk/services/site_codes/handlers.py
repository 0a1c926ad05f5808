"""Everything that answers the messages of this area."""

from fsmdesk.services.site_codes import codes

__all__ = ["codes"]
