"""Everything that answers the messages of this area."""

from fsmdesk.services.board_rules import rules

__all__ = ["rules"]
