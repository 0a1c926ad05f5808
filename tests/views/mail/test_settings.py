"""The account and the words are typed, tried against a real server, and saved as one piece."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from fsmdesk.core.terms import MailSecurity, MessageEvent
from fsmdesk.services.mail.messages import MailSettings
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.window import MainWindow
from fsmdesk.views.settings import mail as mail_settings
from fsmdesk.views.settings.mail import MailScreen
from tests.services.mail.post_office import open_post_office
from tests.services.shop import Shop
from tests.views.invoices.hand import press, settled


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """The passwords that a keyring would hold."""
    held: dict[tuple[str, str], str] = {}

    def keep(host: str, username: str, password: str) -> bool:
        held[host, username] = password
        return True

    monkeypatch.setattr(mail_settings, "keep_mail_password", keep)
    monkeypatch.setattr(mail_settings, "mail_password", lambda host, name: held.get((host, name), ""))
    return held


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, window: MainWindow, kept: dict[tuple[str, str], str]) -> MailScreen:
    """The owner's, read."""
    window.go("mail")
    made = window.current_screen()
    settled(qtbot, desk)
    assert isinstance(made, MailScreen)
    window.activateWindow()
    return made


def type_into(screen: MailScreen, key: str, text: str) -> None:
    """The field says this and nothing else."""
    field = screen.mail.fields[key]
    control = field.focusProxy()
    assert control is not None
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(control, text)


def test_an_account_is_tried_before_it_is_saved(
    qtbot: QtBot, shop: Shop, desk: Desk, screen: MailScreen
) -> None:
    with open_post_office() as post:
        type_into(screen, "port", str(post.card.port))
        press(screen, "Try it")
        settled(qtbot, desk)
        (told,) = [notice for notice in screen.mail.banners.notices() if notice.key == "trial"]
        assert "Mail can go out" in told.text
    press(screen, "Try it")
    settled(qtbot, desk)
    (told,) = [notice for notice in screen.mail.banners.notices() if notice.key == "trial"]
    assert "does not answer" in told.text
    assert shop.owner.ask(MailSettings()).server.port == 9


def test_trying_by_keys_keeps_the_focus_where_it_was(
    qtbot: QtBot, shop: Shop, desk: Desk, screen: MailScreen
) -> None:
    screen.mail.try_button.setFocus()
    QTest.keyClick(screen.mail.try_button, Qt.Key.Key_Space)
    QTest.keyClick(screen.mail.try_button, Qt.Key.Key_Space)  # not twice at a time
    settled(qtbot, desk)
    assert [notice.key for notice in screen.mail.banners.notices()] == ["trial"]
    assert screen.mail.try_button.hasFocus()


def test_account_and_words_are_saved_as_one_piece_and_the_password_stays_here(
    qtbot: QtBot, shop: Shop, desk: Desk, screen: MailScreen, kept: dict[tuple[str, str], str]
) -> None:
    type_into(screen, "host", "smtp.example.com")
    type_into(screen, "username", "rosa")
    type_into(screen, "on_the_way_subject", "{technician} comes")
    screen.mail.password.edit.setFocus()
    QTest.keyClicks(screen.mail.password.edit, "secret")
    assert screen.mail.password.edit.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClick(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, desk)
    saved = shop.owner.ask(MailSettings())
    assert (saved.server.host, saved.server.username) == ("smtp.example.com", "rosa")
    assert saved.server.security is MailSecurity.NONE
    words = next(text for text in saved.texts if text.event is MessageEvent.ON_THE_WAY)
    assert (words.subject, words.version) == ("{technician} comes", 1)
    qtbot.waitUntil(lambda: kept == {("smtp.example.com", "rosa"): "secret"})
    qtbot.waitUntil(lambda: screen.mail.password.edit.text() == "")
    qtbot.waitUntil(lambda: screen.preview.subject.text() == "Ana Ruiz comes")


def test_an_unknown_field_is_said_on_its_page(
    qtbot: QtBot, shop: Shop, desk: Desk, screen: MailScreen
) -> None:
    type_into(screen, "moved_subject", "At {thyme}")
    QTest.keyClick(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, desk)
    assert screen.mail.chosen is MessageEvent.MOVED
    assert "There is no field {thyme} here" in screen.mail.fields["moved_subject"].error()
    assert screen.mail.is_dirty()
