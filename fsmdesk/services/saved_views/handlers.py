"""Everything that answers the messages of this area."""

from fsmdesk.services.saved_views import views

__all__ = ["views"]
