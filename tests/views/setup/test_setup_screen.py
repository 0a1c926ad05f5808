"""A new shop is set up step by step; steps are skipped, left and taken up again, and nothing typed is lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from fsmdesk.core.lists import ListRequest
from fsmdesk.core.terms import Role
from fsmdesk.services.parties.messages import CustomerList, SaveCustomer
from fsmdesk.services.prices.messages import ItemList
from fsmdesk.services.setup.messages import BusinessHours, Company, SetupProgress, SetupStep
from fsmdesk.services.technicians.messages import Technicians
from fsmdesk.views.desk import Desk
from fsmdesk.views.drafts import DraftStore
from fsmdesk.views.main_window.getting_started import GettingStarted
from fsmdesk.views.person_settings import PersonSettings
from fsmdesk.views.setup.quick_page import QuickPage
from fsmdesk.views.setup.ready_page import ReadyPage
from fsmdesk.views.setup.screen import SetupScreen
from tests.views.real_office import CONTROL, RealOffice, SitDown, click, fill, press, settle, shell_of, shown

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> SetupScreen:
    return shown(qtbot, SetupScreen(desk))


def go_on(qtbot: QtBot, screen: SetupScreen) -> None:
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)


def skip(qtbot: QtBot, screen: SetupScreen) -> None:
    press(screen, Qt.Key.Key_S, ALT)
    settle(qtbot, screen.desk)


def quick(screen: SetupScreen) -> QuickPage:
    assert isinstance(screen._shown, QuickPage)
    return screen._shown


def test_a_whole_shop_by_keys(qtbot: QtBot, screen: SetupScreen, office: RealOffice) -> None:
    assert screen.shown_step() is SetupStep.COMPANY
    page = screen._pages[SetupStep.COMPANY]
    fill(page.form, address="12 Mill Lane", city="Bath", phone="555 0100")
    go_on(qtbot, screen)
    assert screen.shown_step() is SetupStep.HOURS
    go_on(qtbot, screen)
    assert len(office.ask(BusinessHours())) == 5
    fill(quick(screen).form, name="Fay Lindqvist", phone="555 0111")
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, screen.desk)
    fill(quick(screen).form, name="Ben Okafor")
    go_on(qtbot, screen)
    assert screen.shown_step() is SetupStep.PRICES
    fill(quick(screen).form, name="An hour of work", code="HOUR", price_minor="92.50")
    go_on(qtbot, screen)
    fill(quick(screen).form, name="City Library", city="Bath")
    go_on(qtbot, screen)
    assert isinstance(screen._shown, ReadyPage)
    company = office.ask(Company())
    assert (company.address, company.city, company.name) == ("12 Mill Lane", "Bath", "Whitcombe Heating")
    technicians = office.ask(Technicians())
    assert {one.name for one in technicians} == {"Fay Lindqvist", "Ben Okafor"}
    assert all(len(one.shifts) == 5 for one in technicians)
    assert [row.price_minor for row in office.ask(ItemList(request=ListRequest())).rows] == [9250]
    assert [row.name for row in office.ask(CustomerList(request=ListRequest())).rows] == ["City Library"]
    assert office.ask(SetupProgress()).to_do == ()
    assert screen.nav.progress.text() == "5 of 5 done"


def test_every_step_can_be_skipped_and_is_offered_again(
    qtbot: QtBot, screen: SetupScreen, office: RealOffice
) -> None:
    for step in SetupStep:
        assert screen.shown_step() is step
        skip(qtbot, screen)
    assert isinstance(screen._shown, ReadyPage)
    assert office.ask(SetupProgress()).left == set(SetupStep)
    again = next(one for one in screen._shown.findChildren(QPushButton) if one.text() == "Price book")
    click(again)
    settle(qtbot, screen.desk)
    assert screen.shown_step() is SetupStep.PRICES
    assert screen.nav.buttons[SetupStep.HOURS].accessibleName() == "Business hours, left for later"


def test_what_is_missing_is_said_and_the_step_stays(qtbot: QtBot, screen: SetupScreen) -> None:
    click(screen.nav.buttons[SetupStep.PRICES])
    settle(qtbot, screen.desk)
    fill(quick(screen).form, name="An hour of work")
    go_on(qtbot, screen)
    assert screen.shown_step() is SetupStep.PRICES
    errors = [key for key, field in quick(screen).form.fields.items() if field.error()]
    assert errors == ["code", "price_minor"]


def test_after_a_crash_it_is_where_it_was(
    qtbot: QtBot, screen: SetupScreen, desk: Desk, tmp_path: Path
) -> None:
    click(screen.nav.buttons[SetupStep.CUSTOMERS])
    settle(qtbot, desk)
    fill(quick(screen).form, name="City Libr", phone="555 01")
    drafts = tmp_path / "drafts"
    qtbot.waitUntil(lambda: any("setup-customer" in path.name for path in drafts.glob("*.json")))
    screen.hide()
    # Nothing of the first one is asked to put anything away.
    killed = replace(
        desk,
        drafts=DraftStore(drafts, desk.hub),
        settings=PersonSettings(tmp_path / "settings.json", desk.hub),
    )
    again = shown(qtbot, SetupScreen(killed))
    assert again.shown_step() is SetupStep.CUSTOMERS
    assert quick(again).form.fields["name"].read() == "City Libr"
    assert quick(again).form.fields["phone"].read() == "555 01"


def test_records_from_a_file_are_one_click_away(qtbot: QtBot, screen: SetupScreen, desk: Desk) -> None:
    for step, kind in ((SetupStep.PRICES, "items"), (SetupStep.CUSTOMERS, "customers")):
        click(screen.nav.buttons[step])
        settle(qtbot, desk)
        click(quick(screen).import_button)
        assert shell_of(desk).went[-1] == ("import", None)
        assert desk.settings.text("import.kind") == kind


def test_what_another_seat_adds_is_seen(
    qtbot: QtBot, screen: SetupScreen, desk: Desk, office: RealOffice
) -> None:
    click(screen.nav.buttons[SetupStep.CUSTOMERS])
    settle(qtbot, desk)
    done = office.other_seat.do(SaveCustomer(name="Harbour Dental"))
    desk.hub.hear(done.changes)
    qtbot.waitUntil(
        lambda: "Harbour Dental" in [label.text() for label in quick(screen).findChildren(QLabel)]
    )
    settle(qtbot, desk)
    assert screen.nav.progress.text() == "1 of 5 done"


@pytest.fixture
def strip(qtbot: QtBot, desk: Desk) -> GettingStarted:
    made = GettingStarted(desk)
    qtbot.addWidget(made)
    made.resize(1200, 60)
    made.read()
    settle(qtbot, desk)
    return made


def test_the_strip_shows_what_is_left_and_leads_there(
    qtbot: QtBot, strip: GettingStarted, desk: Desk, office: RealOffice
) -> None:
    assert strip.isVisible()
    desk.hub.hear(office.other_seat.do(SaveCustomer(name="Harbour Dental")).changes)
    qtbot.waitUntil(lambda: strip.progress.text() == "1 of 5 done")
    assert not strip.buttons[SetupStep.CUSTOMERS].isVisible()
    with qtbot.waitSignal(strip.step_chosen):
        click(strip.buttons[SetupStep.PRICES])
    assert desk.settings.text("setup.step") == "prices"
    strip.stand_over(False)
    assert not strip.isVisible()


def test_the_strip_is_dismissed_for_good_and_comes_back_by_undo(
    qtbot: QtBot, strip: GettingStarted, desk: Desk, office: RealOffice
) -> None:
    QTest.mouseClick(strip.dismiss, Qt.MouseButton.LeftButton)
    settle(qtbot, desk)
    assert not strip.isVisible()
    assert office.ask(SetupProgress()).is_dismissed
    undo = shell_of(desk).said[-1][1]
    assert undo is not None
    undo()
    settle(qtbot, desk)
    assert strip.isVisible()


def test_who_may_not_set_up_reads_no_strip(qtbot: QtBot, sit_down: SitDown) -> None:
    rosa = sit_down(Role.DISPATCHER)
    made = GettingStarted(rosa)
    qtbot.addWidget(made)
    made.read()
    settle(qtbot, rosa)
    made.dismiss.click()
    settle(qtbot, rosa)
    assert not rosa.office.ask(SetupProgress()).is_dismissed
