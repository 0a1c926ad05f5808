"""Everything that answers the messages of this area."""

from fsmdesk.services.orders import (
    card,
    editing,
    follow_up,
    history,
    moving,
    new_lines,
    order_list,
    scope_changes,
)

__all__ = ["card", "editing", "follow_up", "history", "moving", "new_lines", "order_list", "scope_changes"]
