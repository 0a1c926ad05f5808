"""Everything that answers the messages of this area."""

from fsmdesk.services.callbacks import figures, linking

__all__ = ["figures", "linking"]
