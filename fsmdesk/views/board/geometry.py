"""Where each visit stands on the board, and what is under a point. Content coordinates."""

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
_MOST_PLACED = 256


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
    """Time scale, rows and visits, put together."""

    def __init__(self, store: BoardStore, scale: TimeScale, layout: RowLayout) -> None:
        self.store = store
        self.scale = scale
        self.layout = layout
        self._placed: dict[int, PlacedRow] = {}

    def visit_rect(self, visit: Visit) -> QRect:
        """The card of a visit; empty if its technician has no row."""
        row = self.layout.row_of(visit.technician_id)
        if row is None:
            return QRect()
        return self.card_rect(row, visit.start_minute, visit.end_minute, self.store.lane_of(visit))

    def landing_rect(self, landing: Landing) -> QRect:
        """The full height of the row where something would land."""
        row = self.layout.row_of(landing.technician_id)
        if row is None:
            return QRect()
        return self.card_rect(row, landing.start_minute, landing.end_minute, ALONE)

    def card_rect(self, row: int, start_minute: int, end_minute: int, lane: Lane) -> QRect:
        """The rectangle of a span in one lane of a row."""
        left = round(self.scale.x_of(start_minute))
        right = max(left + LEAST_WIDTH, round(self.scale.x_of(end_minute)) - 1)
        top, height = self.layout.top_of(row), self.layout.height_of(row)
        if lane.of == 1:
            padding = ROW_PADDING if height >= ROOMY_HEIGHT else LANE_GAP
            return QRect(left, top + padding, right - left, height - 2 * padding)
        inner = height - 6
        upper = top + 3 + inner * lane.at // lane.of
        lower = top + 3 + inner * (lane.at + 1) // lane.of
        return QRect(left, upper, right - left, max(2, lower - upper - LANE_GAP))

    def placed_row(self, row: int) -> PlacedRow:
        """The cards of a row, from memory while neither row nor zoom changed."""
        technician_id = self.layout.technician_ids[row]
        stamp = (self.store.row_version(technician_id), self.scale, self.layout.height_of(row))
        found = self._placed.get(technician_id)
        if found is None or found.stamp != stamp:
            if len(self._placed) >= _MOST_PLACED:
                self._placed.clear()
            found = self._placed[technician_id] = PlacedRow(self._cards(row, technician_id), stamp)
        return found

    def _cards(self, row: int, technician_id: int) -> list[Card]:
        top, lanes = self.layout.top_of(row), self.store.lanes(technician_id)
        cards: list[Card] = []
        for visit in self.store.row(technician_id).all():
            rect = self.card_rect(row, visit.start_minute, visit.end_minute, lanes.get(visit.id, ALONE))
            cards.append(Card(visit, rect.left(), rect.top() - top, rect.width(), rect.height()))
        return cards

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
            rect = self.visit_rect(visit)
            if rect.contains(at):
                return Hit(technician_id, minute, visit, _zone(rect, at.x()))
        return Hit(technician_id, minute)


def _zone(rect: QRect, x: int) -> Zone:
    """Six pixels at each end pull it longer or shorter, but never more than a quarter of the card."""
    edge = min(EDGE_PIXELS, rect.width() // 4)
    if x < rect.left() + edge:
        return Zone.START
    return Zone.END if x > rect.right() - edge else Zone.BODY
