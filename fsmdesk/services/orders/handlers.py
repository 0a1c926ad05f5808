"""Everything that answers the messages of this area."""

from fsmdesk.services.orders import card, editing, history, moving, new_lines, order_list

__all__ = ["card", "editing", "history", "moving", "new_lines", "order_list"]
