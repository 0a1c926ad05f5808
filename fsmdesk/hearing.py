"""Listening to the other seats of an office, for the window. Made in a worker, since it loads the database."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from fsmdesk.core.hands import Hand
from fsmdesk.core.messages import ChangeSet

if TYPE_CHECKING:  # the database is loaded once the window has been painted
    from fsmdesk.db.feed import ChangeFeed, Who

# What was read for the first place may be this old by the time the seat begins to listen.
_LOOK_BACK_SECONDS = 120


def feed_of_others(
    place: str,
    own_seat: str,
    hear: Callable[[ChangeSet], None],
    tell_connection: Callable[[bool, str], None],
    see: Callable[[Hand], None],
) -> "ChangeFeed":
    """Once it is started, `hear` is told what other seats change, `see` what they hold in their hands.

    `tell_connection` is told whether the office answers.
    """
    from fsmdesk.db.feed import ChangeFeed
    from fsmdesk.db.location import parse_location

    def told(changes: ChangeSet, _who: "Who") -> None:
        hear(changes)

    location = parse_location(place)
    return ChangeFeed(
        location, own_seat, told, tell_connection, on_hand=see, look_back_seconds=_LOOK_BACK_SECONDS
    )
