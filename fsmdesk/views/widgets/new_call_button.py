"""The button with which a call is taken from a screen that is looked at all day."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.buttons import KeyButton

_WIDE: Final = 1400


class NewCallButton(KeyButton):
    """Goes to the form for calls, as Ctrl+N does from everywhere; in a narrow bar the key is in its tooltip only."""

    def __init__(self, desk: Desk, bar: QWidget) -> None:
        super().__init__(tr("New call"), "primary", "phone", "Ctrl+N", bar)
        self._desk = desk
        self._bar = bar
        self.clicked.connect(self._go)
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key gives way where the bar gets narrow."""
        if watched is self._bar and event.type() == QEvent.Type.Resize:
            self.show_keys(self._bar.width() >= _WIDE)
        return super().eventFilter(watched, event)

    @Slot()
    def _go(self) -> None:
        self._desk.shell.go("new_call")


def offer_new_call(screen: Screen) -> None:
    """The screen's bar has the button at its end, for those who take calls."""
    if screen.desk.may(Permission.TAKE_CALLS):
        screen.top_bar.add_main(NewCallButton(screen.desk, screen.top_bar))
