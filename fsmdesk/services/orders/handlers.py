"""Everything that answers the messages of this area."""

from fsmdesk.services.orders import card, editing, follow_up, history, moving, new_lines, order_list

__all__ = ["card", "editing", "follow_up", "history", "moving", "new_lines", "order_list"]
