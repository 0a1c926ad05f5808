"""A field for one coordinate in degrees."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.positions import read_degrees, read_position, write_degrees
from fsmdesk.views.widgets.field_typed import FieldTyped


class FieldCoordinate(FieldTyped[int]):
    """Latitude or longitude. A pair, or the link of a map, that is pasted into either fills both fields.

    Signals:
        pair_typed(str, str): there is a pair in the field, latitude first.
    """

    pair_typed = Signal(str, str)

    def __init__(self, key: str, label: str, parent: QWidget | None = None) -> None:
        def parse(text: str) -> int:
            return read_degrees(text, key)

        super().__init__(key, label, parse, write_degrees, parent=parent)
        self._length = 0
        self.edit.textEdited.connect(self._look_for_pasted)

    def _look_for_pasted(self, text: str) -> None:
        was, self._length = self._length, len(text)
        if len(text) > was + 1:  # what is typed letter by letter is split when the field is left
            self._split()

    def _split(self) -> bool:
        found = read_position(self.edit.text())
        if found is not None:
            latitude, longitude = found
            self.pair_typed.emit(write_degrees(latitude), write_degrees(longitude))
            self.clear_error()
        return found is not None

    @Slot()
    def _write_properly(self) -> None:
        if not self._split():
            super()._write_properly()
