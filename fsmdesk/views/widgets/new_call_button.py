"""The button with which a call is taken from a screen that is looked at all day."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.buttons import KeyButton


class NewCallButton(KeyButton):
    """Goes to the form for calls, as Ctrl+N does from everywhere."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("New call"), "primary", "phone", "Ctrl+N", parent)
        self._desk = desk
        self.clicked.connect(self._go)

    @Slot()
    def _go(self) -> None:
        self._desk.shell.go("new_call")


def offer_new_call(screen: Screen) -> None:
    """The screen's bar has the button at its end, for those who take calls."""
    if screen.desk.may(Permission.TAKE_CALLS):
        screen.top_bar.add_main(NewCallButton(screen.desk, screen.top_bar))
