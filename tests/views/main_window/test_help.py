"""F1 tells about the screen that is shown."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.help_panel import HelpPanel
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.main_window.window import MainWindow
from fsmdesk.views.screen import Screen
from fsmdesk.views.theme.theme import Theme, ThemeChoice
from fsmdesk.views.theme.tokens import DARK, LIGHT
from tests.views.desks import PlainOffice, make_desk


class Typing(Screen):
    """A screen with a field that has the keys, and an action of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Invoices")
        self.edit = QLineEdit(self)
        self.body.addWidget(self.edit)
        self.posted = 0
        self.left = 0
        self.add_action(ActionSpec("plain.post", "Post it", self._post, "Ctrl+Return"))
        self.add_action(ActionSpec("plain.back", "Leave", self._leave, "Esc"), in_bar=False)
        hidden = self.add_action(ActionSpec("plain.never", "Not in this state", self._post, "Ctrl+J"))
        hidden.setVisible(False)

    def arrive(self, record_id: int | None) -> None:
        self.edit.setFocus()

    def _post(self) -> None:
        self.posted += 1

    def _leave(self) -> None:
        self.left += 1


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow()
    qtbot.addWidget(made)
    desk = replace(make_desk(tmp_path, PlainOffice(), QObject(made), made), actions=made.actions_offered)
    shown = (
        Place("invoices", "Invoices", "receipt", Typing),
        Place("board", "Board", "calendar-range", lambda desk: Screen(desk, "Board")),
    )
    made.furnish(shown, lambda place: place.build(desk), desk.settings)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.go("invoices")
    yield made
    desk.tasks.drain()


def panel_of(window: MainWindow) -> HelpPanel:
    (panel,) = window.findChildren(HelpPanel)
    return panel


def typing_in(window: MainWindow) -> Typing:
    screen = window.current_screen()
    assert isinstance(screen, Typing)
    return screen


def test_f1_lists_what_can_be_done_here_and_everywhere(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    panel = panel_of(window)
    assert panel.isVisible()
    rows = dict(panel.rows())
    assert rows["Post it"] == "Ctrl ↵"
    assert rows["Open the row"] == "↵"
    assert rows["Help on this screen"] == "F1"
    assert rows["Places of the rail"] == "Ctrl 1 … 9"
    assert "Not in this state" not in rows
    assert "Go to Board" not in rows
    assert "A mistake is corrected by a credit note." in panel.text.toPlainText()
    assert panel.geometry().right() == window.stack.rect().right()


def test_esc_closes_the_help_first_and_then_leaves(window: MainWindow) -> None:
    screen = typing_in(window)
    QTest.keyClick(window, Qt.Key.Key_F1)
    panel = panel_of(window)
    assert panel.text.hasFocus()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert screen.edit.hasFocus()
    assert screen.left == 0
    QTest.keyClick(screen.edit, Qt.Key.Key_Escape)
    assert screen.left == 1


def test_f1_again_closes_it(window: MainWindow) -> None:
    for is_open in (True, False, True):
        QTest.keyClick(window, Qt.Key.Key_F1)
        assert panel_of(window).isVisible() is is_open


def test_it_follows_to_another_place_and_stays_in_front(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    window.go("board")
    panel = panel_of(window)
    assert dict(panel.rows())["Walk from visit to visit"] == "Arrows"
    assert "Post it" not in dict(panel.rows())
    assert window.stack.childAt(panel.geometry().center()) in [panel, *panel.findChildren(QObject)]
    screen = window.current_screen()
    assert screen is not None
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_links_lead_on_and_back_leads_back(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    panel = panel_of(window)
    assert not panel._back.isVisible()
    panel.text.anchorClicked.emit(QUrl("payments"))
    assert panel.shown_page() == "payments"
    assert "Money that came in" in panel.text.toPlainText()
    assert panel.accessibleName() == "Help: Payments"
    panel._show_contents()
    assert panel.shown_page() == "index"
    QTest.mouseClick(panel._back, Qt.MouseButton.LeftButton)
    QTest.keyClick(panel, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert panel.shown_page() == "invoices"
    panel.text.anchorClicked.emit(QUrl("no-such-page"))
    assert panel.shown_page() == "invoices"


def test_a_link_is_followed_by_keys(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    panel = panel_of(window)
    QTest.keyClick(panel.text, Qt.Key.Key_Tab)
    QTest.keyClick(panel.text, Qt.Key.Key_Return)
    assert panel.shown_page() == "invoice"


def test_the_guide_is_searched(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    panel = panel_of(window)
    panel.field.setFocus()
    QTest.keyClicks(panel.field, "credit hold")
    assert "Customer" in panel.text.toPlainText()
    QTest.keyClicks(panel.field, " zzz")
    assert "No page" in panel.text.toPlainText()
    panel.field.clear()
    assert "A mistake is corrected" in panel.text.toPlainText()
    QTest.keyClicks(panel.field, "dark")
    panel.text.anchorClicked.emit(QUrl("appearance"))
    assert panel.field.text() == ""
    assert panel.shown_page() == "appearance"


def test_it_follows_the_theme(window: MainWindow, qapp: QApplication) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    panel = panel_of(window)
    sheet, palette = qapp.styleSheet(), qapp.palette()
    before = Theme(qapp, ThemeChoice.LIGHT)
    assert LIGHT.link in panel.text.document().defaultStyleSheet()
    before.choose(ThemeChoice.DARK)
    assert DARK.link in panel.text.document().defaultStyleSheet()
    before.choose(ThemeChoice.LIGHT)
    before.deleteLater()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
