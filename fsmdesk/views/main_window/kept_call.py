"""A call that was being taken when the program ended."""

from datetime import datetime
from functools import partial
from typing import Final

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice

CALL_PLACE: Final = "new_call"
KEPT_CALL: Final = "kept-call"
_DRAFT: Final = "intake-new"  # as the screen of the call names it


def kept_call(desk: Desk) -> Notice | None:
    """What to say of the call that was not saved yet; None if there is none, or who sits here takes no calls."""
    draft = desk.drafts.read(_DRAFT) if desk.may(Permission.TAKE_CALLS) else None
    if draft is None:
        return None
    started = draft.get("started_at")
    if isinstance(started, datetime):
        text = tr("A call is waiting: what was typed on {when} is kept, and not saved yet.").format(
            when=desk.formats.instant(started)
        )
    else:
        text = tr("A call is waiting: what was typed is kept, and not saved yet.")
    go_on = (tr("Go on with it (Ctrl+N)"), partial(desk.shell.go, CALL_PLACE))
    return Notice(text, "info", (go_on,), key=KEPT_CALL)
