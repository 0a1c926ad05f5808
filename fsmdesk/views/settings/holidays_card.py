"""The holidays of a year: the calendar they come from, and where the office differs from it."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Command, Done
from fsmdesk.core.words import tr
from fsmdesk.services.promises.messages import (
    ChooseHolidayCalendar,
    HolidayCalendars,
    HolidayKind,
    HolidayRow,
    Holidays,
    HolidayYear,
    RemoveHoliday,
    SaveHoliday,
)
from fsmdesk.views.allowance import limit
from fsmdesk.views.desk import Desk
from fsmdesk.views.today import today
from fsmdesk.views.widgets.badges import Badge, Look
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.field_choice import Choice, FieldSelect
from fsmdesk.views.widgets.field_search_select import FieldSearchSelect
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldDate
from fsmdesk.views.widgets.surfaces import Card, clear_layout, hairline, paragraph, words
from fsmdesk.views.widgets.world_choices import country_choices

_NONE = "-"
_DAY_WIDTH = 190


class HolidaysCard(Card):
    """Everything here is saved at once, and can be undone."""

    def __init__(self, desk: Desk, refusal: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Holidays"), parent=parent)
        self._desk = desk
        self._refusal = refusal
        self._shown: HolidayYear | None = None
        self._year = today(desk.formats).year
        self._has_calendars = False
        about = tr("On these days the office is closed, and no promise goes on.")
        self.body.addWidget(paragraph(about, "muted", self))
        self.calendar = FieldSearchSelect("calendar", tr("Calendar"), [(_NONE, tr("None"))], self)
        self.calendar.box.activated.connect(self._choose_calendar)
        limit(self.calendar.box, refusal)
        self.body.addWidget(self.calendar)
        self._add_years()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self._add_new()

    def read(self) -> None:
        """Read the year that is shown, and once which calendars there are."""
        if not self._has_calendars:
            self._has_calendars = True
            self._desk.ask(self, HolidayCalendars(), self._offer)
        self._desk.ask(self, Holidays(year=self._year), self._show)

    def _add_years(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.earlier = IconButton("chevron-left", tr("The year before"), parent=self)
        self.later = IconButton("chevron-right", tr("The year after"), parent=self)
        self.earlier.clicked.connect(partial(self._turn, -1))
        self.later.clicked.connect(partial(self._turn, 1))
        self._year_words = words(str(self._year), "strong", self)
        for widget in (self.earlier, self._year_words, self.later):
            row.addWidget(widget)
        row.addStretch(1)
        self.body.addLayout(row)

    def _add_new(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        formats = self._desk.formats
        self.day = FieldDate("on_day", tr("A day of our own"), formats, partial(today, formats), parent=self)
        self.name = FieldText("name", tr("Why"), placeholder=tr("Works outing, stocktaking…"), parent=self)
        kinds = [(0, tr("closed")), (1, tr("open"))]
        self.kind = FieldSelect("is_open", tr("The office is"), kinds, parent=self)
        self.kind.set_value(0)
        self.add_button = KeyButton(tr("Add day"), icon_name="plus", parent=self)
        self.add_button.clicked.connect(self._add)
        row.addWidget(self.day, 2)
        row.addWidget(self.name, 4)
        row.addWidget(self.kind, 1)
        column = QVBoxLayout()
        column.addSpacing(21)  # the button stands beside the fields, not beside their labels
        column.addWidget(self.add_button)
        column.addStretch(1)
        row.addLayout(column)
        self.body.addLayout(row)
        for field in (self.day, self.name):
            field.set_read_only(bool(self._refusal))
        limit(self.kind.box, self._refusal)
        limit(self.add_button, self._refusal)

    def _offer(self, codes: tuple[str, ...]) -> None:
        names = dict(country_choices())
        choices: list[Choice] = [(code, _calendar_name(code, names)) for code in codes]
        choices.sort(key=lambda one: one[1].casefold())
        self.calendar.set_choices([(_NONE, tr("None")), *choices])
        if self._shown is not None:
            self.calendar.set_value(self._shown.calendar or _NONE)

    def _show(self, year: HolidayYear) -> None:
        if year.year != self._year:
            return
        self._shown = year
        self._year_words.setText(str(year.year))
        self.calendar.set_value(year.calendar or _NONE)
        clear_layout(self._list)
        for at, day in enumerate(year.days):
            if at:
                self._list.addWidget(hairline(self))
            self._list.addWidget(self._row(day))
        if not year.days:
            text = tr("No holidays in this year. Choose the calendar of your country above.")
            self._list.addWidget(paragraph(text, "muted", self))

    def _row(self, day: HolidayRow) -> QWidget:
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 5, 0, 5)
        across.setSpacing(10)
        formats = self._desk.formats
        when = f"{formats.weekday(day.on_day.weekday(), short=True)} {formats.date(day.on_day)}"
        label = words(when, "", row)
        label.setFixedWidth(_DAY_WIDTH)
        across.addWidget(label)
        across.addWidget(paragraph(day.name, "muted" if day.kind is HolidayKind.OPEN else "", row), 1)
        if day.kind is not HolidayKind.CALENDAR:
            is_open = day.kind is HolidayKind.OPEN
            look = Look("success", "check") if is_open else Look("warn", "ban")
            across.addWidget(Badge(tr("open") if is_open else tr("closed"), look, row))
        across.addWidget(self._button(day, row))
        return row

    def _button(self, day: HolidayRow, row: QWidget) -> QWidget:
        if day.kind is HolidayKind.CALENDAR:
            button: KeyButton | IconButton = KeyButton(tr("We are open"), "link", parent=row)
            button.setAccessibleName(tr("We are open on {name}").format(name=day.name))
            button.clicked.connect(partial(self._open_on, day))
        else:
            button = IconButton("trash-2", tr("Take {name} off the list").format(name=day.name), parent=row)
            button.clicked.connect(partial(self._remove, day))
        limit(button, self._refusal)
        return button

    def _turn(self, by: int) -> None:
        self._year += by
        self.read()

    @Slot()
    def _choose_calendar(self) -> None:
        try:
            code = str(self.calendar.read() or "")
        except RuleBroken as broken:
            self.calendar.show_error(str(broken))
            return
        if self._shown is not None:
            chosen = "" if code == _NONE else code
            self._do(ChooseHolidayCalendar(seen_version=self._shown.company_version, code=chosen))

    def _open_on(self, day: HolidayRow) -> None:
        self._do(SaveHoliday(on_day=day.on_day, name=day.name, is_open=True))

    def _remove(self, day: HolidayRow) -> None:
        self._do(RemoveHoliday(holiday_id=day.id, seen_version=day.version))

    @Slot()
    def _add(self) -> None:
        day: date | None = None
        try:
            day = self.day.value()
            name = self.name.value() or ""
        except RuleBroken as broken:
            (self.day if broken.field == self.day.key else self.name).show_error(str(broken))
            return
        if day is None:
            self.day.show_error(tr("Which day?"))
            self.day.setFocus()
            return
        command = SaveHoliday(on_day=day, name=name, is_open=bool(self.kind.read()))
        self._desk.do(self, command, self._added, self._refused, said=tr("Saved."))

    def _added(self, _done: Done[int]) -> None:
        for field in (self.day, self.name):
            field.set_value(None)
        self.day.setFocus()

    def _do(self, command: Command[Any]) -> None:
        self._desk.do(self, command, self._settled, self._refused, said=tr("Saved."))

    def _settled(self, _done: Done[Any]) -> None:
        """What is new is read when the change is heard of."""

    def _refused(self, error: Exception) -> None:
        fields = {field.key: field for field in (self.day, self.name, self.calendar)}
        if isinstance(error, RuleBroken) and error.field in fields:
            fields[error.field].show_error(str(error))
        else:
            self._desk.errors.show(error, self)
            self.read()


def _calendar_name(code: str, names: dict[int | str, str]) -> str:
    country, _, region = code.partition("-")
    name = names.get(country, country)
    return f"{name} – {region}" if region else name
