"""Chooses a week: back, forth, and the one of today."""

from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.today import today
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.surfaces import words

_WEEK = timedelta(days=7)


class WeekPicker(QWidget):
    """Signals:
    changed(): another week is chosen.
    """

    changed = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        day = today(formats)
        self._monday = day - timedelta(days=day.weekday())
        self.back_button = IconButton("chevron-left", tr("The week before"), parent=self)
        self.forth_button = IconButton("chevron-right", tr("The week after"), parent=self)
        self.today_button = KeyButton(tr("This week"), "quiet", parent=self)
        self._words = words("", "strong", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.back_button, self._words, self.forth_button, self.today_button):
            row.addWidget(widget)
        self.back_button.clicked.connect(self.go_back)
        self.forth_button.clicked.connect(self.go_forth)
        self.today_button.clicked.connect(self.go_to_today)
        self._show()

    def monday(self) -> date:
        """The Monday of the week that is chosen."""
        return self._monday

    def text(self) -> str:
        """The week in words."""
        return self._words.text()

    @Slot()
    def go_back(self) -> None:
        """The week before."""
        self._go(self._monday - _WEEK)

    @Slot()
    def go_forth(self) -> None:
        """The week after; weeks that are still to come have nothing in them."""
        if self.forth_button.isEnabled():
            self._go(self._monday + _WEEK)

    @Slot()
    def go_to_today(self) -> None:
        """The week of today."""
        self._go(self._this_monday())

    def _go(self, monday: date) -> None:
        if monday != self._monday:
            self._monday = monday
            self._show()
            self.changed.emit()

    def _this_monday(self) -> date:
        day = today(self._formats)
        return day - timedelta(days=day.weekday())

    def _show(self) -> None:
        last = self._monday + timedelta(days=6)
        text = tr("{first} to {last}")
        self._words.setText(
            text.format(first=self._formats.date(self._monday), last=self._formats.date(last))
        )
        is_now = self._monday >= self._this_monday()
        self.forth_button.setEnabled(not is_now)
        self.today_button.setEnabled(not is_now)
