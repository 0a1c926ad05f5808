"""A field for one coordinate in degrees."""

import re

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.typed_numbers import plain_digits
from fsmdesk.core.words import tr
from fsmdesk.views.widgets.field_typed import FieldTyped

_MICRO = 1_000_000
_DEGREES = re.compile(r"([+-]?)(\d{1,3})(?:[.,](\d{1,12}))?\s*°?")
_PAIR = re.compile(r"\s*([+-]?\d{1,3}\.\d+)\s*[,;\s]\s*([+-]?\d{1,3}\.\d+)\s*")


def read_degrees(text: str, key: str) -> int:
    """Millionths of a degree of what was typed, such as `52.520008`.

    Raises:
        RuleBroken: it is no coordinate.
    """
    found = _DEGREES.fullmatch(plain_digits(text).replace("\u2212", "-"))
    if found is None:
        raise RuleBroken(tr("A coordinate looks like 52.520008."), key)
    sign, whole, fraction = found.groups()
    micro = int(whole) * _MICRO + int((fraction or "").ljust(6, "0")[:6])
    return -micro if sign == "-" else micro


def write_degrees(micro: int) -> str:
    """The coordinate as maps show it."""
    whole, fraction = divmod(abs(micro), _MICRO)
    return f"{'-' if micro < 0 else ''}{whole}.{fraction:06d}"


class FieldCoordinate(FieldTyped[int]):
    """Latitude or longitude. A pair that was copied from a map fills both fields.

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
        found = _PAIR.fullmatch(self.edit.text())
        if found is not None:
            self.pair_typed.emit(*found.groups())
            self.clear_error()
        return found is not None

    @Slot()
    def _write_properly(self) -> None:
        if not self._split():
            super()._write_properly()
