"""The screen for calls in the small shop, with hands on its keys."""

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.models import Contact, Equipment, Place, Site
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.screen import IntakeScreen
from fsmdesk.views.intake.whereabouts import Whereabouts
from tests.services.shop import LIBRARY, LIBRARY_SITE, Shop


@dataclass(frozen=True)
class Known:
    """Ids of what the library has beside the small shop's records."""

    contact: int
    annex: int
    basement: int
    pump: int


@pytest.fixture
def known(shop: Shop) -> Known:
    """The library with a contact, a second site, a place, and a machine at each site."""
    (contact,) = shop.add(Contact(customer_id=LIBRARY, name="P. Doyle", phone="555 0142"))
    (annex,) = shop.add(
        Site(customer_id=LIBRARY, name="Annex", address="3 Side St", access_notes="Ring twice.")
    )
    (basement,) = shop.add(Place(site_id=LIBRARY_SITE, name="Basement"))
    (pump,) = shop.add(Equipment(site_id=annex, name="Pump", serial="P-9", warranty_until=date(2099, 4, 4)))
    return Known(contact, annex, basement, pump)


class Hands:
    """Types and presses where the focus is, as a person does."""

    def __init__(self, qtbot: QtBot, screen: IntakeScreen) -> None:
        self.qtbot = qtbot
        self.screen = screen

    @property
    def where(self) -> Whereabouts:
        """The fields for customer, site and machine."""
        return self.screen.form.whereabouts

    def focus(self) -> QWidget:
        """What has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def type(self, text: str) -> None:
        """Type the text."""
        QTest.keyClicks(self.focus(), text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(self.focus(), key, modifier)

    def enter(self) -> None:
        """Press Enter, and wait until it has led on."""
        was = self.focus()
        self.press(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not was)

    def chosen(self) -> tuple[int | None, int | None]:
        """The machine and the site that are picked."""
        return self.where.machine_id, self.where.site_id

    def pick_library(self) -> None:
        """The library calls, and what is known of it is there."""
        self.type("city lib")
        self.enter()
        self.qtbot.waitUntil(lambda: self.where.facts is not None)


def open_screen(qtbot: QtBot, desk: Desk) -> IntakeScreen:
    """The screen as it is when somebody comes to it."""
    screen = IntakeScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1400, 860)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.arrive(None)
    return screen


@pytest.fixture
def hands(qtbot: QtBot, shop_desk: Desk, known: Known) -> Hands:
    """Somebody at the empty form."""
    return Hands(qtbot, open_screen(qtbot, shop_desk))
