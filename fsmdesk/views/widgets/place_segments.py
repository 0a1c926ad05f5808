"""The switch between the lists of one place, such as invoices and payments."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import Segments


class PlaceSegments(Segments):
    """`choices` are places with their names. Shows where one is; another segment goes there."""

    def __init__(
        self, desk: Desk, choices: Sequence[tuple[str, str]], name: str, here: str, parent: QWidget
    ) -> None:
        super().__init__(choices, name, parent)
        self._desk = desk
        self._here = here
        self.choose(here)
        self.chosen.connect(self._go)

    @Slot(str)
    def _go(self, place: str) -> None:
        if place != self._here:
            self.choose(self._here)  # the screen is kept, and is still this list when one comes back
            self._desk.shell.go(place)
