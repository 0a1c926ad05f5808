"""Fields that are typed as text and mean a number, a day or a length of time, in the person's locale."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.times import instant_at, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_text import CHECK_AFTER_MS, LineEdit
from fsmdesk.views.widgets.month_calendar import MonthCalendar

V = TypeVar("V")


class FieldTyped(Field[V]):
    """Typed in words or figures; written in its proper form when the person leaves it."""

    def __init__(
        self,
        key: str,
        label: str,
        parse: Callable[[str], V],
        write: Callable[[V], str],
        *,
        is_required: bool = False,
        at_right: bool = True,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(key, label, is_required=is_required, parent=parent)
        self._parse = parse
        self._write = write
        self.edit = LineEdit(self)
        self.edit.setFont(number_font())
        self.edit.setPlaceholderText(placeholder)
        if at_right:
            self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.hold(self.edit)
        self._check_timer = QTimer(self)
        self._check_timer.setSingleShot(True)
        self._check_timer.setInterval(CHECK_AFTER_MS)
        self._check_timer.timeout.connect(self.check)
        self.edit.textEdited.connect(self._edited)
        self.edit.editingFinished.connect(self._write_properly)

    def read(self) -> V | None:
        """The value that the text means."""
        text = self.edit.text().strip()
        return self._parse(text) if text else None

    def set_value(self, value: V | None) -> None:
        """Show this value in its proper form."""
        self.edit.setText(self.shown(value))
        self.clear_error()

    def raw(self) -> object:
        """What was typed."""
        return self.edit.text()

    def set_raw(self, raw: object) -> None:
        """Show what was typed."""
        self.edit.setText(str(raw))

    def shown(self, value: V | None) -> str:
        """The value in its proper form."""
        return "" if value is None else self._write(value)

    def set_read_only(self, is_read_only: bool) -> None:
        """The value can still be selected and copied."""
        self.edit.setReadOnly(is_read_only)

    @Slot()
    def _edited(self) -> None:
        self._check_timer.start()
        self._tell_changed()

    @Slot()
    def _write_properly(self) -> None:
        self.check()
        if not self.error():
            self.edit.setText(self.shown(self.read()))


class FieldMoney(FieldTyped[int]):
    """An amount in minor units."""

    def __init__(
        self,
        key: str,
        label: str,
        formats: Formats,
        *,
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        def parse(text: str) -> int:
            return formats.parse_money(text, key)

        super().__init__(key, label, parse, formats.money, is_required=is_required, parent=parent)


class FieldQuantity(FieldTyped[int]):
    """A quantity in thousandths."""

    def __init__(
        self,
        key: str,
        label: str,
        formats: Formats,
        *,
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        def parse(text: str) -> int:
            return formats.parse_quantity(text, key)

        super().__init__(key, label, parse, formats.quantity, is_required=is_required, parent=parent)


class FieldPercent(FieldTyped[int]):
    """A rate in millionths, typed as percent."""

    def __init__(
        self,
        key: str,
        label: str,
        formats: Formats,
        *,
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        def parse(text: str) -> int:
            return formats.parse_percent(text, key)

        super().__init__(key, label, parse, formats.percent, is_required=is_required, parent=parent)


class FieldNumber(FieldTyped[int]):
    """A whole number, from `least` to `most`; one that counts nothing, such as a port, is not `grouped`."""

    def __init__(
        self,
        key: str,
        label: str,
        formats: Formats,
        *,
        least: int = 0,
        most: int = 999_999_999,
        grouped: bool = True,
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        write = formats.count if grouped else str

        def parse(text: str) -> int:
            says = tr("{label} is a whole number from {least} to {most}.")
            broken = RuleBroken(says.format(label=label, least=write(least), most=write(most)), key)
            try:
                milli = formats.parse_quantity(text, key)
            except RuleBroken:
                raise broken from None  # what it says of numbers with decimals would mislead
            if milli % 1000 or not least <= milli // 1000 <= most:
                raise broken
            return milli // 1000

        super().__init__(key, label, parse, write, is_required=is_required, parent=parent)


class FieldDuration(FieldTyped[int]):
    """A length of time in minutes, such as `1 h 30`."""

    def __init__(
        self,
        key: str,
        label: str,
        formats: Formats,
        *,
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        def parse(text: str) -> int:
            return formats.parse_duration(text, key)

        super().__init__(
            key, label, parse, formats.duration, is_required=is_required, at_right=False, parent=parent
        )


class FieldTime(FieldTyped[int]):
    """Wall time in minutes after midnight."""

    def __init__(
        self,
        key: str,
        label: str,
        formats: Formats,
        *,
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        def parse(text: str) -> int:
            return formats.parse_time(text, key)

        super().__init__(
            key, label, parse, formats.minute, is_required=is_required, at_right=False, parent=parent
        )


class FieldDate(FieldTyped[date]):
    """A day, typed or chosen from a calendar."""

    def __init__(
        self,
        key: str,
        label: str,
        formats: Formats,
        today: Callable[[], date],
        *,
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        def parse(text: str) -> date:
            return formats.parse_date(text, today(), key)

        super().__init__(
            key, label, parse, formats.date, is_required=is_required, at_right=False, parent=parent
        )
        self._picker = _CalendarPicker(self.edit, formats, self._chosen, self._start_day, today)
        self._today = today

    def _start_day(self) -> date:
        try:
            return self.read() or self._today()
        except RuleBroken:
            return self._today()

    def _chosen(self, day: date) -> None:
        self.set_value(day)
        self._tell_changed()


class FieldDateTime(Field[datetime]):
    """A day and a wall time in the shop's zone; the value is an instant.

    It gives back exactly what it was given, seconds included, until another minute is typed.
    """

    _given: datetime | None = None

    def __init__(
        self,
        key: str,
        label: str,
        formats: Formats,
        today: Callable[[], date],
        *,
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(key, label, is_required=is_required, parent=parent)
        self._formats = formats
        self._today = today
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.day_edit = LineEdit(box)
        self.time_edit = LineEdit(box)
        for edit in (self.day_edit, self.time_edit):
            edit.setFont(number_font())
            edit.textEdited.connect(self._tell_changed)
            edit.editingFinished.connect(self._write_properly)
        self.time_edit.setPlaceholderText(formats.minute(9 * 60))
        row.addWidget(self.day_edit, 3)
        row.addWidget(self.time_edit, 2)
        self.hold(box, self.day_edit, self.time_edit)
        self.time_edit.setAccessibleName(tr("{label}: time").format(label=label))
        self._picker = _CalendarPicker(self.day_edit, formats, self._chosen, today, today)

    def read(self) -> datetime | None:
        """The instant that day and time mean in the shop's zone."""
        day_text, time_text = self.day_edit.text().strip(), self.time_edit.text().strip()
        if not day_text and not time_text:
            return None
        day = self._formats.parse_date(day_text, self._today(), self.key) if day_text else self._today()
        if not time_text:
            raise RuleBroken(tr("{label} needs a time as well.").format(label=self.label), self.key)
        minute = self._formats.parse_time(time_text, self.key)
        if self._given is not None and wall_minute(self._given, self._formats.zone) == (day, minute):
            return self._given
        return instant_at(day, minute, self._formats.zone)

    def set_value(self, value: datetime | None) -> None:
        """Show this instant."""
        self._given = value
        self._write(value)
        self.clear_error()

    def _write(self, value: datetime | None) -> None:
        day, minute = wall_minute(value, self._formats.zone) if value is not None else (None, None)
        self.day_edit.setText(self._formats.date(day) if day is not None else "")
        self.time_edit.setText(self._formats.minute(minute) if minute is not None else "")

    def raw(self) -> object:
        """What was typed: day and time."""
        return [self.day_edit.text(), self.time_edit.text()]

    def set_raw(self, raw: object) -> None:
        """Show what was typed."""
        if isinstance(raw, list) and len(raw) == 2:
            self.day_edit.setText(str(raw[0]))
            self.time_edit.setText(str(raw[1]))

    def shown(self, value: datetime | None) -> str:
        """Day and time in words."""
        return "" if value is None else self._formats.instant(value)

    def _chosen(self, day: date) -> None:
        self.day_edit.setText(self._formats.date(day))
        self._tell_changed()
        self.time_edit.setFocus()

    @Slot()
    def _write_properly(self) -> None:
        try:
            found = self.read()
        except RuleBroken as broken:
            if self.time_edit.text().strip():  # one half may still be on its way
                self._call_unreadable(str(broken))
        else:
            self._write(found)
            self._call_readable()


class _CalendarPicker(QWidget):
    """A small calendar that opens from the end of a field."""

    def __init__(
        self,
        edit: QLineEdit,
        formats: Formats,
        chosen: Callable[[date], None],
        start: Callable[[], date],
        today: Callable[[], date],
    ) -> None:
        super().__init__(edit)
        self._today = today
        self.hide()
        self._edit = edit
        self._formats = formats
        self._chosen = chosen
        self._start = start
        action = edit.addAction(icon("calendar", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip(tr("Choose a day"))
        action.triggered.connect(self._open)

    @Slot()
    def _open(self) -> None:
        self._menu = QMenu(self._edit)
        calendar = MonthCalendar(self._formats, self._today(), self._menu)
        calendar.show_day(self._start())
        calendar.picked.connect(self._pick)
        holder = QWidgetAction(self._menu)
        holder.setDefaultWidget(calendar)
        self._menu.addAction(holder)
        self._menu.popup(self._edit.mapToGlobal(QPoint(0, self._edit.height() + 2)))
        calendar.setFocus()

    @Slot(object)
    def _pick(self, day: date) -> None:
        self._menu.close()
        self._chosen(day)
