"""The left rail: one button for each place."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.main_window.place_button import PlaceButton
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.widgets.mark import Mark
from fsmdesk.views.widgets.surfaces import Surface, clear_layout

RAIL_WIDTH = 80


class Rail(Surface):
    """Signals:
    place_chosen(str): the id of the place that the person wants to see.
    """

    place_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rail", parent)
        self.setFixedWidth(RAIL_WIDTH)
        self.setAccessibleName(tr("Places"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 12, 6, 10)
        self._column.setSpacing(4)
        self._column.addWidget(Mark(parent=self), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(8)
        self._buttons: dict[str, PlaceButton] = {}

    def show_places(self, places: Sequence[Place]) -> None:
        """Show these places, those for the foot at the bottom, in place of others."""
        clear_layout(self._column, keep_first=2)
        self._buttons.clear()
        shown = [place for place in places if place.in_rail]
        keys = {place.id: f"Ctrl+{at}" for at, place in enumerate(shown, 1) if at <= 9}
        for place in shown:
            if not place.at_foot:
                self._column.addWidget(self._button(place, keys.get(place.id, "")))
        self._column.addStretch(1)
        for place in shown:
            if place.at_foot:
                self._column.addWidget(self._button(place, keys.get(place.id, "")))

    def light(self, place_id: str) -> None:
        """Show where the person is."""
        for key, button in self._buttons.items():
            button.setChecked(key == place_id)

    def show_counts(self, counts: Mapping[str, str]) -> None:
        """Beside these places stands how much waits there; an empty text is no number."""
        for place_id, count in counts.items():
            if place_id in self._buttons:
                self._buttons[place_id].show_count(count)

    def _button(self, place: Place, keys: str) -> PlaceButton:
        button = PlaceButton(place, keys, self)
        button.clicked.connect(self._choose)
        self._buttons[place.id] = button
        return button

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, PlaceButton):
            place_id = str(button.property("place"))
            button.setChecked(True)
            self.place_chosen.emit(place_id)
