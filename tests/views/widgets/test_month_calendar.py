"""The small calendar shows whole months and is walked by keys."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fsmdesk.views.widgets.month_calendar import MonthCalendar, month_on
from tests.views.desks import FORMATS

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.fixture
def calendar(qtbot: QtBot) -> MonthCalendar:
    made = MonthCalendar(FORMATS, TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


@given(DAYS, st.integers(-30, 30))
def test_months_are_walked_without_leaving_one_out(day: date, months: int) -> None:
    there = month_on(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == day.day or (there + timedelta(days=1)).day == 1


@given(DAYS)
def test_every_day_of_the_month_is_where_it_is_drawn(qapp: QApplication, day: date) -> None:
    calendar = MonthCalendar(FORMATS, TODAY)
    days = calendar.days
    days.show_day(day)
    for number in range(28):
        shown = day.replace(day=1) + timedelta(days=number)
        middle = days.box_of(shown).center()
        assert days.day_at(middle.x(), middle.y()) == shown
    assert days.day_at(5, 5) is None  # names of weekdays are no days


def test_keys_walk_and_pick(calendar: MonthCalendar) -> None:
    picked: list[date] = []
    calendar.picked.connect(picked.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return):
        QTest.keyClick(calendar.days, key)
    assert picked == [date(2026, 12, 28)]


def test_a_click_picks(calendar: MonthCalendar) -> None:
    picked: list[date] = []
    calendar.picked.connect(picked.append)
    where = calendar.days.box_of(date(2026, 11, 3)).center().toPoint()
    QTest.mouseClick(calendar.days, Qt.MouseButton.LeftButton, pos=where)
    assert picked == [date(2026, 11, 3)]
