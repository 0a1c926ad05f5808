"""Commands and queries about the rules of the board."""

from dataclasses import dataclass
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.placement import Rule, Severity
from fsmdesk.planning.travel import Speed

Weights = tuple[tuple[Rule, Severity], ...]


@dataclass(frozen=True, slots=True)
class BoardRulesCard:
    """The rules as they are; `version` is that of the shop's data. Each rule has its weight.

    Streets are `detour_ppm` as long as the bird's way. A speed holds from its minute of the day until the next
    one's; without any it is the usual one. Where the office `guards_travel`, ways are booked time.
    """

    version: int
    weights: Weights
    detour_ppm: int
    speeds: tuple[Speed, ...]
    guards_travel: bool


@dataclass(frozen=True, kw_only=True)
class BoardRulesOf(Query[BoardRulesCard]):
    """What the office sets for its board."""


@dataclass(frozen=True, kw_only=True)
class EditBoardRules(Command[None]):
    """The rules are these from now on; the ways to visits that nobody has set out for are booked by them.

    Rules that are not named weigh as usual.
    """

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    seen_version: int
    weights: Weights
    detour_ppm: int
    speeds: tuple[Speed, ...]
    guards_travel: bool
