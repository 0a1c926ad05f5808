"""How many keys a call takes beyond the words themselves, counted as real events in the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import Priority
from fsmdesk.models import WorkOrder
from fsmdesk.places import places
from fsmdesk.views.intake.screen import IntakeScreen
from fsmdesk.views.main_window.window import MainWindow
from tests.services.shop import BOILER, LIBRARY, Shop
from tests.views.desks import make_desk
from tests.views.intake.conftest import Known

MOST = 12
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_MODIFIERS = {CTRL: Qt.Key.Key_Control, ALT: Qt.Key.Key_Alt}


class Keyboard:
    """Sends real key events to what has the focus, and counts each key that goes down beside the text."""

    def __init__(self) -> None:
        self.presses = 0

    def type(self, text: str) -> None:
        """Type words; they do not count."""
        QTest.keyClicks(_focus(), text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key; a modifier that is held is a press of its own."""
        self.presses += 1
        if modifier is None:
            QTest.keyClick(_focus(), key)
            return
        self.presses += 1
        QTest.keyPress(_focus(), _MODIFIERS[modifier], modifier)
        QTest.keyClick(_focus(), key, modifier)
        QTest.keyRelease(_focus(), _MODIFIERS[modifier])


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def window(qtbot: QtBot, shop: Shop, tmp_path: Path, known: Known) -> Iterator[MainWindow]:
    """The program as the dispatcher has it, at the Inbox."""
    made = MainWindow()
    qtbot.addWidget(made)
    desk = make_desk(tmp_path, shop.dispatcher, made, made)
    mine = [place for place in places() if place.id in ("inbox", "new_call", "board")]
    made.furnish(mine, lambda place: place.build(desk), desk.settings)
    made.open_first()
    made.resize(1400, 860)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    desk.tasks.drain()


def on(window: MainWindow) -> IntakeScreen:
    """The screen of the call."""
    screen = window.current_screen()
    assert isinstance(screen, IntakeScreen)
    return screen


def test_a_known_customers_call_takes_few_keys(
    qtbot: QtBot, window: MainWindow, shop: Shop, known: Known
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_N, CTRL)
    where = on(window).form.whereabouts
    keys.type("city lib")
    keys.press(Qt.Key.Key_Return)  # the customer, as soon as it is found
    qtbot.waitUntil(lambda: where.facts is not None)
    keys.type("doy")
    keys.press(Qt.Key.Key_Return)  # the caller
    qtbot.waitUntil(lambda: where.contact_id is not None)
    keys.type("SM-8841")
    keys.press(Qt.Key.Key_Tab)  # their order number
    keys.press(Qt.Key.Key_Tab)  # the machine tells the site
    keys.type("boil")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: where.machine_id is not None)
    keys.type("No heat since 06:30. Locks out on ignition.")
    keys.press(Qt.Key.Key_1, ALT)
    keys.press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: len(shop.all(WorkOrder)) == 1)
    (job,) = shop.all(WorkOrder)
    assert (job.customer_id, job.contact_id, job.purchase_order) == (LIBRARY, known.contact, "SM-8841")
    assert (job.equipment_id, job.priority, job.state) == (
        BOILER,
        Priority.CRITICAL,
        WorkOrderState.REQUESTED,
    )
    assert keys.presses <= MOST


def test_the_shortest_call_takes_fewer_still(qtbot: QtBot, window: MainWindow, shop: Shop) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_N, CTRL)
    form = on(window).form
    keys.type("hill sch")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.whereabouts.facts is not None)
    for _field in range(4):
        keys.press(Qt.Key.Key_Tab)
    keys.type("Tap drips")
    assert form.problem.read() == "Tap drips"
    keys.press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: len(shop.all(WorkOrder)) == 1)
    assert keys.presses <= 9
