"""A field for one of a few records, from a drop-down."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_picker import Picked


class FieldRecord(Field[Picked]):
    """The value keeps its words, so it can be shown before the others are read, and when it is archived."""

    def __init__(
        self,
        key: str,
        label: str,
        *,
        empty: str = "",
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(key, label, is_required=is_required, parent=parent)
        self._empty = empty
        self._choices: tuple[Picked, ...] = ()
        self.box = QComboBox(self)
        self.box.setMinimumContentsLength(8)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.hold(self.box)
        self._fill(None)
        self.box.activated.connect(self._chosen)

    def set_choices(self, choices: Sequence[Picked]) -> None:
        """Offer these; what is chosen stays chosen."""
        self._choices = tuple(choices)
        self._fill(self.read())

    def offered(self, chosen: Picked | None) -> Picked | None:
        """The same record with the words that it is offered with, where it is offered."""
        if chosen is None:
            return None
        return next((choice for choice in self._choices if choice.id == chosen.id), chosen)

    def read(self) -> Picked | None:
        """The record that is chosen."""
        record_id = self.box.currentData()
        return Picked(record_id, self.box.currentText()) if isinstance(record_id, int) else None

    def set_value(self, value: Picked | None) -> None:
        """This record is chosen."""
        self._fill(Picked(*value) if value is not None else None)
        self.clear_error()

    def raw(self) -> object:
        """The record that is chosen."""
        chosen = self.read()
        return list(chosen) if chosen is not None else None

    def set_raw(self, raw: object) -> None:
        """The record is chosen again."""
        is_pair = isinstance(raw, list | tuple) and len(raw) == 2 and isinstance(raw[0], int)
        self.set_value(Picked(raw[0], str(raw[1])) if is_pair and isinstance(raw, list | tuple) else None)

    def shown(self, value: Picked | None) -> str:
        """The words of the record."""
        return value.text if value is not None else self._empty

    def same(self, one: Picked | None, other: Picked | None) -> bool:
        """The same record, whatever it is called now."""
        return (one.id if one is not None else None) == (other.id if other is not None else None)

    def _fill(self, chosen: Picked | None) -> None:
        self.box.clear()
        if self._empty or chosen is None:
            self.box.addItem(self._empty, None)
        offered = self._choices
        if chosen is not None and all(choice.id != chosen.id for choice in offered):
            offered = (chosen, *offered)
        for choice in offered:
            self.box.addItem(choice.text, choice.id)
        self.box.setCurrentIndex(self.box.findData(chosen.id) if chosen is not None else 0)

    @Slot()
    def _chosen(self) -> None:
        self._tell_changed()
