"""Machines: the list and the form."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fsmdesk.services.parties.messages import Equipment, SaveEquipment, SavePlace, SaveSite
from fsmdesk.views.desk import Desk
from fsmdesk.views.equipment.editor import MachineScreen
from fsmdesk.views.equipment.list_screen import EquipmentScreen
from fsmdesk.views.widgets.buttons import Chip
from fsmdesk.views.widgets.field_picker import FieldPicker
from fsmdesk.views.widgets.field_record import FieldRecord
from tests.views.real_office import (
    CONTROL,
    RealOffice,
    choose,
    click,
    field_of,
    fill,
    notices,
    press,
    settle,
    shell_of,
    shown,
    type_into,
)


@pytest.fixture
def site(office: RealOffice) -> int:
    return office.do(SaveSite(customer_id=None, name="Abbey Court"))


@pytest.fixture
def boiler(office: RealOffice, site: int) -> int:
    return office.do(
        SaveEquipment(
            site_id=site, name="Boiler 1", notes="loud", warranty_until=date(2099, 1, 1), external_id="M-1"
        )
    )


def test_a_new_machine_at_a_place_of_the_site_that_was_picked(
    qtbot: QtBot, desk: Desk, office: RealOffice, site: int
) -> None:
    cellar = office.do(SavePlace(site_id=site, name="Cellar"))
    screen = shown(qtbot, MachineScreen(desk))
    fill(screen.form, name="Pump", make="Grundfos")
    picker = field_of(screen.form, "site_id", FieldPicker)
    type_into(picker, "abbey")
    qtbot.waitUntil(lambda: [option.id for option in picker.options()] == [site])
    press(screen, Qt.Key.Key_Return)
    settle(qtbot, desk)
    choose(screen.form, "place_id", cellar)
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, desk)
    assert screen.form.record_id is not None
    stored = office.ask(Equipment(equipment_id=screen.form.record_id)).row
    assert (stored.name, stored.site_id, stored.place_id) == ("Pump", site, cellar)


def test_a_machine_needs_a_site(qtbot: QtBot, desk: Desk) -> None:
    screen = shown(qtbot, MachineScreen(desk))
    fill(screen.form, name="Pump")
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, desk)
    assert "needed" in screen.form.fields["site_id"].error()
    assert screen.form.record_id is None


def test_a_warranty_that_ends_before_it_was_installed(
    qtbot: QtBot, desk: Desk, office: RealOffice, boiler: int
) -> None:
    screen = shown(qtbot, MachineScreen(desk), boiler)
    fill(screen.form, installed_on="4/1/2026", warranty_until="3/1/2026")
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, desk)
    assert "before" in screen.form.fields["warranty_until"].error()


def test_a_save_keeps_everything_else(qtbot: QtBot, desk: Desk, office: RealOffice, boiler: int) -> None:
    screen = shown(qtbot, MachineScreen(desk), boiler)
    fill(screen.form, serial="CP6694412")
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, desk)
    stored = office.ask(Equipment(equipment_id=boiler))
    assert (stored.row.serial, stored.notes, stored.external_id) == ("CP6694412", "loud", "M-1")
    assert stored.row.warranty_until == date(2099, 1, 1)


def test_a_part_of_another_machine(
    qtbot: QtBot, desk: Desk, office: RealOffice, site: int, boiler: int
) -> None:
    burner = office.do(SaveEquipment(site_id=site, name="Burner"))
    screen = shown(qtbot, MachineScreen(desk), burner)
    choose(screen.form, "parent_id", boiler)
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, desk)
    assert office.ask(Equipment(equipment_id=burner)).parent_id == boiler
    offered = field_of(screen.form, "parent_id", FieldRecord).box
    assert offered.findData(burner) < 0


def test_archiving_a_machine(qtbot: QtBot, desk: Desk, office: RealOffice, boiler: int) -> None:
    screen = shown(qtbot, MachineScreen(desk), boiler)
    screen.archive_action.trigger()
    settle(qtbot, desk)
    assert office.ask(Equipment(equipment_id=boiler)).archived_at is not None
    assert any("archived" in text for text in notices(screen))


def test_the_list_by_warranty(qtbot: QtBot, desk: Desk, office: RealOffice, site: int, boiler: int) -> None:
    office.do(SaveEquipment(site_id=site, name="Old pump", warranty_until=date(2001, 1, 1)))
    screen = shown(qtbot, EquipmentScreen(desk))

    def names() -> list[str]:
        return [row.name for row in screen.table.rows().rows_here()]

    assert names() == ["Boiler 1", "Old pump"]
    chips = {chip.text(): chip for chip in screen.findChildren(Chip)}
    click(chips["Under warranty"])
    qtbot.waitUntil(lambda: names() == ["Boiler 1"])
    click(chips["Warranty over"])
    qtbot.waitUntil(lambda: names() == ["Old pump"])
    assert not chips["Under warranty"].isChecked()


def test_enter_opens_the_machine(qtbot: QtBot, desk: Desk, boiler: int) -> None:
    screen = shown(qtbot, EquipmentScreen(desk))
    screen.table.make_current(boiler)
    press(screen, Qt.Key.Key_Return)
    assert shell_of(desk).opened == [("equipment", boiler)]
