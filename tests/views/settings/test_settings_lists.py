"""Taxes, people, and the theme."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.core.terms import Role, TaxCategory
from fsmdesk.services.setup.messages import People, SaveTax, TaxComponentValue, Taxes
from fsmdesk.services.technicians.messages import SaveTechnician
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.appearance import AppearanceScreen
from fsmdesk.views.settings.field_components import FieldComponents
from fsmdesk.views.settings.people import PeopleScreen
from fsmdesk.views.settings.taxes import TaxesScreen
from fsmdesk.views.theme.theme import ThemeChoice
from fsmdesk.views.widgets.field import Field
from tests.views.real_office import (
    CONTROL,
    RealOffice,
    SitDown,
    choose,
    click,
    field_of,
    fill,
    press,
    press_space,
    settle,
    shown,
    type_into,
)

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def gst(office: RealOffice) -> int:
    parts = (
        TaxComponentValue("GST", TaxCategory.STANDARD, 50_000),
        TaxComponentValue("QST", TaxCategory.STANDARD, 99_750, date(2013, 1, 1)),
    )
    return office.do(SaveTax(code="QC", name="Quebec", components=parts))


def tax(office: RealOffice, code: str) -> tuple[TaxComponentValue, ...]:
    return next(found.components for found in office.ask(Taxes(include_archived=True)) if found.code == code)


def save(qtbot: QtBot, screen: TaxesScreen | PeopleScreen) -> None:
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)


def test_a_new_tax_with_two_rates(qtbot: QtBot, desk: Desk, office: RealOffice) -> None:
    screen = shown(qtbot, TaxesScreen(desk))
    press(screen, Qt.Key.Key_N, CONTROL | SHIFT)
    form = screen.panel.form
    fill(form, name="Quebec", code="QC")
    rates = field_of(form, "components", FieldComponents)
    type_into(rates.rates[0].name, "GST")
    type_into(rates.rates[0].rate, "5")
    click(rates.add_button)
    type_into(rates.rates[1].name, "QST")
    type_into(rates.rates[1].rate, "9.975")
    type_into(rates.rates[1].since, "1/1/2013")
    assert rates.preview.lines() == ["until 12/31/2012 5% GST", "from 1/1/2013 14.975% GST 5% + QST 9.975%"]
    save(qtbot, screen)
    assert tax(office, "QC") == (
        TaxComponentValue("GST", TaxCategory.STANDARD, 50_000),
        TaxComponentValue("QST", TaxCategory.STANDARD, 99_750, date(2013, 1, 1)),
    )
    assert not screen.panel.isVisible()


def test_rates_that_can_not_be(qtbot: QtBot, desk: Desk, office: RealOffice, gst: int) -> None:
    screen = shown(qtbot, TaxesScreen(desk))
    screen.table.make_current(gst)
    press(screen, Qt.Key.Key_Return)
    settle(qtbot, desk)
    rates = field_of(screen.panel.form, "components", FieldComponents)
    type_into(rates.rates[0].rate, "150")
    save(qtbot, screen)
    assert "between 0 and 100" in rates.error()
    for rate in list(rates.rates):
        click(rate.remove_button)
    save(qtbot, screen)
    assert "at least one rate" in rates.error()
    assert len(tax(office, "QC")) == 2


def test_a_rate_is_taken_away(qtbot: QtBot, desk: Desk, office: RealOffice, gst: int) -> None:
    screen = shown(qtbot, TaxesScreen(desk))
    screen.table.make_current(gst)
    press(screen, Qt.Key.Key_Return)
    settle(qtbot, desk)
    click(field_of(screen.panel.form, "components", FieldComponents).rates[0].remove_button)
    screen.panel.form.fields["name"].setFocus()
    save(qtbot, screen)
    assert [part.name for part in tax(office, "QC")] == ["QST"]


def test_a_code_that_is_taken(qtbot: QtBot, desk: Desk, gst: int) -> None:
    screen = shown(qtbot, TaxesScreen(desk))
    screen.table.make_current(gst)
    press(screen, Qt.Key.Key_Return)
    settle(qtbot, desk)
    fill(screen.panel.form, code="S")
    save(qtbot, screen)
    assert "already" in screen.panel.form.fields["code"].error()


def test_a_person_gets_a_role_and_a_technician(qtbot: QtBot, desk: Desk, office: RealOffice) -> None:
    fay = office.do(SaveTechnician(name="Fay Lindqvist"))
    screen = shown(qtbot, PeopleScreen(desk))
    press(screen, Qt.Key.Key_N, CONTROL | SHIFT)
    form = screen.panel.form
    fill(form, name="Fay")
    role: Field[str] = form.fields["role"]
    role.set_value(Role.TECHNICIAN.value)
    role.changed.emit()
    choose(form, "technician_id", fay)
    form.fields["name"].setFocus()
    save(qtbot, screen)
    found = next(person for person in office.ask(People()) if person.name == "Fay")
    assert (found.role, found.technician_id) == (Role.TECHNICIAN, fay)


def test_the_last_owner_stays_owner(qtbot: QtBot, desk: Desk, office: RealOffice) -> None:
    mara = next(person for person in office.ask(People()) if person.role is Role.OWNER)
    screen = shown(qtbot, PeopleScreen(desk))
    screen.table.make_current(mara.id)
    press(screen, Qt.Key.Key_Return)
    settle(qtbot, desk)
    role = screen.panel.form.fields["role"]
    role.set_value(Role.DISPATCHER.value)
    role.changed.emit()
    save(qtbot, screen)
    assert "needs an owner" in role.error()


def test_somebody_who_left_is_shown_when_asked_for(qtbot: QtBot, desk: Desk, office: RealOffice) -> None:
    screen = shown(qtbot, PeopleScreen(desk))
    before = screen.table.rows().rowCount()
    person = next(row for row in screen.rows if row.role is Role.BOOKKEEPER)
    screen.table.make_current(person.id)
    press(screen, Qt.Key.Key_Return)
    settle(qtbot, desk)
    press_space(screen.panel.form.fields["is_archived"])
    save(qtbot, screen)
    qtbot.waitUntil(lambda: screen.table.rows().rowCount() == before - 1)
    click(screen._archived)
    qtbot.waitUntil(lambda: screen.table.rows().rowCount() == before)


def test_who_may_not_edit_is_told_why(qtbot: QtBot, sit_down: SitDown) -> None:
    screen = shown(qtbot, TaxesScreen(sit_down(Role.DISPATCHER)))
    screen.panel.open(1, "")
    settle(qtbot, screen.desk)
    assert not screen.panel.editor.save_button.isEnabled()
    assert "company and taxes" in screen.panel.editor.save_button.toolTip()
    assert not field_of(screen.panel.form, "components", FieldComponents).add_button.isEnabled()


@pytest.mark.parametrize("choice", list(ThemeChoice))
def test_a_theme_is_chosen_by_key(qtbot: QtBot, desk: Desk, choice: ThemeChoice) -> None:
    screen = shown(qtbot, AppearanceScreen(desk))
    chosen: list[str] = []

    def remember(name: str) -> ActionSpec:
        return ActionSpec(f"theme.{name}", name, lambda: chosen.append(name))

    for each in ThemeChoice:
        desk.actions.add(screen, remember(each.value))
    screen.tiles[choice].setFocus()
    QTest.keyClick(screen.tiles[choice], Qt.Key.Key_Space)
    assert chosen == [choice.value]
