"""Swaps both axes: what is told along time and technicians, as it stands on the screen, and back.

Everything about the board is worked out as if time ran to the right. Only what is put on the screen, and what
comes from the pointer, is turned.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QTransform

from fsmdesk.views.board.geometry import BoardGeometry
from fsmdesk.views.board.lanes import Lane

TURN = QTransform(0, 1, 1, 0, 0, 0)
_TURNED_KEYS = {
    Qt.Key.Key_Left: Qt.Key.Key_Up,
    Qt.Key.Key_Up: Qt.Key.Key_Left,
    Qt.Key.Key_Right: Qt.Key.Key_Down,
    Qt.Key.Key_Down: Qt.Key.Key_Right,
}


def turned_rect(rect: QRect) -> QRect:
    """The rectangle with both axes swapped; an invalid one stays so."""
    return QRect(rect.top(), rect.left(), rect.height(), rect.width())


def turned_key(event: QKeyEvent) -> QKeyEvent:
    """The arrow that means, with time to the right, what this one means with time down; others as they are."""
    arrow = _TURNED_KEYS.get(Qt.Key(event.key()))
    if arrow is None:
        return event
    return QKeyEvent(event.type(), arrow, event.modifiers(), "", event.isAutoRepeat(), event.count())


class TurnedGeometry(BoardGeometry):
    """Tells the cards of a board as they stand on the screen while it is turned."""

    @classmethod
    def of(cls, places: BoardGeometry) -> "TurnedGeometry":
        """The cards of this board, turned."""
        return cls(places.store, places.scale, places.layout)

    def card_rect(self, row: int, start_minute: int, end_minute: int, lane: Lane) -> QRect:
        """The rectangle of a span in one lane of a column."""
        return turned_rect(super().card_rect(row, start_minute, end_minute, lane))
