"""The switch between the two lists of one place: customers and their sites."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import Segments


class PartySegments(Segments):
    """Shows where one is; the other segment goes there."""

    def __init__(self, desk: Desk, here: str, parent: QWidget) -> None:
        choices = (("customers", tr("Customers")), ("sites", tr("Sites")))
        super().__init__(choices, tr("Customers or sites"), parent)
        self._desk = desk
        self._here = here
        self.choose(here)
        self.chosen.connect(self._go)

    @Slot(str)
    def _go(self, place: str) -> None:
        if place != self._here:
            self.choose(self._here)  # the screen is kept, and is still this list when one comes back
            self._desk.shell.go(place)
