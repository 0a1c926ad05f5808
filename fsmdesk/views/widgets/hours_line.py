"""The hours of one shift, typed: from and to, and from and until when they hold."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.technicians.messages import ShiftValue
from fsmdesk.views.today import today
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.field_typed import FieldDate, FieldTime, FieldTyped
from fsmdesk.views.widgets.surfaces import words

_DAY_MINUTES = 24 * 60
_TIME_WIDTH = 96
_DATE_WIDTH = 150


class HoursLine(QWidget):
    """From and to, what they mean where they reach into the next day, and from and until when they hold.

    Signals:
        edited(): something was typed.
    """

    edited = Signal()

    def __init__(self, key: str, weekday: int, formats: Formats, parent: QWidget, holds: bool) -> None:
        super().__init__(parent)
        self._key = key
        self.weekday = weekday
        self._formats = formats
        self._name = formats.weekday(weekday)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 14, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(6)
        column.addLayout(row)
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
        self.meaning = words("", "small", self)
        row.addWidget(self.meaning)
        self._add_dates(row, column, holds)
        self.edited.connect(self._explain)

    def _add_dates(self, row: QHBoxLayout, column: QVBoxLayout, holds: bool) -> None:
        name = tr("{day}: only for a time").format(day=self._name)
        self.dates_button = IconButton("calendar-range", name, parent=self)
        self.dates_button.clicked.connect(self._toggle_dates)
        self.dates_button.setVisible(holds)
        row.addWidget(self.dates_button)
        row.addStretch(1)
        day = partial(today, self._formats)
        self.since = FieldDate(self._key, "", self._formats, day)
        self.until = FieldDate(self._key, "", self._formats, day)
        self._dates = QWidget(self)
        line = QHBoxLayout(self._dates)
        line.setContentsMargins(0, 0, 0, 2)
        line.setSpacing(6)
        for field, text, hint in (
            (self.since, tr("from"), tr("{day}: holds from")),
            (self.until, tr("until"), tr("{day}: holds until")),
        ):
            field.setFixedWidth(_DATE_WIDTH)
            field.edit.setAccessibleName(hint.format(day=self._name))
            field.edit.setPlaceholderText(tr("always"))
            field.changed.connect(self.edited)
            line.addWidget(words(text, "small", self._dates))
            line.addWidget(field)
        line.addStretch(1)
        column.addWidget(self._dates)
        self._dates.hide()

    @Slot()
    def _toggle_dates(self) -> None:
        self._dates.setVisible(self._dates.isHidden())
        if not self._dates.isHidden():
            self.since.setFocus()

    @Slot()
    def _explain(self) -> None:
        """Hours that end at or before their start end on the next day: say so, and how long they are."""
        try:
            shift = self.value()
        except RuleBroken:
            shift = None
        if shift is None or shift.end_minute <= _DAY_MINUTES:
            self.meaning.clear()
            return
        length = self._formats.duration(shift.end_minute - shift.start_minute)
        next_day = self._formats.weekday((self.weekday + 1) % 7, short=True)
        text = tr("until {day} {time}, {length}").format(
            day=next_day, time=self._formats.minute(shift.end_minute % _DAY_MINUTES), length=length
        )
        self.meaning.setText(text)

    def show_shift(self, shift: ShiftValue | None) -> None:
        """Show these hours, or none."""
        self.start.set_value(shift.start_minute if shift is not None else None)
        self.end.set_value(shift.end_minute % _DAY_MINUTES if shift is not None else None)
        self.since.set_value(shift.valid_from if shift is not None else None)
        self.until.set_value(shift.valid_until if shift is not None else None)
        self._show_dates()
        self._explain()

    def _show_dates(self) -> None:
        self._dates.setVisible(any(field.edit.text() for field in (self.since, self.until)))

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
        since, until = self.since.read(), self.until.read()
        if since is not None and until is not None and until < since:
            text = tr("{day}: these hours end before they begin to hold.")
            raise RuleBroken(text.format(day=self._name), self._key)
        return ShiftValue(self.weekday, start, end if end > start else end + _DAY_MINUTES, since, until)

    def raw(self) -> list[object]:
        """What was typed."""
        return [self.weekday, self.start.raw(), self.end.raw(), self.since.raw(), self.until.raw()]

    def set_raw(self, start: object, end: object, since: object = "", until: object = "") -> None:
        """Show what was typed."""
        for field, typed in zip(self._all(), (start, end, since, until), strict=True):
            field.set_raw(typed)
        self._show_dates()
        self._explain()

    def lock(self, is_locked: bool) -> None:
        """Hours can only be read."""
        for field in self._all():
            field.set_read_only(is_locked)

    def _all(self) -> tuple[FieldTyped[Any], ...]:
        return self.start, self.end, self.since, self.until
