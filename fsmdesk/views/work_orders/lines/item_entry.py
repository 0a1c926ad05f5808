"""The last row of the table of lines: type a scrap of a name, Enter adds the item."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.finding.messages import FindRecords
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_picker import FieldPicker, Picked


class ItemEntry(FieldPicker):
    """Finds in the price book; what is not in it can be added all the same.

    Signals:
        left_above(): the person went up, to the last line.
    """

    left_above = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            "lines",
            "",
            desk,
            _find_item,
            new_words=tr("Add “{text}”, which is not in the price book"),
            placeholder=tr("Type to add from the price book…"),
            parent=parent,
        )
        self.edit.setProperty("bare", "true")
        self.edit.setAccessibleName(tr("Add a line from the price book"))
        self._column.setContentsMargins(0, 6, 0, 6)
        self.edit.setTextMargins(8, 0, 8, 0)

    def read(self) -> Picked | None:
        """What was picked; what is only typed is on its way, and no mistake."""
        return None if self.typed() else super().read()

    def clear(self) -> None:
        """Nothing is typed."""
        self.set_value(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up goes to the lines while no list is open."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Up and not self.is_open():
            self.left_above.emit()
            return True
        return super().eventFilter(watched, event)


def _find_item(text: str) -> FindRecords:
    return FindRecords(text=text, kinds=("item",))
