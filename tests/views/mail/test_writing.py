"""A mail is written beside what it is about, and waits in the outbox."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from fsmdesk.core.terms import MailState
from fsmdesk.models import Customer, FileContent, MailAttachment, OutgoingMail
from fsmdesk.services.mail.posting import send_due
from fsmdesk.views.desk import Desk
from fsmdesk.views.mail.list_screen import OutboxScreen
from fsmdesk.views.mail.window import MailWindow
from fsmdesk.views.main_window.window import MainWindow
from tests.services.billing.making import invoice_of
from tests.services.mail.post_office import open_post_office, use_server
from tests.services.shop import LIBRARY, Shop
from tests.views.invoices.hand import open_invoice, press, settled


@pytest.fixture
def mail(qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow) -> MailWindow:
    """The mail about an invoice of the library, begun with the key."""
    shop.change(Customer, LIBRARY, email="desk@library.example")
    screen = open_invoice(qtbot, desk, window, invoice_of(shop, 10_000).id)
    window.activateWindow()
    QTest.keyClick(screen, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(MailWindow)))
    (made,) = window.findChildren(MailWindow)
    settled(qtbot, desk)
    return made


def test_an_invoice_is_mailed_with_one_key_and_ctrl_enter(
    qtbot: QtBot, shop: Shop, desk: Desk, mail: MailWindow
) -> None:
    assert mail.form.fields["recipient"].read() == "desk@library.example"
    QTest.keyClick(mail.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(shop.all(OutgoingMail)))
    settled(qtbot, desk)
    (queued,) = shop.all(OutgoingMail)
    assert queued.state is MailState.QUEUED
    with shop.reading() as work:
        content = work.session.scalar(
            select(FileContent.content).join(MailAttachment, MailAttachment.content_id == FileContent.id)
        )
    assert "City Library" in PdfReader(BytesIO(content or b"")).pages[0].extract_text()


def test_a_wrong_address_is_said_at_its_field_and_nothing_typed_is_lost(
    qtbot: QtBot, shop: Shop, desk: Desk, mail: MailWindow
) -> None:
    field = mail.form.fields["recipient"]
    control = field.focusProxy()
    assert control is not None
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(control, "the library")
    press(mail, "Send")
    settled(qtbot, desk)
    assert shop.all(OutgoingMail) == []
    assert "the library is not a mail address" in field.error()
    assert field.read() == "the library"


def test_a_file_can_be_left_out(qtbot: QtBot, shop: Shop, desk: Desk, mail: MailWindow) -> None:
    (file,) = [one for one in mail.findChildren(QPushButton) if one.text().startswith("Invoice ")]
    QTest.mouseClick(file, Qt.MouseButton.LeftButton)
    press(mail, "Send")
    qtbot.waitUntil(lambda: bool(shop.all(OutgoingMail)))
    assert shop.all(MailAttachment) == []


def test_what_failed_is_mended_and_sent_again_from_the_outbox(
    qtbot: QtBot, shop: Shop, desk: Desk, window: MainWindow, mail: MailWindow
) -> None:
    press(mail, "Send")
    qtbot.waitUntil(lambda: bool(shop.all(OutgoingMail)))
    with open_post_office() as post:
        use_server(shop, post.card)
        post.refused = {"desk@library.example": "550 No such person"}
        assert send_due(shop.owner, "").failed == 1
        window.go("outbox")
        screen = window.current_screen()
        settled(qtbot, desk)
        assert isinstance(screen, OutboxScreen)
        screen.table.setFocus()
        QTest.keyClick(screen.table, Qt.Key.Key_Home)
        QTest.keyClick(screen.table, Qt.Key.Key_Return)
        settled(qtbot, desk)
        assert screen.panel.isVisible()
        address = screen.panel.findChildren(type(mail.form.fields["recipient"]))[0]
        control = address.focusProxy()
        assert control is not None
        QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(control, "new@library.example")
        press(screen.panel, "Send again")
        settled(qtbot, desk)
        assert send_due(shop.owner, "").sent == 1
        assert post.envelopes[0].rcpt_tos == ["new@library.example"]
