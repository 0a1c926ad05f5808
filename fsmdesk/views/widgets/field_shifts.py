"""The working week: from and to for each weekday, in wall time."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.technicians.messages import ShiftValue
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_typed import FieldTime
from fsmdesk.views.widgets.surfaces import words

_DAY_MINUTES = 24 * 60
_TIME_WIDTH = 96
_WEEKDAYS = range(7)
_OFFICE_DAYS = range(1, 5)

Shifts = tuple[ShiftValue, ...]


class _Hours(QWidget):
    """From and to. Signals:

    edited(): something was typed.
    """

    edited = Signal()

    def __init__(self, key: str, weekday: int, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self.weekday = weekday
        self._name = formats.weekday(weekday)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 14, 0)
        row.setSpacing(6)
        self.start = FieldTime(key, "", formats)
        self.end = FieldTime(key, "", formats)
        for field, name in ((self.start, tr("{day}: from")), (self.end, tr("{day}: to"))):
            field.setFixedWidth(_TIME_WIDTH)
            field.edit.setAccessibleName(name.format(day=self._name))
            field.edit.setPlaceholderText("–")
            field.changed.connect(self.edited)
        row.addWidget(self.start)
        row.addWidget(words("–", "muted", self))
        row.addWidget(self.end)

    def show_shift(self, shift: ShiftValue | None) -> None:
        """Show these hours, or none."""
        self.start.set_value(shift.start_minute if shift is not None else None)
        self.end.set_value(shift.end_minute % _DAY_MINUTES if shift is not None else None)

    def value(self) -> ShiftValue | None:
        """The hours; an end that is not after the start is on the next day. None where nothing is typed.

        Raises:
            RuleBroken: only half is there, or can't be read.
        """
        start, end = self.start.read(), self.end.read()
        if start is None and end is None:
            return None
        if start is None or end is None:
            raise RuleBroken(tr("{day} needs both from and to.").format(day=self._name), self._key)
        return ShiftValue(self.weekday, start, end if end > start else end + _DAY_MINUTES)

    def raw(self) -> list[object]:
        """What was typed."""
        return [self.weekday, self.start.raw(), self.end.raw()]

    def set_raw(self, start: object, end: object) -> None:
        """Show what was typed."""
        self.start.set_raw(start)
        self.end.set_raw(end)


class FieldShifts(Field[Shifts]):
    """A row for each weekday in the order of the locale; a plus at its end adds further hours on that day."""

    def __init__(self, key: str, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(key, "", parent=parent)
        self.label = tr("Working hours")
        self._formats = formats
        self._is_locked = False
        box = QWidget(self)
        self._grid = QGridLayout(box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(3, 1)
        self.hours: dict[int, list[_Hours]] = {}
        self._rows: dict[int, QHBoxLayout] = {}
        self._buttons: list[QWidget] = []
        for at in _WEEKDAYS:
            self._add_day(at, (formats.first_weekday + at) % 7)
        self.copy_button = KeyButton(tr("Tuesday to Friday as Monday"), "link", "copy", parent=box)
        self.copy_button.clicked.connect(self._copy_monday)
        self._buttons.append(self.copy_button)
        self._grid.addWidget(self.copy_button, 7, 1, 1, 3, Qt.AlignmentFlag.AlignLeft)
        self.hold(box)
        # Qt's Tab passes over what a compound field holds before its proxy, so this one has none.
        self.setFocusProxy(None)  # type: ignore[arg-type]

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The first hours have the keys."""
        self.hours[self._formats.first_weekday][0].start.edit.setFocus(reason)

    def read(self) -> Shifts:
        """All hours, Monday first."""
        found = (hours.value() for weekday in _WEEKDAYS for hours in self.hours[weekday])
        return tuple(shift for shift in found if shift is not None)

    def set_value(self, value: Shifts | None) -> None:
        """Show exactly these."""
        for weekday in _WEEKDAYS:
            shifts = sorted(
                (shift for shift in value or () if shift.weekday == weekday),
                key=lambda shift: shift.start_minute,
            )
            self._fit(weekday, max(len(shifts), 1))
            for hours, shift in zip(self.hours[weekday], [*shifts, None], strict=False):
                hours.show_shift(shift)
        self.clear_error()

    def same(self, one: Shifts | None, other: Shifts | None) -> bool:
        """The same hours, in any order."""
        return set(one or ()) == set(other or ())

    def shown(self, value: Shifts | None) -> str:
        """The hours in words."""
        return ", ".join(
            f"{self._formats.weekday(shift.weekday, short=True)} "
            f"{self._formats.minute(shift.start_minute)}–{self._formats.minute(shift.end_minute % _DAY_MINUTES)}"
            for shift in sorted(value or (), key=lambda shift: (shift.weekday, shift.start_minute))
        )

    def raw(self) -> object:
        """What was typed."""
        return [hours.raw() for weekday in _WEEKDAYS for hours in self.hours[weekday]]

    def set_raw(self, raw: object) -> None:
        """Show what was typed."""
        typed = (
            [one for one in raw if isinstance(one, list) and len(one) == 3] if isinstance(raw, list) else []
        )
        for weekday in _WEEKDAYS:
            mine = [one for one in typed if one[0] == weekday]
            self._fit(weekday, max(len(mine), 1))
            for hours, (_weekday, start, end) in zip(self.hours[weekday], mine, strict=False):
                hours.set_raw(start, end)

    def set_read_only(self, is_read_only: bool) -> None:
        """Hours can only be read."""
        self._is_locked = is_read_only
        for button in self._buttons:
            button.setVisible(not is_read_only)
        for all_hours in self.hours.values():
            for hours in all_hours:
                self._lock(hours)

    def _lock(self, hours: _Hours) -> None:
        hours.start.set_read_only(self._is_locked)
        hours.end.set_read_only(self._is_locked)

    def _add_day(self, row: int, weekday: int) -> None:
        self._grid.addWidget(words(self._formats.weekday(weekday), "", self), row, 0)
        self.hours[weekday] = []
        self._rows[weekday] = QHBoxLayout()
        self._rows[weekday].setSpacing(0)
        self._rows[weekday].addStretch(1)
        self._grid.addLayout(self._rows[weekday], row, 1)
        name = tr("Further hours on {day}").format(day=self._formats.weekday(weekday))
        more = IconButton("plus", name, parent=self)
        more.clicked.connect(partial(self._more, weekday))
        self._buttons.append(more)
        self._grid.addWidget(more, row, 2)
        self._fit(weekday, 1)

    def _fit(self, weekday: int, count: int) -> None:
        here = self.hours[weekday]
        while len(here) > count:
            gone = here.pop()
            self._rows[weekday].removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(here) < count:
            hours = _Hours(self.key, weekday, self._formats, self)
            hours.edited.connect(self._edited)
            self._lock(hours)
            self._rows[weekday].insertWidget(len(here), hours)
            here.append(hours)

    def _more(self, weekday: int) -> None:
        self._fit(weekday, len(self.hours[weekday]) + 1)
        self.hours[weekday][-1].start.setFocus()

    @Slot()
    def _copy_monday(self) -> None:
        monday = [hours.raw() for hours in self.hours[0]]
        for weekday in _OFFICE_DAYS:
            self._fit(weekday, len(monday))
            for hours, (_weekday, start, end) in zip(self.hours[weekday], monday, strict=True):
                hours.set_raw(start, end)
        self._tell_changed()

    @Slot()
    def _edited(self) -> None:
        self._tell_changed()
