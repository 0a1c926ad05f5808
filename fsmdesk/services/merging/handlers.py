"""Everything that answers the messages of this area."""

from fsmdesk.services.merging import merging, sketching

__all__ = ["merging", "sketching"]
