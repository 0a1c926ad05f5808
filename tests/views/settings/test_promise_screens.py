"""Hours, holidays and service levels, with real keys on a real database."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.terms import Priority
from fsmdesk.models import BusinessHours, Company, Holiday, ServiceLevel
from fsmdesk.views.customers.levels_card import CustomerLevelsCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.hours import HoursScreen
from fsmdesk.views.settings.service_levels import ServiceLevelsScreen
from fsmdesk.views.today import today
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.field_levels import FieldLevels
from fsmdesk.views.widgets.field_shifts import FieldShifts
from tests.services.shop import SCHOOL, Shop
from tests.views.desks import FORMATS, PlainShell, make_desk

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def owner_desk(qtbot: QtBot, shop: Shop, tmp_path: Path) -> Iterator[Desk]:
    """The owner's desk."""
    parent = QWidget()
    qtbot.addWidget(parent)
    made = make_desk(tmp_path, shop.owner, parent, PlainShell())
    yield made
    made.tasks.drain()


def shown(qtbot: QtBot, widget: QWidget) -> None:
    """The widget is a window in front."""
    qtbot.addWidget(widget)
    widget.resize(1300, 860)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def texts(widget: QWidget) -> str:
    """Every word that a person sees in the widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def retype(edit: QWidget, text: str) -> None:
    """Type this in place of what is there."""
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(edit, text)


@pytest.fixture
def hours(qtbot: QtBot, shop: Shop, owner_desk: Desk) -> HoursScreen:
    """The screen of hours and holidays, read."""
    shop.change(Company, 1, holiday_calendar="DE-BY")
    screen = HoursScreen(owner_desk)
    shown(qtbot, screen)
    screen.arrive(None)
    qtbot.waitUntil(lambda: "Epiphany" in texts(screen.holidays) or "Heilige Drei" in texts(screen.holidays))
    qtbot.waitUntil(lambda: not screen.form.is_busy())
    return screen


def test_the_week_is_typed_and_saved(hours: HoursScreen, shop: Shop, qtbot: QtBot) -> None:
    week = hours.form.fields["hours"]
    assert isinstance(week, FieldShifts)
    monday = week.hours[0][0]
    retype(monday.start.edit, "8")
    retype(monday.end.edit, "16:30")
    QTest.keyClick(monday.end.edit, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: len(shop.all(BusinessHours)) == 1)
    (stored,) = shop.all(BusinessHours)
    assert (stored.weekday, stored.start_minute, stored.end_minute) == (0, 480, 990)


def test_a_day_of_our_own_is_added_and_taken_off(hours: HoursScreen, shop: Shop, qtbot: QtBot) -> None:
    card = hours.holidays
    QTest.mouseClick(card.add_button, Qt.MouseButton.LeftButton)
    assert card.day.error() == "Which day?"
    day = date(today(FORMATS).year, 7, 15)
    retype(card.day.edit, FORMATS.date(day))
    retype(card.name.edit, "Works outing")
    QTest.mouseClick(card.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Works outing" in texts(card))
    (stored,) = shop.all(Holiday)
    assert (stored.on_day, stored.is_open) == (day, False)
    off = next(b for b in card.findChildren(IconButton) if "Works outing" in b.accessibleName())
    QTest.mouseClick(off, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Works outing" not in texts(card))
    assert shop.all(Holiday) == []


def test_the_office_can_be_open_on_a_holiday(hours: HoursScreen, shop: Shop, qtbot: QtBot) -> None:
    button = next(b for b in hours.holidays.findChildren(KeyButton) if b.text() == "We are open")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(shop.all(Holiday)) == 1)
    assert shop.all(Holiday)[0].is_open


def test_another_year_and_another_calendar(hours: HoursScreen, shop: Shop, qtbot: QtBot) -> None:
    card = hours.holidays
    QTest.mouseClick(card.later, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: str(today(FORMATS).year + 1) in texts(card))
    qtbot.waitUntil(lambda: card.calendar.box.findData("US") >= 0)
    card.calendar.set_value("US")
    card.calendar.box.activated.emit(0)
    qtbot.waitUntil(lambda: "Thanksgiving" in texts(card))
    assert shop.get(Company, 1).holiday_calendar == "US"


def test_levels_are_typed_as_lengths(qtbot: QtBot, shop: Shop, owner_desk: Desk) -> None:
    screen = ServiceLevelsScreen(owner_desk)
    shown(qtbot, screen)
    screen.arrive(None)
    qtbot.waitUntil(lambda: not screen.form.is_busy() and screen.form.card is not None)
    field = screen.form.fields["levels"]
    assert isinstance(field, FieldLevels)
    row = field.rows[Priority.HIGH]
    retype(row.respond.edit, "4h")
    retype(row.finish.edit, "2h")
    QTest.keyClick(row.finish.edit, Qt.Key.Key_S, CTRL)
    assert "nobody can be done before being on site" in field.error()
    retype(row.finish.edit, "2 h 30")
    retype(row.respond.edit, "1:30")
    QTest.keyClick(row.finish.edit, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: len(shop.all(ServiceLevel)) == 1)
    (stored,) = shop.all(ServiceLevel)
    assert (stored.priority, stored.respond_minutes, stored.finish_minutes) == (Priority.HIGH, 90, 150)
    assert row.respond.edit.accessibleName() == "2 High: on site within"


def test_a_customer_has_its_own(qtbot: QtBot, shop: Shop, owner_desk: Desk) -> None:
    shop.add(ServiceLevel(priority=Priority.HIGH, respond_minutes=240))
    card = CustomerLevelsCard(owner_desk)
    shown(qtbot, card)
    card.show_customer(SCHOOL)
    qtbot.waitUntil(lambda: "2 High: on site within 4 h" in texts(card))
    assert "as for everybody" in texts(card)
    QTest.mouseClick(card.edit_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not card.editor.form.is_busy() and card.editor.form.card is not None)
    field = card.editor.form.fields["levels"]
    assert isinstance(field, FieldLevels)
    row = field.rows[Priority.HIGH]
    assert row.respond.edit.placeholderText() == "4 h"
    retype(row.respond.edit, "-")
    QTest.mouseClick(card.editor.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2 High: nothing promised" in texts(card))
    assert "own" in texts(card)
    assert {row.customer_id for row in shop.all(ServiceLevel)} == {None, SCHOOL}


def test_who_may_not_change_them_reads_them(qtbot: QtBot, shop: Shop, shop_desk: Desk) -> None:
    for screen in (HoursScreen(shop_desk), ServiceLevelsScreen(shop_desk)):
        shown(qtbot, screen)
        screen.arrive(None)
        qtbot.waitUntil(lambda screen=screen: not screen.form.is_busy())  # type: ignore[misc]
        assert not screen.save_action.isEnabled()
        assert "dispatcher" in screen.save_action.toolTip()
