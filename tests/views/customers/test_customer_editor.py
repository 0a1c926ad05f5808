"""One customer: typed by key, saved as one piece, merged with what another seat does."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fsmdesk.core.lists import ListRequest
from fsmdesk.services.intake.messages import TakeCall
from fsmdesk.services.parties.messages import Customer, CustomerList, SaveCustomer, SaveSite
from fsmdesk.views.customers.editor import CustomerScreen
from fsmdesk.views.desk import Desk
from tests.views.real_office import (
    CONTROL,
    RealOffice,
    fill,
    notices,
    press,
    press_space,
    settle,
    shell_of,
    shown,
    type_into,
)


@pytest.fixture
def ridge(office: RealOffice) -> int:
    return office.do(
        SaveCustomer(name="Ridge Hotel", city="Dover", phone="555-0141", payment_days=14, external_id="C-7")
    )


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, ridge: int) -> CustomerScreen:
    return shown(qtbot, CustomerScreen(desk), ridge)


def test_a_new_customer_is_typed_and_saved_by_key(qtbot: QtBot, desk: Desk, office: RealOffice) -> None:
    screen = shown(qtbot, CustomerScreen(desk))
    assert not screen.contacts.isVisible() and screen.save_action.isEnabled()
    fill(screen.form, name="شركة الخليج", payment_days="14", email="a@b.example")
    press_space(screen.form.fields["tax_exempt"])
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, desk)
    stored = office.ask(Customer(customer_id=1))
    assert (stored.name, stored.payment_days, stored.tax_exempt) == ("شركة الخليج", 14, True)
    assert screen.contacts.isVisible() and screen.top_bar.title() == "شركة الخليج"
    assert not screen.form.is_dirty()


def test_what_is_stored_is_shown_and_not_lost_by_a_save(
    qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int
) -> None:
    assert not screen.save_action.isEnabled()
    fill(screen.form, city="Deal")
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, screen.desk)
    stored = office.ask(Customer(customer_id=ridge))
    assert (stored.city, stored.phone, stored.external_id, stored.payment_days) == (
        "Deal",
        "555-0141",
        "C-7",
        14,
    )


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("name", "", "needed"),
        ("payment_days", "4000", "3,650"),
        ("payment_days", "soon", "whole number"),
        ("external_id", "C-1", "Another customer"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int, key: str, typed: str, says: str
) -> None:
    office.do(SaveCustomer(name="Corner Bakery", external_id="C-1"))
    type_into(screen.form.fields[key], typed)
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, screen.desk)
    assert says in screen.form.fields[key].error()
    assert office.ask(Customer(customer_id=ridge)).version == 1


def test_another_seat_and_this_one_change_different_fields(
    qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int
) -> None:
    fill(screen.form, city="Deal")
    theirs = SaveCustomer(
        customer_id=ridge,
        seen_version=1,
        name="Ridge Hotel",
        city="Dover",
        phone="555-0999",
        external_id="C-7",
    )
    office.do(theirs)
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, screen.desk)
    stored = office.ask(Customer(customer_id=ridge))
    assert (stored.city, stored.phone) == ("Deal", "555-0999")
    assert screen.form.conflict.isVisible()


def test_both_changed_the_same_field_and_one_is_chosen(
    qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int
) -> None:
    fill(screen.form, city="Deal")
    office.do(SaveCustomer(customer_id=ridge, seen_version=1, name="Ridge Hotel", city="Ashford"))
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, screen.desk)
    assert screen.form.conflict.undecided() == ["city"]
    assert office.ask(Customer(customer_id=ridge)).city == "Ashford"


def test_archiving_and_bringing_back(
    qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int
) -> None:
    screen.archive_action.trigger()
    settle(qtbot, screen.desk)
    assert office.ask(Customer(customer_id=ridge)).archived_at is not None
    assert any("archived" in text for text in notices(screen))
    said, undo = shell_of(screen.desk).said[-1]
    assert said == "Ridge Hotel is archived." and undo is not None
    assert screen.archive_action.text() == "Bring back"
    screen.archive_action.trigger()
    settle(qtbot, screen.desk)
    assert office.ask(Customer(customer_id=ridge)).archived_at is None
    assert not notices(screen)


def test_a_customer_with_open_jobs_is_not_archived(
    qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int
) -> None:
    site = office.do(SaveSite(customer_id=ridge, name="Main building"))
    office.do(TakeCall(title="No heat", customer_id=ridge, site_id=site))
    screen.archive_action.trigger()
    settle(qtbot, screen.desk)
    assert any("open jobs" in text for text in notices(screen))
    assert office.ask(Customer(customer_id=ridge)).archived_at is None


def test_jobs_of_the_customer_open_their_work_order(
    qtbot: QtBot, desk: Desk, office: RealOffice, ridge: int
) -> None:
    site = office.do(SaveSite(customer_id=ridge, name="Main building"))
    job = office.do(TakeCall(title="No heat", customer_id=ridge, site_id=site))
    screen = shown(qtbot, CustomerScreen(desk), ridge)
    table = screen.jobs.table
    table.make_current(job)
    table.setFocus()
    press(screen, Qt.Key.Key_Return)
    assert shell_of(desk).opened == [("work_order", job)]


def test_what_was_typed_comes_back_after_leaving(
    qtbot: QtBot, screen: CustomerScreen, office: RealOffice, ridge: int
) -> None:
    other = office.do(SaveCustomer(name="Corner Bakery"))
    fill(screen.form, city="Deal")
    assert screen.depart()
    screen.arrive(other)
    settle(qtbot, screen.desk)
    assert screen.form.fields["city"].read() == ""
    screen.arrive(ridge)
    settle(qtbot, screen.desk)
    assert screen.form.fields["city"].read() == "Deal" and screen.form.is_dirty()


def test_nothing_is_stored_by_looking(qtbot: QtBot, screen: CustomerScreen, office: RealOffice) -> None:
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, screen.desk)
    rows = office.ask(CustomerList(request=ListRequest())).rows
    assert [row.version for row in rows] == [1]
