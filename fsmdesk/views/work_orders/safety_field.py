"""What is dangerous about the job: in a warning colour, with a sign."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.views.widgets.field_text import FieldMultiline
from fsmdesk.views.widgets.sign import Sign

_ROOM_FOR_SIGN = 22


class SafetyField(FieldMultiline):
    """As plain as any other field while there is no danger."""

    def __init__(self, key: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(key, label, parent=parent)
        self._sign = Sign("triangle-alert", "warn_text", parent=self.edit)
        self._sign.move(10, 7)
        self.edit.textChanged.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        is_dangerous = not self.edit.document().isEmpty()
        if self._sign.isVisibleTo(self.edit) == is_dangerous and self.edit.property("tone") is not None:
            return
        self._sign.setVisible(is_dangerous)
        self.edit.setViewportMargins(_ROOM_FOR_SIGN if is_dangerous else 0, 0, 0, 0)
        self.edit.setProperty("tone", "warn" if is_dangerous else "")
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
