"""The price book with its panel, and who may see and change what."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fsmdesk.core.lists import ListRequest
from fsmdesk.core.terms import LineKind, Role
from fsmdesk.services.prices.messages import Item, ItemList, SaveItem
from fsmdesk.views.desk import Desk
from fsmdesk.views.prices.list_screen import PriceBookScreen
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field_text import FieldText
from tests.views.real_office import (
    CONTROL,
    RealOffice,
    SitDown,
    field_of,
    fill,
    press,
    press_space,
    settle,
    shown,
)

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sensor(office: RealOffice) -> int:
    return office.do(
        SaveItem(code="88-FS2", name="Flame sensor", kind=LineKind.PART, price_minor=6450, cost_minor=2810)
    )


def test_a_new_item_by_key(qtbot: QtBot, desk: Desk, office: RealOffice) -> None:
    screen = shown(qtbot, PriceBookScreen(desk))
    press(screen, Qt.Key.Key_N, CONTROL | SHIFT)
    form = screen.panel.form
    assert form.fields["kind"].read() == "part"
    fill(form, name="Labour", code="LAB", price_minor="95", unit="h", cost_minor="41.50")
    press_space(form.fields["kind"])
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, desk)
    (row,) = office.ask(ItemList(request=ListRequest())).rows
    assert (row.code, row.price_minor, row.cost_minor, row.unit) == ("LAB", 9500, 4150, "h")
    assert row.kind is LineKind.LABOUR


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("code", "LAB", "already"),
        ("price_minor", "-5", "negative"),
        ("price_minor", "cheap", "not a number"),
        ("price_minor", "1.005", "decimals"),
        ("cost_minor", "-1", "negative"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    qtbot: QtBot, desk: Desk, office: RealOffice, sensor: int, key: str, typed: str, says: str
) -> None:
    office.do(SaveItem(code="LAB", name="Labour", kind=LineKind.LABOUR, price_minor=9500))
    screen = shown(qtbot, PriceBookScreen(desk), sensor)
    fill(screen.panel.form, **{key: typed})
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, desk)
    assert says in screen.panel.form.fields[key].error()
    assert screen.panel.isVisible()
    assert office.ask(Item(item_id=sensor)).price_minor == 6450


def test_the_panel_follows_the_current_row(qtbot: QtBot, desk: Desk, office: RealOffice, sensor: int) -> None:
    valve = office.do(SaveItem(code="GV", name="Gas valve", kind=LineKind.PART, price_minor=41000))
    screen = shown(qtbot, PriceBookScreen(desk), sensor)
    screen.table.setFocus()
    screen.table.make_current(valve)
    settle(qtbot, desk)
    assert screen.panel.form.fields["code"].read() == "GV"
    assert screen.table.hasFocus()


def test_what_an_item_costs_can_be_forgotten(
    qtbot: QtBot, desk: Desk, office: RealOffice, sensor: int
) -> None:
    screen = shown(qtbot, PriceBookScreen(desk), sensor)
    fill(screen.panel.form, cost_minor="")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, desk)
    assert office.ask(Item(item_id=sensor)).cost_minor is None


def test_another_seat_changed_the_price_meanwhile(
    qtbot: QtBot, desk: Desk, office: RealOffice, sensor: int
) -> None:
    screen = shown(qtbot, PriceBookScreen(desk), sensor)
    fill(screen.panel.form, name="Flame sensor 88")
    office.do(
        SaveItem(
            item_id=sensor,
            seen_version=1,
            code="88-FS2",
            name="Flame sensor",
            kind=LineKind.PART,
            price_minor=7000,
        )
    )
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, desk)
    stored = office.ask(Item(item_id=sensor))
    assert (stored.name, stored.price_minor, stored.cost_minor) == ("Flame sensor 88", 7000, 2810)


def test_a_dispatcher_reads_prices_but_neither_costs_nor_changes(
    qtbot: QtBot, sit_down: SitDown, office: RealOffice, sensor: int
) -> None:
    screen = shown(qtbot, PriceBookScreen(sit_down(Role.DISPATCHER)), sensor)
    assert "cost_minor" not in screen.panel.form.fields
    assert "cost_minor" not in [column.key for column in screen.table.rows().columns()]
    assert field_of(screen.panel.form, "name", FieldText).edit.isReadOnly()
    save = screen.panel.editor.save_button
    assert not save.isEnabled() and "dispatcher" in save.toolTip()
    new = next(button for button in screen.findChildren(KeyButton) if button.text() == "New item")
    assert not new.isEnabled() and "price book" in new.toolTip()
    screen.table.setFocus()
    screen.table.make_current(sensor)
    press(screen, Qt.Key.Key_Delete)
    settle(qtbot, screen.desk)
    assert not office.ask(Item(item_id=sensor)).is_archived
