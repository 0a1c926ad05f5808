"""The row of filters above a list: chips that are on or off, and columns to choose."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.lists import ListFilter
from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import Chip, KeyButton
from fsmdesk.views.widgets.passing_menu import PassingMenu
from fsmdesk.views.widgets.table_columns import Column


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A filter that a chip turns on or off. Of chips with the same `group` only one is on."""

    id: str
    text: str
    condition: ListFilter
    group: str = ""
    is_on: bool = False


class FilterBar(QWidget):
    """Signals:
    changed(): other filters are on.
    columns_changed(list): keys of the columns that should be shown.
    """

    changed = Signal()
    columns_changed = Signal(list)

    def __init__(
        self, chips: Sequence[FilterChip], columns: Sequence[Column], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._specs = {spec.id: spec for spec in chips}
        self._chips: dict[str, Chip] = {}
        self._columns = tuple(columns)
        self._shown: list[str] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._row = row
        for spec in chips:
            chip = Chip(spec.text, parent=self)
            chip.setChecked(spec.is_on)
            chip.setProperty("filter", spec.id)
            chip.clicked.connect(self._toggle)
            self._chips[spec.id] = chip
            row.addWidget(chip)
        row.addStretch(1)
        self._menu_button = KeyButton(tr("Columns"), "quiet", "columns-3", parent=self)
        self._menu_button.clicked.connect(self._open_menu)
        row.addWidget(self._menu_button)

    def add_left(self, widget: QWidget) -> None:
        """Put a further control behind the chips."""
        self._row.insertWidget(len(self._chips), widget)

    def conditions(self) -> tuple[ListFilter, ...]:
        """The filters that are on."""
        return tuple(self._specs[key].condition for key in self.on())

    def on(self) -> list[str]:
        """Ids of the chips that are on."""
        return [key for key, chip in self._chips.items() if chip.isChecked()]

    def turn_on(self, ids: Sequence[str]) -> None:
        """Exactly these chips are on; ids that are not known are passed over."""
        for key, chip in self._chips.items():
            chip.setChecked(key in ids)

    def show_columns(self, keys: Sequence[str]) -> None:
        """These columns are checked in the menu."""
        self._shown = list(keys)

    @Slot()
    def _toggle(self) -> None:
        chip = self.sender()
        if not isinstance(chip, Chip):
            return
        spec = self._specs[str(chip.property("filter"))]
        if spec.group and chip.isChecked():
            for key, other in self._chips.items():
                if other is not chip and self._specs[key].group == spec.group:
                    other.setChecked(False)
        self.changed.emit()

    @Slot()
    def _open_menu(self) -> None:
        menu = PassingMenu(self)
        for column in self._columns:
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.key in self._shown)
            action.setData(column.key)
            action.toggled.connect(self._choose_columns)
        self._menu = menu
        menu.show_at(self._menu_button.mapToGlobal(self._menu_button.rect().bottomLeft()))

    @Slot()
    def _choose_columns(self) -> None:
        keys = [str(action.data()) for action in self._menu.actions() if action.isChecked()]
        if keys:
            self._shown = keys
            self.columns_changed.emit(keys)
