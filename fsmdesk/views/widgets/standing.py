"""Where a window of its own opens."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

_FRAME = 32  # what the system draws above a window


def stand_over(window: QWidget, below: QWidget) -> None:
    """The window stands in the middle of the one below it, and whole on its screen; few systems see to that."""
    room = below.screen().availableGeometry()
    place = QRect(window.geometry())
    place.moveCenter(below.geometry().center())
    place.moveLeft(max(min(place.left(), room.right() - place.width()), room.left()))
    place.moveTop(max(min(place.top(), room.bottom() - place.height()), room.top() + _FRAME))
    window.setGeometry(place)
