"""How fast the vehicles get on in the course of the day, one time under the other."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.planning.travel import USUAL_KILOMETRES_PER_HOUR, Speed
from fsmdesk.views.settings.field_rows import FieldRows, RowWidget
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field_typed import FieldNumber, FieldTime

_FASTEST = 200
_DAY = 24 * 60


class SpeedRow(RowWidget[Speed]):
    """From when on, and how fast."""

    def __init__(self, key: str, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self.start = FieldTime(key, tr("From"), formats, is_required=True)
        self.speed = FieldNumber(
            key, tr("Kilometres per hour"), formats, least=1, most=_FASTEST, is_required=True
        )
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.start, 1)
        line.addWidget(self.speed, 1)
        self.inside.addLayout(line)
        # Times have an order of their own.
        self.up_button.hide()
        self.down_button.hide()
        for field in (self.start, self.speed):
            field.changed.connect(self.edited)

    def value(self) -> Speed:
        """The speed as it stands.

        Raises:
            RuleBroken: something is missing or can't be read.
        """
        return Speed(self.start.value() or 0, self.speed.value() or 0)

    def set_value(self, value: Speed) -> None:
        """Show this."""
        self.start.set_value(value.start_minute)
        self.speed.set_value(value.kilometres_per_hour)

    def raw(self) -> object:
        """What was typed."""
        return [self.start.raw(), self.speed.raw()]

    def set_raw(self, raw: Sequence[Any]) -> None:
        """Show what was typed."""
        for field, typed in zip((self.start, self.speed), raw, strict=False):
            field.set_raw(typed)

    def take_focus(self) -> None:
        """The keys are in the time."""
        self.start.edit.setFocus()


class FieldSpeeds(FieldRows[Speed]):
    """All speeds of a day, read in the order of their times."""

    def __init__(self, key: str, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(key, tr("Speeds by time of day"), parent=parent)
        self._formats = formats
        self.add_button = KeyButton(tr("Add a time"), "link", "plus", parent=self.box)
        self.add_button.clicked.connect(self._add)
        self.foot.addWidget(self.add_button)
        self.foot.addStretch(1)
        self.hold(self.box, self.add_button)
        self.add_button.setAccessibleName(tr("Add a time"))

    def make_row(self) -> SpeedRow:
        """One more time with the usual speed."""
        row = SpeedRow(self.key, self._formats, self.box)
        row.set_value(Speed(0, USUAL_KILOMETRES_PER_HOUR))
        return row

    def read(self) -> tuple[Speed, ...]:
        """All speeds, the earliest first."""
        return tuple(sorted(super().read()))

    def shown(self, value: tuple[Speed, ...] | None) -> str:
        """The speeds in words."""
        words = tr("{time}: {speed} km/h")
        return ", ".join(
            words.format(time=self._formats.minute(speed.start_minute), speed=speed.kilometres_per_hour)
            for speed in value or ()
        )

    @Slot()
    def _add(self) -> None:
        """An hour after the last one: times that are the same are refused."""
        self.add_by_hand(len(self.rows))
        if len(self.rows) > 1:
            last = self.rows[-2]
            try:
                start = last.value().start_minute
            except RuleBroken:
                return  # what can't be read yet has no time after it
            self.rows[-1].set_value(Speed((start + 60) % _DAY, USUAL_KILOMETRES_PER_HOUR))
