"""Where each visit stands on the board, and what is under a point. Content coordinates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPoint, QRect

from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.lanes import ALONE, Lane
from fsmdesk.views.board.placed_rows import Card, PlacedRow
from fsmdesk.views.board.row_layout import RowLayout
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.time_scale import TimeScale
from fsmdesk.views.board.visits import Visit

EDGE_PIXELS = 6
ROW_PADDING = 8
ROOMY_HEIGHT = 60
LANE_GAP = 2
LEAST_WIDTH = 3
LOAD_STRIP = 16
MOST_TRAVEL = 160
_MOST_PLACED = 256
_MOST_LANDINGS = 256
_DAY = 24 * 60
_LONGEST_WAY = 4 * 60


class Zone(Enum):
    """Which part of a visit is under the pointer."""

    BODY = "body"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under a point; `technician_id` is None below the last row."""

    technician_id: int | None
    minute: float
    visit: Visit | None = None
    zone: Zone = Zone.BODY


class BoardGeometry:
    """Time scale, rows and visits, put together. `travel_minutes` tells the way to a visit, if it is shown."""

    def __init__(self, store: BoardStore, scale: TimeScale, layout: RowLayout) -> None:
        self.store = store
        self.scale = scale
        self.layout = layout
        self.travel_minutes: Callable[[Visit], int] | None = _booked_travel
        self.shows_load = False
        self.hidden_ids: frozenset[int] = frozenset()
        self._placed: dict[int, PlacedRow] = {}
        self._landings: dict[int, tuple[Landing, TimeScale, RowLayout, bool, QRect]] = {}

    def visit_rect(self, visit: Visit) -> QRect:
        """The card of a visit; empty if its technician has no row."""
        row = self.layout.row_of(visit.technician_id)
        if row is None:
            return QRect()
        return self.card_rect(row, visit.start_minute, visit.end_minute, self.store.lane_of(visit))

    def painted_rect(self, visit: Visit) -> QRect:
        """The card with the way to it and with what really happened."""
        rect = self.visit_rect(visit)
        if rect.isEmpty():
            return rect
        card = Card(visit, rect.left(), 0, rect.width(), rect.height())
        self._measure(card)
        _, end = card.actual or (0, 0)
        return rect.adjusted(card.x - card.left, 0, max(0, end - card.width), 0)

    def landing_rect(self, landing: Landing) -> QRect:
        """The full height of the row where something would land; remembered, since it is asked for often."""
        known = self._landings.get(id(landing))
        if (
            known is not None
            and known[0] is landing
            and known[1] is self.scale
            and known[2] is self.layout
            and known[3] is self.shows_load
        ):
            return known[4]
        row, rect = self.layout.row_of(landing.technician_id), QRect()
        if row is not None:
            rect = self.card_rect(row, landing.start_minute, landing.end_minute, ALONE)
        if len(self._landings) >= _MOST_LANDINGS:
            self._landings.clear()
        self._landings[id(landing)] = (landing, self.scale, self.layout, self.shows_load, rect)
        return rect

    def card_rect(self, row: int, start_minute: int, end_minute: int, lane: Lane) -> QRect:
        """The rectangle of a span in one lane of a row."""
        left = self.scale.x_at(start_minute)
        right = max(left + LEAST_WIDTH, self.scale.x_at(end_minute) - 1)
        upper, height = self._band(self.layout.height_of(row), lane)
        return QRect(left, self.layout.top_of(row) + upper, right - left, height)

    def _band(self, row_height: int, lane: Lane) -> tuple[int, int]:
        """Upper edge and height of a lane within its row."""
        if self.shows_load:
            row_height -= LOAD_STRIP if row_height >= ROOMY_HEIGHT else LANE_GAP
        if lane.of == 1:
            padding = ROW_PADDING if row_height >= ROOMY_HEIGHT else LANE_GAP
            return padding, row_height - 2 * padding
        edge = 3 if row_height >= ROOMY_HEIGHT else 1
        inner = row_height - 2 * edge
        upper = edge + inner * lane.at // lane.of
        lower = edge + inner * (lane.at + 1) // lane.of
        return upper, max(2, lower - upper - (LANE_GAP if edge == 3 else 1))

    def placed_row(self, row: int, first_minute: float, last_minute: float) -> PlacedRow:
        """The cards of a row in a span, from memory while neither row, zoom nor ways changed."""
        technician_id = self.layout.technician_ids[row]
        height = self.layout.height_of(row)
        stamp = (
            self.store.row_version(technician_id),
            self.scale,
            height,
            self.shows_load,
            self.travel_minutes,
        )
        found = self._placed.get(technician_id)
        if (
            found is not None
            and found.stamp == stamp
            and found.first_minute <= first_minute
            and last_minute <= found.last_minute
        ):
            return found
        if len(self._placed) >= _MOST_PLACED and found is None:
            self._placed.clear()
        made = self._placed[technician_id] = self._made_row(
            technician_id, height, stamp, (first_minute, last_minute), found
        )
        return made

    def forget_pictures(self) -> None:
        """Every card is drawn anew."""
        self._placed.clear()

    def forget_picture(self, visit_id: int) -> None:
        """The card of this visit is drawn anew, since something about it changed that is not in the visit."""
        visit = self.store.visit(visit_id)
        placed = self._placed.get(visit.technician_id) if visit is not None else None
        for card in placed.cards if placed is not None else ():
            if card.visit.id == visit_id:
                card.picture = None

    def _made_row(
        self,
        technician_id: int,
        height: int,
        stamp: tuple[object, ...],
        span: tuple[float, float],
        before: PlacedRow | None,
    ) -> PlacedRow:
        """The cards of whole days around what was asked for; pictures of those that look the same are kept."""
        first, last = span[0] // _DAY * _DAY, (span[1] // _DAY + 1) * _DAY
        known = {card.visit.id: card for card in before.cards} if before is not None else {}
        # Where only the row changed, most of its cards stand as they stood.
        kept = known if before is not None and before.stamp[1:] == stamp[1:] else {}
        cards = self._cards(technician_id, height, first, last + _LONGEST_WAY, kept)
        if known and not kept:
            for card in cards:
                old = known.get(card.visit.id)
                if old is not None and card.stands_as(old):
                    card.picture = old.picture
        return PlacedRow(cards, stamp, first, last)

    def _cards(
        self, technician_id: int, height: int, first: float, last: float, kept: Mapping[int, Card]
    ) -> list[Card]:
        lanes, x_of = self.store.lanes(technician_id), self.scale.x_at
        usual = self._band(height, ALONE)
        are_ways_booked = self.travel_minutes is None or self.travel_minutes is _booked_travel
        cards: list[Card] = []
        for visit in self.store.row(technician_id).between(first, last):
            lane = lanes.get(visit.id) if lanes else None
            top, lane_height = usual if lane is None else self._band(height, lane)
            old = kept.get(visit.id)
            if old is not None and old.visit is visit and old.top == top and old.height == lane_height:
                if not are_ways_booked:
                    self._measure_again(old)
                cards.append(old)
                continue
            left = x_of(visit.start_minute)
            width = max(LEAST_WIDTH, x_of(visit.end_minute) - 1 - left)
            card = Card(visit, left, top, width, lane_height)
            self._measure(card)
            cards.append(card)
        return cards

    def _measure_again(self, card: Card) -> None:
        """The way to a visit depends on the one before it."""
        before = (card.travel, card.actual)
        card.travel, card.x = 0, card.left
        self._measure(card)
        if before != (card.travel, card.actual):
            card.picture = card.box = None

    def _measure(self, card: Card) -> None:
        """How far the way to a visit and what really happened reach beyond its card."""
        visit, x_of = card.visit, self.scale.x_at
        minutes = self.travel_minutes(visit) if self.travel_minutes is not None else 0
        if minutes:
            card.travel = min(MOST_TRAVEL, max(0, card.left - x_of(visit.start_minute - minutes)))
            card.x = card.left - card.travel
        if visit.arrived_minute is not None and visit.finished_minute is not None:
            begin, end = x_of(visit.arrived_minute) - card.left, x_of(visit.finished_minute) - card.left
            card.actual = (max(begin, -card.travel), max(begin + 2, min(end, card.width)))

    def technician_at(self, y: float) -> int | None:
        """The technician of the row at y."""
        row = self.layout.row_at(y)
        return None if row is None else self.layout.technician_ids[row]

    def hit(self, at: QPoint) -> Hit:
        """What is at a point; of several visits the one that is painted last."""
        minute = self.scale.minute_at(at.x())
        technician_id = self.technician_at(at.y())
        if technician_id is None:
            return Hit(None, minute)
        first = self.scale.minute_at(at.x() - EDGE_PIXELS)
        last = self.scale.minute_at(at.x() + EDGE_PIXELS)
        for visit in reversed(self.store.row(technician_id).between(first, max(last, first + 1))):
            if visit.id in self.hidden_ids:
                continue
            rect = self.visit_rect(visit)
            if rect.contains(at):
                return Hit(technician_id, minute, visit, _zone(rect, at.x()))
        return Hit(technician_id, minute)


def _booked_travel(visit: Visit) -> int:
    return visit.travel_minutes


def _zone(rect: QRect, x: int) -> Zone:
    """Six pixels at each end pull it longer or shorter, but never more than a quarter of the card."""
    edge = min(EDGE_PIXELS, rect.width() // 4)
    if x < rect.left() + edge:
        return Zone.START
    return Zone.END if x > rect.right() - edge else Zone.BODY
