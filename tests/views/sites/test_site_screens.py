"""Sites: the list, the form, places and machines."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fsmdesk.services.parties.messages import SaveCustomer, SavePlace, SaveSite, Site
from fsmdesk.views.desk import Desk
from fsmdesk.views.sites.editor import SiteScreen
from fsmdesk.views.sites.list_screen import SitesScreen
from fsmdesk.views.widgets.buttons import Chip
from fsmdesk.views.widgets.field_picker import FieldPicker
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
def orphan(office: RealOffice) -> int:
    return office.do(SaveSite(customer_id=None, name="Abbey Court", external_id="S-1"))


def test_a_site_without_customer_says_so_and_is_given_one(
    qtbot: QtBot, desk: Desk, office: RealOffice, orphan: int
) -> None:
    ridge = office.do(SaveCustomer(name="Ridge Hotel"))
    screen = shown(qtbot, SiteScreen(desk), orphan)
    assert any("no customer" in text for text in notices(screen))
    picker = field_of(screen.form, "customer_id", FieldPicker)
    type_into(picker, "ridge")
    qtbot.waitUntil(lambda: [option.id for option in picker.options()] == [ridge])
    press(screen, Qt.Key.Key_Return)
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, desk)
    stored = office.ask(Site(site_id=orphan))
    assert (stored.customer_id, stored.external_id) == (ridge, "S-1")
    assert not notices(screen)
    assert "Ridge Hotel" in screen.top_bar.findChildren(type(screen.top_bar._subtitle))[1].text()


def test_the_list_finds_sites_without_customer(
    qtbot: QtBot, desk: Desk, office: RealOffice, orphan: int
) -> None:
    ridge = office.do(SaveCustomer(name="Ridge Hotel"))
    office.do(SaveSite(customer_id=ridge, name="Annex"))
    screen = shown(qtbot, SitesScreen(desk))
    assert [row.name for row in screen.table.rows().rows_here()] == ["Abbey Court", "Annex"]
    click(next(chip for chip in screen.findChildren(Chip) if chip.text() == "Without customer"))
    qtbot.waitUntil(lambda: [row.name for row in screen.table.rows().rows_here()] == ["Abbey Court"])


def test_coordinates_copied_from_a_map_fill_both_fields(
    qtbot: QtBot, desk: Desk, office: RealOffice, orphan: int
) -> None:
    screen = shown(qtbot, SiteScreen(desk), orphan)
    QApplication.clipboard().setText("51.12959, -1.3089")
    screen.form.fields["latitude_micro"].setFocus()
    press(screen, Qt.Key.Key_V, CONTROL)
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, desk)
    stored = office.ask(Site(site_id=orphan))
    assert (stored.latitude_micro, stored.longitude_micro) == (51_129_590, -1_308_900)


def test_coordinates_typed_as_a_pair_are_split_on_leaving(qtbot: QtBot, desk: Desk, orphan: int) -> None:
    screen = shown(qtbot, SiteScreen(desk), orphan)
    type_into(screen.form.fields["latitude_micro"], "51.12959, -1.3089")
    press(screen, Qt.Key.Key_Return)
    assert screen.form.fields["latitude_micro"].read() == 51_129_590
    assert screen.form.fields["longitude_micro"].read() == -1_308_900
    assert not screen.form.fields["latitude_micro"].error()


@pytest.mark.parametrize(("latitude", "says"), [("91", "between"), ("north", "looks like")])
def test_a_latitude_that_is_none(
    qtbot: QtBot, desk: Desk, office: RealOffice, orphan: int, latitude: str, says: str
) -> None:
    screen = shown(qtbot, SiteScreen(desk), orphan)
    fill(screen.form, latitude_micro=latitude, longitude_micro="1.5")
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, desk)
    assert says in screen.form.fields["latitude_micro"].error()
    assert office.ask(Site(site_id=orphan)).latitude_micro is None


def test_places_grow_as_a_tree(qtbot: QtBot, desk: Desk, office: RealOffice, orphan: int) -> None:
    screen = shown(qtbot, SiteScreen(desk), orphan)
    click(screen.places.add_button)
    fill(screen.places.editor.form, name="Main building")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, desk)
    click(screen.places.line_widgets()[0].action_button)
    fill(screen.places.editor.form, name="Basement")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, desk)
    assert [place.path for place in office.ask(Site(site_id=orphan)).places] == [
        "Main building",
        "Main building › Basement",
    ]
    assert [(widget.line.title, widget.line.depth) for widget in screen.places.line_widgets()] == [
        ("Main building", 0),
        ("Basement", 1),
    ]


def test_a_place_is_renamed_and_keeps_where_it_is(
    qtbot: QtBot, desk: Desk, office: RealOffice, orphan: int
) -> None:
    house = office.do(SavePlace(site_id=orphan, name="House"))
    office.do(SavePlace(site_id=orphan, name="Celar", parent_id=house))
    screen = shown(qtbot, SiteScreen(desk), orphan)
    click(screen.places.line_widgets()[1].edit_button)
    settle(qtbot, desk)
    fill(screen.places.editor.form, name="Cellar")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, desk)
    assert [place.path for place in office.ask(Site(site_id=orphan)).places] == ["House", "House › Cellar"]


def test_a_place_can_not_be_inside_itself(qtbot: QtBot, desk: Desk, office: RealOffice, orphan: int) -> None:
    house = office.do(SavePlace(site_id=orphan, name="House"))
    cellar = office.do(SavePlace(site_id=orphan, name="Cellar", parent_id=house))
    screen = shown(qtbot, SiteScreen(desk), orphan)
    click(screen.places.line_widgets()[0].edit_button)
    settle(qtbot, desk)
    form = screen.places.editor.form
    choose(form, "parent_id", cellar)
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, desk)
    assert "inside itself" in form.fields["parent_id"].error()


def test_a_machine_is_added_and_opened(qtbot: QtBot, desk: Desk, office: RealOffice, orphan: int) -> None:
    screen = shown(qtbot, SiteScreen(desk), orphan)
    click(screen.machines.add_button)
    fill(screen.machines.editor.form, name="Boiler 1", make="Weil-McLain", serial="CP1")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, desk)
    (stored,) = office.ask(Site(site_id=orphan)).equipment
    assert (stored.name, stored.make, stored.serial) == ("Boiler 1", "Weil-McLain", "CP1")
    screen.machines.table.make_current(stored.id)
    screen.machines.table.setFocus()
    press(screen, Qt.Key.Key_Return)
    assert shell_of(desk).opened == [("equipment", stored.id)]
