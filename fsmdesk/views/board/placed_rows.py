"""Where the cards of a row stand in pixels, worked out once for each change of the row or of the zoom."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from fsmdesk.views.board.visits import Visit


class Card(NamedTuple):
    """A visit and its rectangle; `top` counts from the upper edge of the row."""

    visit: Visit
    left: int
    top: int
    width: int
    height: int


class PlacedRow:
    """The cards of one row by their left edge."""

    __slots__ = ("_cards", "_lefts", "_widest", "stamp")

    def __init__(self, cards: Sequence[Card], stamp: tuple[object, ...]) -> None:
        self.stamp = stamp
        self._cards = cards
        self._lefts = [card.left for card in cards]
        self._widest = max((card.width for card in cards), default=0)

    def between(self, left: int, right: int) -> Sequence[Card]:
        """The cards that may show between two x; one or two beside them may be among them."""
        first = bisect_left(self._lefts, left - self._widest)
        last = bisect_right(self._lefts, right)
        return self._cards[first:last]
