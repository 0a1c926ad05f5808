"""A field in which a known record is picked, or a new one is described on the spot."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_picker import FieldPicker
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.surfaces import Surface

NAME_LENGTH = 200
_PHONE = "phone"


class NewDetails(Surface):
    """What else is known of a new record: text fields side by side, each as wide as its number says."""

    def __init__(self, fields: Sequence[tuple[FieldText, int]], columns: int, parent: QWidget) -> None:
        super().__init__("inset", parent)
        self.fields = {field.key: field for field, _span in fields}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        grid = FieldGrid(self, columns)
        for field, span in fields:
            field.setParent(self)
            grid.add(field, span)
        column.addWidget(grid)
        self.hide()


class PickOrMake(QWidget):
    """Shows `picker`; when a new one is wanted, a name field in its place and `details` where the form put them.

    Signals:
        changed(): the person changed the name or a detail of a new record.
        turned(bool): a new record is being described (True), or a known one is picked again.
    """

    changed = Signal()
    turned = Signal(bool)

    def __init__(self, picker: FieldPicker, new_label: str, details: NewDetails, parent: QWidget) -> None:
        super().__init__(parent)
        self.picker = picker
        self.name = FieldText(picker.key, new_label, is_required=True, max_length=NAME_LENGTH, parent=self)
        self.details = details
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(picker)
        column.addWidget(self.name)
        self.name.hide()
        self._is_new = False
        back = self.name.edit.addAction(icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        back.setText(tr("Pick a known one instead (Down)"))
        back.setToolTip(tr("Pick a known one instead (Down)"))
        back.triggered.connect(self._pick_instead)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.name.edit)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._pick_instead)
        self.name.edit.textEdited.connect(self._pick_if_empty)
        picker.new_wanted.connect(self._begin_new)
        for field in (self.name, *details.fields.values()):
            field.changed.connect(self.changed)
        self.setFocusProxy(picker)

    def is_new(self) -> bool:
        """True while a new record is being described."""
        return self._is_new

    def new_values(self) -> dict[str, str]:
        """The name and the details of the new record by key.

        Raises:
            RuleBroken: the name is missing or a text can't be kept.
        """
        values = {"name": self.name.value() or ""}
        for key, field in self.details.fields.items():
            try:
                values[key] = field.value() or ""
            except RuleBroken as broken:
                field.show_error(str(broken))
                field.setFocus()
                raise
        return values

    def turn(self, *, to_new: bool, name: str = "") -> None:
        """Describe a new record with this name, or pick a known one again."""
        was_new, self._is_new = self._is_new, to_new
        self.picker.set_value(None)
        self.name.set_value(name)
        if not to_new:
            for field in self.details.fields.values():
                field.set_value(None)
        self.name.setVisible(to_new)
        self.details.setVisible(to_new)
        self.picker.setVisible(not to_new)
        self.setFocusProxy(self.name if to_new else self.picker)
        if was_new != to_new:
            self.turned.emit(to_new)

    def shown_field(self) -> Field[object]:
        """The field that takes messages now."""
        field: Field[object] = self.name if self._is_new else self.picker  # type: ignore[assignment]
        return field

    def raw(self) -> dict[str, object]:
        """What was typed, as it is kept in a draft."""
        if not self._is_new:
            return {"picked": self.picker.raw()}
        return {"name": self.name.raw()} | {key: field.raw() for key, field in self.details.fields.items()}

    def set_raw(self, raw: dict[str, object]) -> None:
        """Show what `raw` gave earlier."""
        if "name" not in raw:
            self.turn(to_new=False)
            self.picker.set_raw(raw.get("picked", ""))
            return
        self.turn(to_new=True)
        self.name.set_raw(raw["name"])
        for key, field in self.details.fields.items():
            field.set_raw(raw.get(key, ""))

    @Slot(str)
    def _begin_new(self, text: str) -> None:
        self.turn(to_new=True)
        phone = self.details.fields.get(_PHONE)
        if phone is not None and _is_number(text):
            phone.set_raw(text)
            self.name.setFocus()
        else:
            self.name.set_raw(text)
            next(iter(self.details.fields.values())).setFocus()
        self.changed.emit()

    @Slot(str)
    def _pick_if_empty(self, text: str) -> None:
        if not text and not any(field.raw() for field in self.details.fields.values()):
            self._pick_instead()

    @Slot()
    def _pick_instead(self) -> None:
        typed = self.name.edit.text()
        self.turn(to_new=False)
        self.picker.setFocus()
        self.picker.set_typed(typed)
        self.picker.edit.selectAll()
        self.changed.emit()


def _is_number(text: str) -> bool:
    """Whether somebody was looked for by telephone number, which is nobody's name."""
    return any(letter.isdigit() for letter in text) and not any(letter.isalpha() for letter in text)
