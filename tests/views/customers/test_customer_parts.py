"""Contacts, agreements and sites beside a customer, added and changed in place."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.services.parties.messages import Customer, SaveContact, SaveCustomer, SaveSite
from fsmdesk.views.customers.editor import CustomerScreen
from fsmdesk.views.desk import Desk
from tests.views.real_office import CONTROL, RealOffice, click, fill, press, settle, shell_of, shown


@pytest.fixture
def ridge(office: RealOffice) -> int:
    return office.do(SaveCustomer(name="Ridge Hotel"))


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, ridge: int) -> CustomerScreen:
    return shown(qtbot, CustomerScreen(desk), ridge)


def test_a_contact_is_added_by_key(
    qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int
) -> None:
    click(screen.contacts.add_button)
    editor = screen.contacts.editor
    assert editor.isVisible() and editor.form.fields["is_primary"].read() is True
    fill(editor.form, name="P. Doyle", phone="555-0142")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)
    (stored,) = office.ask(Customer(customer_id=ridge)).contacts
    assert (stored.name, stored.phone, stored.is_primary) == ("P. Doyle", "555-0142", True)
    assert [widget.line.title for widget in screen.contacts.line_widgets()] == ["P. Doyle"]
    assert not editor.isVisible()


def test_a_contact_needs_a_name(qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int) -> None:
    click(screen.contacts.add_button)
    editor = screen.contacts.editor
    fill(editor.form, phone="555-0142")
    click(editor.save_button)
    settle(qtbot, screen.desk)
    assert editor.isVisible() and "needed" in editor.form.fields["name"].error()
    assert office.ask(Customer(customer_id=ridge)).contacts == ()


def test_a_contact_is_changed_and_archived(
    qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int
) -> None:
    office.do(SaveContact(customer_id=ridge, name="P. Doyle", title="Caretaker"))
    screen.read_again()
    settle(qtbot, screen.desk)
    click(screen.contacts.line_widgets()[0].edit_button)
    settle(qtbot, screen.desk)
    fill(screen.contacts.editor.form, phone="555-0777")
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, screen.desk)
    (stored,) = office.ask(Customer(customer_id=ridge)).contacts
    assert (stored.phone, stored.title) == ("555-0777", "Caretaker")
    click(screen.contacts.line_widgets()[0].action_button)
    settle(qtbot, screen.desk)
    assert office.ask(Customer(customer_id=ridge)).contacts == ()
    assert screen.contacts.line_widgets() == []


def test_esc_closes_the_small_form_only_and_keeps_a_draft_for_this_customer(
    qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int
) -> None:
    other = office.do(SaveCustomer(name="Corner Bakery"))
    click(screen.contacts.add_button)
    fill(screen.contacts.editor.form, name="Half a na")
    press(screen, Qt.Key.Key_Escape)
    assert not screen.contacts.editor.isVisible()
    assert shell_of(screen.desk).went == []
    screen.arrive(other)
    settle(qtbot, screen.desk)
    click(screen.contacts.add_button)
    assert screen.contacts.editor.form.fields["name"].read() == ""
    screen.arrive(ridge)
    settle(qtbot, screen.desk)
    click(screen.contacts.add_button)
    assert screen.contacts.editor.form.fields["name"].read() == "Half a na"


def test_an_agreement_that_ends_before_it_starts(
    qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int
) -> None:
    click(screen.agreements.add_button)
    form = screen.agreements.editor.form
    fill(form, name="GOLD", starts_on="4/1/2026", ends_on="3/31/2026")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)
    assert "before it starts" in form.fields["ends_on"].error()
    fill(form, ends_on="3/31/2027")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)
    (stored,) = office.ask(Customer(customer_id=ridge)).agreements
    assert (stored.starts_on, stored.ends_on) == (date(2026, 4, 1), date(2027, 3, 31))
    assert stored.covers_labour and not stored.covers_parts


def test_a_site_is_added_and_opened(
    qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int
) -> None:
    click(screen.sites.add_button)
    fill(screen.sites.editor.form, name="Main building", address="14 Abbey Road", city="Dover")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)
    (stored,) = office.ask(Customer(customer_id=ridge)).sites
    assert (stored.name, stored.address, stored.city) == ("Main building", "14 Abbey Road", "Dover")
    table = screen.sites.table
    cell = table.visualRect(table.rows().index(0, 0)).center() + QPoint(4, 0)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert shell_of(screen.desk).opened == [("site", stored.id)]


def test_what_another_seat_adds_appears(
    qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int
) -> None:
    done = office.other_seat.do(SaveSite(customer_id=ridge, name="Annex"))
    screen.desk.hub.hear(done.changes)
    qtbot.waitUntil(lambda: len(screen.sites.table.rows().rows_here()) == 1)
