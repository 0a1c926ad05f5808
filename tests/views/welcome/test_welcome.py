"""The welcome: three ways in, few questions, and what is under way."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from fsmdesk.views.drafts import DraftStore
from fsmdesk.views.tasks import Step
from fsmdesk.views.welcome.join_office import JoinOffice
from fsmdesk.views.welcome.new_shop import NewShop, ShopAnswers
from fsmdesk.views.welcome.person_picker import PersonPicker, Sitter
from fsmdesk.views.welcome.welcome import Welcome
from fsmdesk.views.widgets.field_search_select import FieldSearchSelect

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def welcome(qtbot: QtBot) -> Welcome:
    made = Welcome()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def choose(field: FieldSearchSelect, text: str) -> None:
    line = field.box.lineEdit()
    assert line is not None
    line.setText(text)  # as typed, but for the list of suggestions, which is a window of its own
    line.textEdited.emit(text)
    line.editingFinished.emit()


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
    choose(form._country, "Germany")
    choose(form._currency, "eur")
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
    choose(form._currency, "12")
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
    assert picker.focusWidget() is buttons[1]  # the one that was clicked
    QTest.keyClick(buttons[1], Qt.Key.Key_Return)
    assert picked == [2, 1, 2]
    assert buttons[0].accessibleName() == "Mara Kent, Owner"


def test_the_keys_begin_at_the_first_who_may_sit_here(qtbot: QtBot) -> None:
    picker = PersonPicker("Northgate", [Sitter(1, "Mara Kent", "Owner"), Sitter(2, "Rosa Diaz", "Owner")])
    qtbot.addWidget(picker)
    with qtbot.waitActive(picker):
        picker.show()
        picker.activateWindow()
    first, second = picker.findChildren(QAbstractButton)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()


def test_a_message_under_a_narrow_field_is_seen_whole(welcome: Welcome, qtbot: QtBot) -> None:
    welcome.resize(1440, 900)
    QTest.mouseClick(welcome.first.shop, LEFT)
    form = welcome.currentWidget()
    assert isinstance(form, NewShop)
    form._currency.show_error("Currency is 4 characters long; at most 3 fit.")
    message = form._currency._message
    one_line = message.fontMetrics().height()
    qtbot.waitUntil(lambda: message.height() >= message.heightForWidth(message.width()) > one_line)


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


def shop_form(welcome: Welcome) -> NewShop:
    QTest.mouseClick(welcome.first.shop, LEFT)
    form = welcome.currentWidget()
    assert isinstance(form, NewShop)
    return form


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("Germany", ("EUR", "de_DE", "Europe/Berlin", "A4", "MwSt.", 190_000)),
        ("United States", ("USD", "en_US", "America/New_York", "Letter", "Sales tax", 0)),
        ("Switzerland", ("CHF", "de_CH", "Europe/Zurich", "A4", "MWST", 81_000)),
        ("Finland", ("EUR", "fi_FI", "Europe/Helsinki", "A4", "ALV", 255_000)),
        ("Japan", ("JPY", "ja_JP", "Asia/Tokyo", "A4", "消費税", 100_000)),
    ],
)
def test_what_is_usual_follows_the_country(
    welcome: Welcome, country: str, expected: tuple[object, ...]
) -> None:
    form = shop_form(welcome)
    choose(form._country, "Brazil")
    choose(form._country, country)
    shown = (form._currency, form._locale, form._timezone, form._paper, form._tax_name, form._tax_rate)
    assert tuple(field.read() for field in shown) == expected


def test_what_was_chosen_by_hand_follows_no_more(welcome: Welcome) -> None:
    form = shop_form(welcome)
    choose(form._country, "Germany")
    choose(form._currency, "CHF")
    typed(form._tax_rate, "7")
    choose(form._country, "Austria")
    assert form._currency.read() == "CHF"
    assert form._tax_rate.read() == 70_000
    assert (form._locale.read(), form._tax_name.read()) == ("de_AT", "USt.")


def test_enter_on_what_is_filled_in_chooses_nothing(welcome: Welcome) -> None:
    form = shop_form(welcome)
    choose(form._country, "Germany")
    for field in (form._currency, form._locale, form._timezone):
        QTest.keyClick(field.box, Qt.Key.Key_Return)
    choose(form._country, "Switzerland")
    shown = (form._currency.read(), form._locale.read(), form._timezone.read())
    assert shown == ("CHF", "de_CH", "Europe/Zurich")


def test_everything_that_is_missing_is_marked_at_once(welcome: Welcome) -> None:
    form = shop_form(welcome)
    choose(form._currency, "12")
    form._answer()
    assert [bool(field.error()) for field in (form._company, form._owner, form._currency)] == [True] * 3
    assert form._company.edit.hasFocus()


def test_what_was_typed_is_there_again_after_a_crash(qtbot: QtBot, tmp_path: Path) -> None:
    before = Welcome(DraftStore(tmp_path))
    qtbot.addWidget(before)
    before.show()
    form = shop_form(before)
    typed(form._company, "Northgate")
    choose(form._country, "Norway")
    choose(form._currency, "EUR")
    qtbot.waitUntil(lambda: any(tmp_path.iterdir()))
    after = Welcome(DraftStore(tmp_path))
    qtbot.addWidget(after)
    after.go_on()
    again = after.currentWidget()
    assert isinstance(again, NewShop)
    shown = (again._company, again._country, again._currency, again._tax_name, again._paper)
    assert [field.read() for field in shown] == ["Northgate", "NO", "EUR", "MVA", "A4"]
    choose(again._country, "Sweden")
    assert (again._currency.read(), again._tax_name.read()) == ("EUR", "Moms")


def test_a_first_start_that_nobody_began_shows_the_ways_in(qtbot: QtBot, tmp_path: Path) -> None:
    made = Welcome(DraftStore(tmp_path))
    qtbot.addWidget(made)
    made.go_on()
    assert made.currentWidget() is made.first
