"""Everything that answers the messages of this area."""

from fsmdesk.services.same_jobs import adding, likely, merging

__all__ = ["adding", "likely", "merging"]
