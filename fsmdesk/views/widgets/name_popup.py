"""A panel that asks for a name, and whether everybody in the office should have it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.popup import Popup


class NamePopup(Popup):
    """Signals:
    named(str, bool): the name, and whether it is shared with the office.
    """

    named = Signal(str, bool)

    def __init__(self, title: str, verb: str, name: str, anchor: QWidget, *, asks_sharing: bool) -> None:
        super().__init__(title, anchor)
        self.field = FieldText("name", tr("Name"), is_required=True, max_length=200, parent=self)
        self.field.set_value(name)
        self.column.addWidget(self.field)
        self.shared = QCheckBox(tr("Share with the office"), self)
        self.shared.setAccessibleName(self.shared.text())
        self.shared.setVisible(asks_sharing)
        self.column.addWidget(self.shared)
        row = QHBoxLayout()
        row.addStretch(1)
        save = KeyButton(verb, "primary", parent=self)
        save.clicked.connect(self._save)
        row.addWidget(save)
        self.column.addLayout(row)

    def set_focus(self) -> None:
        """The name can be typed."""
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    def confirm(self) -> None:
        """Enter saves."""
        self._save()

    @Slot()
    def _save(self) -> None:
        name = (self.field.read() or "").strip()
        if not name:
            self.field.show_error(tr("A name is needed."))
            return
        self.put_away()
        self.named.emit(name, self.shared.isChecked())
