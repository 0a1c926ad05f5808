"""Taking back what was just done."""

from dataclasses import dataclass
from typing import ClassVar

from fsmdesk.core.messages import Command
from fsmdesk.core.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Undo(Command[None]):
    """What the command with `undone_key` changed is as it was before.

    Only who gave that command may take it back, and the permission it needed is checked again.

    Raises:
        NotAllowed: somebody else gave it, or the person may not do this any more.
        RuleBroken: that command can't be undone, or somebody changed the same records since.
    """

    needs: ClassVar[Permission] = Permission.SIT_HERE
    undone_key: str
