"""The page of the board's rules, with real keys and clicks on a real office."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.placement import Rule, Severity
from fsmdesk.models import Company, PlacementWeight, TravelSpeed
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.board_rules import BoardRulesScreen
from fsmdesk.views.settings.field_speeds import FieldSpeeds, SpeedRow
from fsmdesk.views.widgets.buttons import Chip
from fsmdesk.views.widgets.field_choice import FieldChoice
from fsmdesk.views.widgets.field_typed import FieldPercent
from tests.services.shop import Shop
from tests.views.desks import PlainShell, make_desk
from tests.views.settings.test_promise_screens import retype, shown

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def owner_desk(qtbot: QtBot, shop: Shop, tmp_path: Path) -> Iterator[Desk]:
    """The owner's desk."""
    parent = QWidget()
    qtbot.addWidget(parent)
    made = make_desk(tmp_path, shop.owner, parent, PlainShell())
    yield made
    made.tasks.drain()


def _screen(qtbot: QtBot, desk: Desk) -> BoardRulesScreen:
    screen = BoardRulesScreen(desk)
    shown(qtbot, screen)
    screen.arrive(None)
    qtbot.waitUntil(lambda: screen.form.card is not None)
    return screen


def _chip(screen: BoardRulesScreen, rule: Rule, severity: Severity) -> Chip:
    field = screen.form.fields[rule.value]
    assert isinstance(field, FieldChoice)
    return next(chip for chip in field.findChildren(Chip) if chip.text() == severity.label)


def test_a_rule_is_weighed_and_travel_booked(qtbot: QtBot, shop: Shop, owner_desk: Desk) -> None:
    screen = _screen(qtbot, owner_desk)
    assert _chip(screen, Rule.SKILL, Severity.ASK_WHY).isChecked()
    QTest.mouseClick(_chip(screen, Rule.SKILL, Severity.BLOCK), Qt.MouseButton.LeftButton)
    booked = screen.form.fields["guards_travel"]
    QTest.keyClick(booked.focusProxy() or booked, Qt.Key.Key_Space)
    detour = screen.form.fields["detour_ppm"]
    assert isinstance(detour, FieldPercent)
    retype(detour.edit, "50")
    QTest.keyClick(detour.edit, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: shop.all(PlacementWeight) != [])
    [weight] = shop.all(PlacementWeight)
    assert (weight.rule, weight.severity) == (Rule.SKILL, Severity.BLOCK)
    company = shop.get(Company, 1)
    assert (company.guards_travel, company.travel_detour_ppm) == (True, 1_500_000)


def test_speeds_are_typed_and_removed(qtbot: QtBot, shop: Shop, owner_desk: Desk) -> None:
    screen = _screen(qtbot, owner_desk)
    field = screen.form.fields["speeds"]
    assert isinstance(field, FieldSpeeds)
    for start, speed in (("7", "25"), ("9:30", "45")):
        QTest.mouseClick(field.add_button, Qt.MouseButton.LeftButton)
        row = field.rows[-1]
        assert isinstance(row, SpeedRow)
        retype(row.start.edit, start)
        retype(row.speed.edit, speed)
    QTest.keyClick(field.add_button, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: len(shop.all(TravelSpeed)) == 2)
    assert [(row.start_minute, row.kilometres_per_hour) for row in shop.all(TravelSpeed)] == [
        (420, 25),
        (570, 45),
    ]
    qtbot.waitUntil(lambda: not screen.form.is_busy())
    QTest.mouseClick(field.rows[0].remove_button, Qt.MouseButton.LeftButton)
    [left] = field.rows
    assert isinstance(left, SpeedRow)
    QTest.keyClick(left.start.edit, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: len(shop.all(TravelSpeed)) == 1)


def test_who_may_not_change_them_can_read_them(
    qtbot: QtBot, shop: Shop, tmp_path: Path, owner_desk: Desk
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    desk = make_desk(tmp_path / "dispatcher", shop.dispatcher, parent, PlainShell())
    screen = _screen(qtbot, desk)
    assert not screen.save_action.isEnabled()
    chip = _chip(screen, Rule.SKILL, Severity.BLOCK)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert not chip.isChecked()
    assert all(button.accessibleName() for button in screen.findChildren(QPushButton))
    desk.tasks.drain()
