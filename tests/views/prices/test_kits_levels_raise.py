"""Kits, prices at levels, and raising prices, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.core.lists import ListRequest
from fsmdesk.core.terms import LineKind
from fsmdesk.services.prices.messages import (
    ItemList,
    KitPartValue,
    PriceLevels,
    SaveItem,
    SavePriceLevel,
    WholeItem,
)
from fsmdesk.views.desk import Desk
from fsmdesk.views.prices.field_level_prices import FieldLevelPrices
from fsmdesk.views.prices.field_parts import FieldParts
from fsmdesk.views.prices.levels import PriceLevelsScreen
from fsmdesk.views.prices.list_screen import PriceBookScreen
from tests.views.real_office import CONTROL, RealOffice, fill, press, settle, shell_of, shown

ENTER, SHIFT = Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sensor(office: RealOffice) -> int:
    command = SaveItem(
        code="FS2", name="Flame sensor", kind=LineKind.PART, price_minor=6450, category="Parts"
    )
    return office.do(command)


@pytest.fixture
def labour(office: RealOffice) -> int:
    return office.do(SaveItem(code="LAB", name="Labour", kind=LineKind.LABOUR, price_minor=9500, unit="h"))


def parts_of(screen: PriceBookScreen) -> FieldParts:
    field = screen.panel.form.fields["parts"]
    assert isinstance(field, FieldParts)
    return field


def pick_part(qtbot: QtBot, desk: Desk, screen: PriceBookScreen, scrap: str, quantity: str) -> None:
    picker = parts_of(screen).picker
    picker.setFocus()
    QTest.keyClicks(picker.edit, scrap)
    qtbot.waitUntil(picker.is_open)
    press(screen, ENTER)
    settle(qtbot, desk)
    edit = parts_of(screen).parts[-1].quantity.edit
    assert edit.hasFocus()
    QTest.keyClicks(edit, quantity)


@pytest.mark.usefixtures("sensor", "labour")
def test_a_kit_is_typed_by_hand(qtbot: QtBot, desk: Desk, office: RealOffice) -> None:
    screen = shown(qtbot, PriceBookScreen(desk))
    press(screen, Qt.Key.Key_N, CONTROL | SHIFT)
    fill(screen.panel.form, name="Sensor kit", code="KIT")
    pick_part(qtbot, desk, screen, "flame", "2")
    pick_part(qtbot, desk, screen, "labo", "1.5")
    price = screen.panel.form.fields["price_minor"]
    assert price.read() == 2 * 6450 + 14250
    press(screen, ENTER, CONTROL)
    settle(qtbot, desk)
    (kit,) = [row for row in office.ask(ItemList(request=ListRequest())).rows if row.is_kit]
    assert (kit.name, kit.price_minor) == ("Sensor kit", 27150)
    parts = office.ask(WholeItem(item_id=kit.id)).parts
    assert [(part.name, part.quantity_milli) for part in parts] == [("Flame sensor", 2000), ("Labour", 1500)]


def test_the_same_item_is_in_a_kit_once_and_no_kit_is(
    qtbot: QtBot, desk: Desk, office: RealOffice, sensor: int
) -> None:
    office.do(
        SaveItem(
            code="KIT", name="Kit", kind=LineKind.PART, price_minor=0, parts=(KitPartValue(sensor, 1000),)
        )
    )
    screen = shown(qtbot, PriceBookScreen(desk))
    press(screen, Qt.Key.Key_N, CONTROL | SHIFT)
    pick_part(qtbot, desk, screen, "flame", "2")
    for scrap, says in (("flame", "already"), ("kit", "hold no kits")):
        picker = parts_of(screen).picker
        picker.setFocus()
        QTest.keyClicks(picker.edit, scrap)
        qtbot.waitUntil(picker.is_open)
        press(screen, ENTER)
        settle(qtbot, desk)
        assert says in parts_of(screen).error()
    assert len(parts_of(screen).parts) == 1


def test_a_price_of_its_own_at_a_level(qtbot: QtBot, desk: Desk, office: RealOffice, sensor: int) -> None:
    level = office.do(SavePriceLevel(name="Trade", change_ppm=-100_000))
    screen = shown(qtbot, PriceBookScreen(desk), sensor)
    settle(qtbot, desk)
    field = screen.panel.form.fields["level_prices"]
    assert isinstance(field, FieldLevelPrices)
    (price,) = field.prices
    assert price.price.edit.placeholderText() == "58.05"
    price.price.setFocus()
    QTest.keyClicks(price.price.edit, "55,50")
    press(screen, ENTER, CONTROL)
    settle(qtbot, desk)
    (own,) = office.ask(WholeItem(item_id=sensor)).level_prices
    assert (own.level_id, own.own_minor) == (level, 5550)


@pytest.mark.usefixtures("sensor", "labour")
def test_prices_are_raised_after_a_look_at_each(qtbot: QtBot, desk: Desk, office: RealOffice) -> None:
    screen = shown(qtbot, PriceBookScreen(desk))
    settle(qtbot, desk)
    press(screen, Qt.Key.Key_R, CONTROL | SHIFT)
    panel = screen.raising
    assert panel.isVisible()
    assert not panel.raise_button.isEnabled()
    panel.step.set_value(50)
    QTest.keyClicks(panel.percent.edit, "3")
    qtbot.waitUntil(panel.table.isVisible)
    rows = panel.table.rows()
    found = [rows.row_at(at) for at in range(rows.rowCount())]
    assert [(row.name, row.before_minor, row.after_minor) for row in found if row is not None] == [
        ("Flame sensor", 6450, 6650),
        ("Labour", 9500, 9800),
    ]
    press(screen, ENTER, CONTROL)
    settle(qtbot, desk)
    assert not panel.isVisible()
    prices = {row.code: row.price_minor for row in office.ask(ItemList(request=ListRequest())).rows}
    assert prices == {"FS2": 6650, "LAB": 9800}
    text, undo = shell_of(desk).said[-1]
    assert text == "Changed 2 prices"
    assert undo is not None


@pytest.mark.usefixtures("labour")
def test_only_the_ticked_items_are_raised(qtbot: QtBot, desk: Desk, sensor: int) -> None:
    screen = shown(qtbot, PriceBookScreen(desk))
    settle(qtbot, desk)
    screen.table.make_current(sensor)
    screen.table.setFocus()
    press(screen, Qt.Key.Key_Space)
    press(screen, Qt.Key.Key_R, CONTROL | SHIFT)
    panel = screen.raising
    QTest.keyClicks(panel.percent.edit, "10")
    qtbot.waitUntil(panel.table.isVisible)
    assert panel.table.rows().rowCount() == 1
    panel.percent.edit.clear()
    QTest.keyClicks(panel.percent.edit, "1")
    assert not panel.raise_button.isEnabled()
    press(screen, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    settle(qtbot, desk)


def test_a_level_is_made_and_told_in_percent(qtbot: QtBot, desk: Desk, office: RealOffice) -> None:
    screen = shown(qtbot, PriceLevelsScreen(desk))
    press(screen, Qt.Key.Key_N, CONTROL | SHIFT)
    fill(screen.panel.form, name="Trade", change_ppm="-12,5")
    press(screen, ENTER, CONTROL)
    settle(qtbot, desk)
    (level,) = office.ask(PriceLevels())
    assert (level.name, level.change_ppm) == ("Trade", -125_000)
