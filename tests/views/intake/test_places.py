"""The way to both screens in the window itself."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fsmdesk.places import places
from fsmdesk.views.inbox.screen import InboxScreen
from fsmdesk.views.intake.screen import IntakeScreen
from fsmdesk.views.main_window.window import MainWindow
from tests.services.shop import Shop
from tests.views.desks import make_desk


def test_ctrl_n_takes_a_call_from_anywhere_and_esc_goes_back(
    qtbot: QtBot, shop: Shop, tmp_path: Path
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    desk = make_desk(tmp_path, shop.dispatcher, window, window)
    mine = [place for place in places() if place.id in ("inbox", "new_call")]
    window.furnish(mine, lambda place: place.build(desk), desk.settings)
    window.open_first()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert isinstance(window.current_screen(), InboxScreen)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    call = window.current_screen()
    assert isinstance(call, IntakeScreen)
    field = call.form.whereabouts.customer.picker.edit
    assert QApplication.focusWidget() is field
    offered = [spec.text for spec, _action in window.actions_offered.offered()]
    assert "New call" in offered
    QTest.keyClicks(field, "city")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert isinstance(window.current_screen(), InboxScreen)
    assert window.status_line.said() == "The call is kept as a draft."
    desk.tasks.drain()
