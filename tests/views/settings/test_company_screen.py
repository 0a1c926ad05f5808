"""The shop's own data."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fsmdesk.core.terms import PaperSize, Role
from fsmdesk.services.setup.messages import Company, EditDocuments
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.company import CompanyScreen
from fsmdesk.views.settings.company_form import CompanyForm
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.settings_nav import SettingsNav
from tests.support.pictures import png
from tests.views.real_office import (
    CONTROL,
    RealOffice,
    SitDown,
    click,
    field_of,
    fill,
    press,
    press_space,
    settle,
    shell_of,
    shown,
)

# The list of suggestions is a window of its own.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


LOGO = png()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> CompanyScreen:
    return shown(qtbot, CompanyScreen(desk))


def save(qtbot: QtBot, screen: CompanyScreen) -> None:
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, screen.desk)


def test_the_shop_is_changed_by_key(qtbot: QtBot, screen: CompanyScreen, office: RealOffice) -> None:
    assert not screen.form.is_dirty()
    fill(screen.form, name="Whitcombe & Daughter", payment_days="14", day_end_minute="0:00")
    press_space(screen.form.fields["paper"])
    save(qtbot, screen)
    stored = office.ask(Company())
    assert (stored.name, stored.payment_days, stored.day_end_minute) == ("Whitcombe & Daughter", 14, 1440)
    assert (stored.paper, stored.currency, stored.timezone) == (PaperSize.A4, "USD", "UTC")
    assert not screen.form.is_dirty()


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("credit_note_prefix", "{year}-", "another prefix"),
        ("invoice_prefix", "R1", "end with a digit"),
        ("number_digits", "13", "1 to 12"),
        ("timezone", "Europe/Atlantis", "not on the list"),
        ("currency", "Dollars", "not on the list"),
        ("name", "", "needed"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    qtbot: QtBot, screen: CompanyScreen, office: RealOffice, key: str, typed: str, says: str
) -> None:
    fill(screen.form, **{key: typed})
    save(qtbot, screen)
    assert says in screen.form.fields[key].error()
    assert office.ask(Company()).version == 1


def test_zone_and_currency_are_found_by_typing(
    qtbot: QtBot, screen: CompanyScreen, office: RealOffice
) -> None:
    fill(screen.form, timezone="europe/berlin", currency="eur")
    save(qtbot, screen)
    stored = office.ask(Company())
    assert (stored.timezone, stored.currency) == ("Europe/Berlin", "EUR")


def test_the_numbers_are_shown_as_they_will_be(screen: CompanyScreen) -> None:
    fill(screen.form, invoice_prefix="RE-", number_digits="4")
    assert isinstance(screen.form, CompanyForm)
    assert "RE-0001" in screen.form.example.text()


def test_the_logo_is_set_with_the_documents_and_stays_as_it_is(
    qtbot: QtBot, screen: CompanyScreen, office: RealOffice
) -> None:
    office.do(EditDocuments(seen_version=1, colour="", texts=(), logo=LOGO))
    screen.read_again()
    settle(qtbot, screen.desk)
    fill(screen.form, phone="555-0100")
    save(qtbot, screen)
    assert (office.ask(Company()).phone, office.ask(Company()).logo) == ("555-0100", LOGO)
    link = next(each for each in screen.form.findChildren(KeyButton) if "Logo" in each.text())
    click(link)
    assert shell_of(screen.desk).went == [("documents", None)]


def test_who_may_not_change_the_shop_reads_it(qtbot: QtBot, sit_down: SitDown, office: RealOffice) -> None:
    screen = shown(qtbot, CompanyScreen(sit_down(Role.DISPATCHER)))
    assert screen.form.fields["name"].read() == "Whitcombe Heating"
    assert field_of(screen.form, "name", FieldText).edit.isReadOnly()
    assert not screen.save_action.isEnabled() and "dispatcher" in screen.save_action.toolTip()


def test_the_other_settings_are_one_click_away(screen: CompanyScreen) -> None:
    nav = screen.findChild(SettingsNav)
    assert isinstance(nav, SettingsNav)
    click(nav.buttons["taxes"])
    assert shell_of(screen.desk).went == [("taxes", None)]
    assert nav.buttons["settings"].isChecked() and not nav.buttons["taxes"].isChecked()
