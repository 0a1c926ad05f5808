"""What the board says before there is anybody to send."""

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.empty_state import EmptyState


def nobody_yet(desk: Desk) -> EmptyState:
    """The first step of a new shop, for those who may take it."""
    state = EmptyState(
        "hard-hat",
        tr("Nobody to send yet"),
        tr(
            "Technicians are the rows of the board, jobs are dragged onto them. Add the first one, even if it is you."
        ),
    )
    if not why_not(desk, Permission.EDIT_TECHNICIANS):
        state.offer(tr("New technician"), lambda: desk.shell.go("technician"), "plus")
    return state
