"""The working week: from and to for each weekday, in wall time."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.technicians.messages import ShiftValue
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.hours_line import HoursLine
from fsmdesk.views.widgets.passing_menu import PassingMenu
from fsmdesk.views.widgets.surfaces import words

_DAY_MINUTES = 24 * 60
_LABEL_DROP = 6  # beside a field, not above it
_WEEKDAYS = range(7)
_OFFICE_DAYS = range(1, 5)

Shifts = tuple[ShiftValue, ...]


def _holding(shift: ShiftValue, formats: Formats) -> str:
    """From and until when these hours hold, in brackets; nothing where they always do."""
    parts = []
    if shift.valid_from is not None:
        parts.append(tr("from {day}").format(day=formats.date(shift.valid_from)))
    if shift.valid_until is not None:
        parts.append(tr("until {day}").format(day=formats.date(shift.valid_until)))
    return f" ({' '.join(parts)})" if parts else ""


class FieldShifts(Field[Shifts]):
    """A row for each weekday in the order of the locale; a plus at its end adds further hours on that day, and
    its hours can be copied to other days. Where they `holds_for_a_time`, each has days from and until when.
    """

    def __init__(
        self, key: str, formats: Formats, parent: QWidget | None = None, *, holds_for_a_time: bool = False
    ) -> None:
        super().__init__(key, "", parent=parent)
        self._holds = holds_for_a_time
        self.label = tr("Working hours")
        self._formats = formats
        self._is_locked = False
        box = QWidget(self)
        self._grid = QGridLayout(box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(3, 1)
        self.hours: dict[int, list[HoursLine]] = {}
        self._rows: dict[int, QHBoxLayout] = {}
        self._buttons: list[QWidget] = []
        self.hold(box)
        # Qt's Tab passes over what a compound field holds before its proxy, so this one has none.
        self.setFocusProxy(None)  # type: ignore[arg-type]
        make(self._add_days(box))

    def _add_days(self, box: QWidget) -> Pieces:
        for at in _WEEKDAYS:
            self._add_day(at, (self._formats.first_weekday + at) % 7)
            yield
        self.copy_button = KeyButton(tr("Tuesday to Friday as Monday"), "link", "copy", parent=box)
        self.copy_button.clicked.connect(self._copy_monday)
        self._buttons.append(self.copy_button)
        self._grid.addWidget(self.copy_button, 7, 1, 1, 3, Qt.AlignmentFlag.AlignLeft)

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
            f"{_holding(shift, self._formats)}"
            for shift in sorted(value or (), key=lambda shift: (shift.weekday, shift.start_minute))
        )

    def raw(self) -> object:
        """What was typed."""
        return [hours.raw() for weekday in _WEEKDAYS for hours in self.hours[weekday]]

    def set_raw(self, raw: object) -> None:
        """Show what was typed."""
        typed = (
            [one for one in raw if isinstance(one, list) and len(one) in (3, 5)]
            if isinstance(raw, list)
            else []
        )
        for weekday in _WEEKDAYS:
            mine = [one for one in typed if one[0] == weekday]
            self._fit(weekday, max(len(mine), 1))
            for hours, (_weekday, *typed_hours) in zip(self.hours[weekday], mine, strict=False):
                hours.set_raw(*typed_hours)

    def set_read_only(self, is_read_only: bool) -> None:
        """Hours can only be read."""
        self._is_locked = is_read_only
        for button in self._buttons:
            button.setVisible(not is_read_only)
        for all_hours in self.hours.values():
            for hours in all_hours:
                hours.lock(self._is_locked)

    def _add_day(self, row: int, weekday: int) -> None:
        label = words(self._formats.weekday(weekday), "", self)
        label.setContentsMargins(0, _LABEL_DROP, 0, 0)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self.hours[weekday] = []
        self._rows[weekday] = QHBoxLayout()
        self._rows[weekday].setSpacing(0)
        self._rows[weekday].addStretch(1)
        self._grid.addLayout(self._rows[weekday], row, 1)
        name = tr("Further hours on {day}").format(day=self._formats.weekday(weekday))
        more = IconButton("plus", name, parent=self)
        more.clicked.connect(partial(self._more, weekday))
        self._buttons.append(more)
        self._grid.addWidget(more, row, 2, Qt.AlignmentFlag.AlignTop)
        name = tr("Copy the hours of {day}").format(day=self._formats.weekday(weekday))
        copy = IconButton("copy", name, parent=self)
        copy.clicked.connect(partial(self._offer_copies, weekday, copy))
        self._buttons.append(copy)
        self._grid.addWidget(copy, row, 3, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._fit(weekday, 1)

    def _fit(self, weekday: int, count: int) -> None:
        here = self.hours[weekday]
        while len(here) > count:
            gone = here.pop()
            self._rows[weekday].removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(here) < count:
            hours = HoursLine(self.key, weekday, self._formats, self, self._holds)
            hours.edited.connect(self._edited)
            hours.lock(self._is_locked)
            self._rows[weekday].insertWidget(len(here), hours)
            here.append(hours)

    def _more(self, weekday: int) -> None:
        self._fit(weekday, len(self.hours[weekday]) + 1)
        self.hours[weekday][-1].start.setFocus()

    @Slot()
    def _copy_monday(self) -> None:
        self.copy_hours(0, _OFFICE_DAYS)

    def copy_hours(self, from_day: int, to_days: Iterable[int]) -> None:
        """These days have the hours of that one."""
        given = [hours.raw() for hours in self.hours[from_day]]
        for weekday in to_days:
            if weekday == from_day:
                continue
            self._fit(weekday, len(given))
            for hours, (_weekday, *typed) in zip(self.hours[weekday], given, strict=True):
                hours.set_raw(*typed)
        self._tell_changed()

    def _offer_copies(self, weekday: int, button: QWidget) -> None:
        menu = PassingMenu(self)
        next_day = (weekday + 1) % 7
        for text, days in (
            (tr("To {day}").format(day=self._formats.weekday(next_day)), (next_day,)),
            (tr("To Monday to Friday"), range(5)),
            (tr("To every day"), _WEEKDAYS),
        ):
            menu.addAction(text).triggered.connect(partial(self._copy_from_menu, weekday, tuple(days)))
        menu.show_at(button.mapToGlobal(button.rect().bottomLeft()))

    def _copy_from_menu(self, weekday: int, days: tuple[int, ...], _checked: bool = False) -> None:
        self.copy_hours(weekday, days)

    @Slot()
    def _edited(self) -> None:
        self._tell_changed()
