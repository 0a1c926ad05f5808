"""What a line has no column for: its note, whose labour it is, and what one unit costs."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import LineKind
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import LineValue
from fsmdesk.views.widgets.field_choice import FieldSelect
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldMoney


class LineMore(FieldGrid):
    """Hidden until it is asked for; what is typed is the line's at once. Enter and Esc go back to the table.

    Signals:
        typed(object): these parts of the line are other ones now, as a dict by name.
        left(): the person is done.
    """

    typed = Signal(object)
    left = Signal()

    def __init__(self, formats: Formats, sees_costs: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._value: LineValue | None = None
        self.note = FieldText("note", tr("Note on this line"))
        self.technician = FieldSelect("technician_id", tr("Labour of"), empty=tr("whoever goes there"))
        self.cost = FieldMoney("cost_minor", tr("One costs the shop"), formats)
        self.add(self.note, 2)
        self.add(self.technician)
        self.add(self.cost)
        self.cost.setVisible(sees_costs)
        self.setContentsMargins(10, 8, 10, 4)
        for field in (self.note, self.technician, self.cost):
            field.changed.connect(self._tell)
        self.hide()

    def offer(self, technicians: Sequence[tuple[int, str]]) -> None:
        """Labour can be one of these technicians'."""
        self.technician.set_choices(technicians)
        if self._value is not None:
            self.technician.set_value(self._value.technician_id)

    def show_line(self, value: LineValue | None) -> None:
        """This is the line now; what is being typed is left alone."""
        if value is None:
            self.hide()
        elif value != self._value:
            is_labour = value.kind is LineKind.LABOUR
            self.technician.setVisible(is_labour)
            if not self.note.edit.hasFocus():
                self.note.set_value(value.note)
            if not self.cost.edit.hasFocus():
                self.cost.set_value(value.cost_minor)
            self.technician.set_value(value.technician_id)
        self._value = value

    def event(self, event: QEvent) -> bool:
        """Enter and Esc are for this part, not for the screen around it."""
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and isinstance(event, QKeyEvent) and event.key() in keys and not event.modifiers():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Done."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _tell(self) -> None:
        try:
            parts = {
                "note": self.note.read() or "",
                "technician_id": self.technician.read() if self.technician.isVisibleTo(self) else None,
                "cost_minor": self.cost.read(),
            }
        except RuleBroken:
            return  # the field says what is wrong; the line keeps what it had
        if self._value is not None:
            changed = {name: part for name, part in parts.items() if getattr(self._value, name) != part}
            if parts["cost_minor"] is None:
                changed.pop("cost_minor", None)  # an emptied field leaves the cost alone
            if changed:
                self.typed.emit(changed)
