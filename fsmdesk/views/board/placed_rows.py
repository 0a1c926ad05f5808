"""Where the cards of a row stand in pixels, and their finished pictures, worked out once for each change."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtGui import QPixmap

from fsmdesk.views.board.visits import Visit

_left_of = attrgetter("left")


class Card:
    """A visit and its rectangle, from the upper edge of its row.

    `picture` is the finished card, None until it is made, and `box` may be what stands for it until then; they
    are put at `x`, which is left of the card where the way to the visit is drawn before it. `travel` and `actual`
    are the pixels of that way, and of what really happened: from and to, counted from `left`.
    """

    __slots__ = (
        "__weakref__",
        "actual",
        "box",
        "height",
        "left",
        "picture",
        "top",
        "travel",
        "visit",
        "width",
        "x",
    )

    def __init__(self, visit: Visit, left: int, top: int, width: int, height: int) -> None:
        self.visit = visit
        self.left = self.x = left
        self.top = top
        self.width = width
        self.height = height
        self.travel = 0
        self.actual: tuple[int, int] | None = None
        self.picture: QPixmap | None = None
        self.box: QPixmap | None = None

    def stands_as(self, other: "Card") -> bool:
        """True if the other one shows the same visit in a box of the same size."""
        return (
            self.visit is other.visit
            and self.width == other.width
            and self.height == other.height
            and self.travel == other.travel
            and self.actual == other.actual
        )


class PlacedRow:
    """The cards of one row by their left edge, within a span of time (`stamp` says of which state).

    Cards in `running` are of visits that somebody has begun and not finished.
    """

    __slots__ = ("_lefts", "_widest", "cards", "first_minute", "last_minute", "running", "stamp")

    def __init__(
        self, cards: list[Card], stamp: tuple[object, ...], first_minute: float, last_minute: float
    ) -> None:
        cards.sort(key=_left_of)
        self.cards = cards
        self.stamp = stamp
        self.first_minute = first_minute
        self.last_minute = last_minute
        self.running = [
            card for card in cards if card.visit.arrived_minute is not None and card.actual is None
        ]
        self._lefts = [card.left for card in cards]
        self._widest = max((card.width + card.travel for card in cards), default=0)

    def between(self, left: int, right: int) -> Sequence[Card]:
        """The cards that may show between two x; one or two beside them may be among them."""
        if not self._lefts or (left <= self._lefts[0] and right >= self._lefts[-1]):
            return self.cards
        first = bisect_left(self._lefts, left - self._widest)
        last = bisect_right(self._lefts, right + self._widest)
        return self.cards[first:last]
