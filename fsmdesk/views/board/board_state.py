"""What the painting of the board depends on besides the store: what is pointed at, chosen and in the hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fsmdesk.core.placement import Severity
from fsmdesk.views.board.alarms import Alarm
from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.visits import Visit


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where something would land: a stand-in visit with the proposed times, and how the rules judge it."""

    landing: Landing
    stand_in: Visit
    severity: Severity


@dataclass(slots=True)
class BoardState:
    """What is pointed at, chosen and in the hand.

    `chosen_ids` are all that are chosen, `selected_id` is the one of them that has the keys. `companions` are
    the landing places of what is in the hand together with the visit of `ghost`. `alarms` are by visit id, and so
    are `hands`: the names of others who hold a visit just now. Visits that are `held_back` by a filter are
    pale, or gone if it `hides`.
    """

    selected_id: int | None = None
    chosen_ids: frozenset[int] = frozenset()
    hovered_id: int | None = None
    lifted_ids: frozenset[int] = frozenset()
    ghost: Ghost | None = None
    companions: tuple[Ghost, ...] = ()
    has_focus: bool = False
    now_minute: int = 0
    alarms: dict[int, Alarm] = field(default_factory=dict)
    hands: Mapping[int, str] = field(default_factory=dict)
    held_back: frozenset[int] = frozenset()
    hides: bool = False
