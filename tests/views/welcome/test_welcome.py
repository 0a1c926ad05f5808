"""The welcome: three ways in, few questions, and what is under way."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from fsmdesk.views.tasks import Step
from fsmdesk.views.welcome.join_office import JoinOffice
from fsmdesk.views.welcome.new_shop import NewShop, ShopAnswers
from fsmdesk.views.welcome.person_picker import PersonPicker, Sitter
from fsmdesk.views.welcome.welcome import Welcome

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def welcome(qtbot: QtBot) -> Welcome:
    made = Welcome()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def typed(field: Any, text: str) -> None:
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)


def test_the_demo_is_one_click_away(welcome: Welcome, qtbot: QtBot) -> None:
    with qtbot.waitSignal(welcome.demo_wanted):
        QTest.mouseClick(welcome.first.demo, LEFT)


def test_the_demo_is_one_key_away(welcome: Welcome, qtbot: QtBot) -> None:
    welcome.first.demo.setFocus()
    with qtbot.waitSignal(welcome.demo_wanted):
        QTest.keyClick(welcome.first.demo, Qt.Key.Key_Space)


def test_ones_own_shop_needs_two_names(welcome: Welcome) -> None:
    answers: list[ShopAnswers] = []
    welcome.shop_wanted.connect(answers.append)
    QTest.mouseClick(welcome.first.shop, LEFT)
    form = welcome.currentWidget()
    assert isinstance(form, NewShop)
    form._answer()
    assert answers == []
    assert form._company.error()
    typed(form._company, "Northgate Mechanical")
    typed(form._owner, "Mara Kent")
    typed(form._currency, "eur")
    typed(form._tax_rate, "19")
    form._answer()
    (answer,) = answers
    assert (answer.company_name, answer.owner_name, answer.currency) == (
        "Northgate Mechanical",
        "Mara Kent",
        "EUR",
    )
    assert answer.tax_rate_ppm == 190_000


def test_a_currency_that_is_none_is_said_at_once(welcome: Welcome) -> None:
    QTest.mouseClick(welcome.first.shop, LEFT)
    form = welcome.currentWidget()
    assert isinstance(form, NewShop)
    typed(form._company, "A")
    typed(form._owner, "B")
    typed(form._currency, "12")
    form._answer()
    assert form._currency.error()


def test_an_office_is_joined_by_its_address(welcome: Welcome, qtbot: QtBot) -> None:
    places: list[str] = []
    welcome.join_wanted.connect(places.append)
    QTest.mouseClick(welcome.first.join, LEFT)
    form = welcome.currentWidget()
    assert isinstance(form, JoinOffice)
    form._answer()
    assert places == []
    assert form.place.error()
    typed(form.place, "postgresql://rosa@server/office")
    form._answer()
    assert places == ["postgresql://rosa@server/office"]


def test_what_is_under_way_can_be_stopped_and_leads_back(welcome: Welcome, qtbot: QtBot) -> None:
    QTest.mouseClick(welcome.first.join, LEFT)
    form = welcome.currentWidget()
    welcome.show_progress(Step(1, 10, "Making customers"))
    assert welcome.currentWidget() is not form
    stops: list[int] = []
    welcome.cancelled.connect(lambda: stops.append(1))
    assert welcome._opening is not None
    welcome._opening._card._cancel.click()
    assert stops == [1]
    welcome.show_ways()
    assert welcome.currentWidget() is form


def test_who_sits_here_is_picked_by_mouse_or_keys(qtbot: QtBot) -> None:
    picker = PersonPicker(
        "Northgate", [Sitter(1, "Mara Kent", "Owner"), Sitter(2, "Rosa Diaz", "Dispatcher")]
    )
    qtbot.addWidget(picker)
    picker.show()
    picked: list[int] = []
    picker.picked.connect(picked.append)
    buttons = list(picker.findChildren(QAbstractButton))
    QTest.mouseClick(buttons[1], LEFT)
    QTest.keyClick(buttons[0], Qt.Key.Key_Space)
    assert picked == [2, 1]
    assert buttons[0].accessibleName() == "Mara Kent, Owner"


def test_a_message_under_a_narrow_field_is_seen_whole(welcome: Welcome, qtbot: QtBot) -> None:
    welcome.resize(1440, 900)
    QTest.mouseClick(welcome.first.shop, LEFT)
    form = welcome.currentWidget()
    assert isinstance(form, NewShop)
    form._currency.show_error("Currency is 4 characters long; at most 3 fit.")
    message = form._currency._message
    qtbot.waitUntil(lambda: message.height() >= message.heightForWidth(message.width()) > 40)


def test_an_office_that_is_refused_at_once_keeps_what_was_typed(welcome: Welcome) -> None:
    QTest.mouseClick(welcome.first.join, LEFT)
    form = welcome.currentWidget()
    assert isinstance(form, JoinOffice)
    typed(form.place, "postgresql://server/nope")
    welcome.show_ways()
    assert welcome.currentWidget() is form
    assert form.place.value() == "postgresql://server/nope"


def test_a_password_is_typed_unseen_and_goes_into_the_address(welcome: Welcome) -> None:
    places: list[str] = []
    welcome.join_wanted.connect(places.append)
    welcome.ask_password("postgresql://rosa@server/office", "The server does not let you in.")
    form = welcome.currentWidget()
    assert isinstance(form, JoinOffice)
    assert form.password.edit.hasFocus()
    assert form.password.edit.echoMode() is QLineEdit.EchoMode.Password
    assert form.password.error() == "The server does not let you in."
    typed(form.password, "p@ss")
    form._answer()
    assert places == ["postgresql://rosa:p%40ss@server/office"]
