"""Codes that are masked until somebody reads one, and where a site is, with real keys on a real database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.terms import CodeKind
from fsmdesk.models import Site, SiteCode
from fsmdesk.views.confirm import ConfirmDialog
from fsmdesk.views.desk import Desk
from fsmdesk.views.sites.editor import SiteScreen
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.site_codes import SiteCodesPart
from tests.services.shop import LIBRARY_SITE, Shop
from tests.views.desks import PlainShell, make_desk

SECRET = "4711#"
CTRL = Qt.KeyboardModifier.ControlModifier


def texts(widget: QWidget) -> str:
    """Every word that a person sees in the widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def focus() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(widget: QWidget, name: str) -> None:
    """The button with this name is pressed."""
    button = next(found for found in widget.findChildren(IconButton) if found.accessibleName() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def open_site(qtbot: QtBot, desk: Desk, site_id: int = LIBRARY_SITE) -> SiteScreen:
    """The page of the site, read."""
    screen = SiteScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1400, 1000)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.arrive(site_id)
    qtbot.waitUntil(lambda: screen.form.card is not None and not screen.form.is_busy())
    return screen


@pytest.fixture
def code(shop: Shop) -> int:
    """A gate code of the library."""
    return shop.add(SiteCode(site_id=LIBRARY_SITE, kind=CodeKind.GATE, label="North", code=SECRET))[0]


@pytest.fixture
def bookkeeper_desk(qtbot: QtBot, shop: Shop, tmp_path: Path) -> Iterator[Desk]:
    """The desk of somebody who has no need of codes."""
    parent = QWidget()
    qtbot.addWidget(parent)
    made = make_desk(tmp_path / "books", shop.bookkeeper, parent, PlainShell())
    yield made
    made.tasks.drain()


def test_a_code_is_masked_until_it_is_wanted(qtbot: QtBot, shop: Shop, shop_desk: Desk, code: int) -> None:
    screen = open_site(qtbot, shop_desk)
    card = screen.codes
    qtbot.waitUntil(lambda: "Gate · North" in texts(card))
    assert SECRET not in texts(card)
    press(card, "Show Gate · North")
    assert SECRET in texts(card)
    press(card, "Hide Gate · North")
    assert SECRET not in texts(card)
    press(card, "Show Gate · North")
    card.hide()
    card.show()
    assert SECRET not in texts(card)
    press(card, "Show Gate · North")
    card.hide_codes()  # as it does by itself after a while
    assert SECRET not in texts(card)


def test_a_code_is_added_and_taken_away(qtbot: QtBot, shop: Shop, shop_desk: Desk, tmp_path: Path) -> None:
    screen = open_site(qtbot, shop_desk)
    card = screen.codes
    qtbot.waitUntil(card.isVisible)
    QTest.mouseClick(card.add_button, Qt.MouseButton.LeftButton)
    card.editor.form.fields["label"].setFocus()
    QTest.keyClicks(focus(), "Garage")
    card.editor.form.fields["code"].setFocus()
    QTest.keyClicks(focus(), SECRET)
    shop_desk.drafts.flush()
    kept = "".join(path.read_text("utf-8") for path in tmp_path.rglob("*.json"))
    assert "Garage" in kept
    assert SECRET not in kept  # a draft is a file that anybody at the computer could read
    QTest.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Gate · Garage" in texts(card))
    assert [row.code for row in shop.all(SiteCode)] == [SECRET]
    press(card, "Take Gate · Garage away")
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ConfirmDialog) and w.isVisible())
    assert "gone for good" in texts(dialog)
    QTest.mouseClick(dialog.yes_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shop.all(SiteCode) == [])
    qtbot.waitUntil(lambda: "Gate · Garage" not in texts(card))


def test_who_has_no_need_sees_no_card(qtbot: QtBot, shop: Shop, bookkeeper_desk: Desk, code: int) -> None:
    screen = open_site(qtbot, bookkeeper_desk)
    bookkeeper_desk.tasks.drain()
    assert not screen.codes.isVisible()
    part = SiteCodesPart(bookkeeper_desk)
    qtbot.addWidget(part)
    part.show_site(LIBRARY_SITE)
    bookkeeper_desk.tasks.drain()
    assert part.codes == ()


def test_a_guess_is_marked_until_it_is_confirmed(qtbot: QtBot, shop: Shop, shop_desk: Desk) -> None:
    shop.add(Site(name="Next door", postcode="12207", latitude_micro=42_650_000, longitude_micro=-73_750_000))
    shop.change(Site, LIBRARY_SITE, postcode="12207")
    screen = open_site(qtbot, shop_desk)
    assert "Not on the map yet" in texts(screen.position)
    QTest.mouseClick(screen.position.guess_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "42.650000, -73.750000" in texts(screen.position))
    assert "Told by other sites in 12207" in texts(screen.position)
    assert shop.get(Site, LIBRARY_SITE).coordinates_guessed
    QTest.mouseClick(screen.position.confirm_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not shop.get(Site, LIBRARY_SITE).coordinates_guessed)
    qtbot.waitUntil(lambda: not screen.position.confirm_button.isVisible())


def test_a_link_that_is_pasted_fills_both_coordinates(qtbot: QtBot, shop: Shop, shop_desk: Desk) -> None:
    shop.change(Site, LIBRARY_SITE, latitude_micro=1, longitude_micro=1, coordinates_guessed=True)
    screen = open_site(qtbot, shop_desk)
    field = screen.form.fields["latitude_micro"]
    field.setFocus()
    edit = QApplication.focusWidget()
    assert edit is not None
    QTest.keyClick(edit, Qt.Key.Key_A, CTRL)
    QApplication.clipboard().setText("https://www.google.com/maps/@52.520008,13.404954,17z")
    QTest.keyClick(edit, Qt.Key.Key_V, CTRL)
    assert screen.form.fields["longitude_micro"].raw() == "13.404954"
    QTest.keyClick(edit, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: shop.get(Site, LIBRARY_SITE).latitude_micro == 52_520_008)
    assert not shop.get(Site, LIBRARY_SITE).coordinates_guessed
