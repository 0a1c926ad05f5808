"""A chip for a filter on a column: a click changes the filter, its cross or Del takes it away."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, Qt
from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import Chip

_CROSS = "×"
_CROSS_WIDTH = 26


class FilterTag(Chip):
    """Signals:
    edit_wanted(str): the key of the column whose filter should be changed.
    removed(str): the key of the column that should not be filtered any more.
    """

    edit_wanted = Signal(str)
    removed = Signal(str)

    def __init__(self, key: str, words: str, parent: QWidget) -> None:
        super().__init__(f"{words}   {_CROSS}", parent=parent)
        self.key = key
        self.setChecked(True)  # it looks like the other filters that are on
        self.setAccessibleName(tr("Filter {words}. Enter changes it, Del takes it away.").format(words=words))
        self.setToolTip(tr("Click to change, click the cross or press Del to take it away"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space change it, Del takes it away."""
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.removed.emit(self.key)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.edit_wanted.emit(self.key)
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where it is released decides."""
        super().mouseReleaseEvent(event)
        self.setChecked(True)
        if event.button() is not Qt.MouseButton.LeftButton or not self.rect().contains(
            event.position().toPoint()
        ):
            return
        if event.position().x() > self.width() - _CROSS_WIDTH:
            self.removed.emit(self.key)
        else:
            self.edit_wanted.emit(self.key)
