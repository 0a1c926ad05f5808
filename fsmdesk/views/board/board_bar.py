"""The day on top of the board: which it is, and the way to others."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Signal, Slot
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QMenu, QWidget, QWidgetAction

from fsmdesk.core.words import tr
from fsmdesk.views.actions import tip
from fsmdesk.views.board.period import ViewKind
from fsmdesk.views.widgets.buttons import IconButton, KeyButton


class DayButtons(QWidget):
    """Back, today, on, and a calendar.

    Signals:
        stepped(int): so many periods further: days, weeks or months.
        today_wanted(): back to today.
        day_chosen(date): this day.
    """

    stepped = Signal(int)
    today_wanted = Signal()
    day_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_button = IconButton("chevron-left", tr("A day back"), "[", parent=self)
        self.today_button = KeyButton(tr("Today"), keys="T", parent=self)
        self.on_button = IconButton("chevron-right", tr("A day on"), "]", parent=self)
        self.calendar_button = IconButton("calendar", tr("Go to a day"), parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(6)
        for part in (self.back_button, self.today_button, self.on_button, self.calendar_button):
            row.addWidget(part)
        self._calendar = QCalendarWidget(self)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self._menu = QMenu(self)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(self._calendar)
        self._menu.addAction(action)
        self.back_button.clicked.connect(self._step_back)
        self.on_button.clicked.connect(self._step_on)
        self.today_button.clicked.connect(self.today_wanted)
        self.calendar_button.clicked.connect(self._open_calendar)
        self._calendar.clicked.connect(self._choose)

    def show_day(self, day: date, is_today: bool, kind: ViewKind = ViewKind.DAY) -> None:
        """This day is on the board, in such a view."""
        back, on = _step_words(kind)
        for button, words, key in ((self.back_button, back, "["), (self.on_button, on, "]")):
            button.setToolTip(tip(words, key))
            button.setAccessibleName(words)
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.today_button.setEnabled(not is_today)

    @Slot()
    def _step_back(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _step_on(self) -> None:
        self.stepped.emit(1)

    @Slot()
    def _open_calendar(self) -> None:
        self._menu.popup(self.calendar_button.mapToGlobal(QPoint(0, self.calendar_button.height() + 4)))

    @Slot(QDate)
    def _choose(self, day: QDate) -> None:
        self._menu.hide()
        self.day_chosen.emit(date(day.year(), day.month(), day.day()))


def _step_words(kind: ViewKind) -> tuple[str, str]:
    """What the arrows do in a view."""
    if kind is ViewKind.THREE_DAYS:
        return tr("Three days back"), tr("Three days on")
    if kind is ViewKind.WEEK:
        return tr("A week back"), tr("A week on")
    if kind is ViewKind.MONTH:
        return tr("A month back"), tr("A month on")
    return tr("A day back"), tr("A day on")
