"""Everything that answers the messages of this area."""

from fsmdesk.services.setup import company, people, starting, taxes

__all__ = ["company", "people", "starting", "taxes"]
