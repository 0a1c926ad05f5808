"""The row above a list: the view, chips that are on or off, filters on columns, groups, columns to choose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.lists import ListFilter
from fsmdesk.core.words import tr
from fsmdesk.views.today import today
from fsmdesk.views.widgets.buttons import Chip, KeyButton
from fsmdesk.views.widgets.column_filter import ColumnFilter
from fsmdesk.views.widgets.filter_popup import FilterPopup
from fsmdesk.views.widgets.filter_tag import FilterTag
from fsmdesk.views.widgets.flow_layout import FlowLayout
from fsmdesk.views.widgets.passing_menu import PassingMenu
from fsmdesk.views.widgets.table_columns import Column

_CHIP_TOP = 3  # chips are lower than the buttons beside them


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
    group_chosen(str): the key of the column to group by, empty for none.
    folds_wanted(bool): show or hide the rows of all groups.
    """

    changed = Signal()
    columns_changed = Signal(list)
    group_chosen = Signal(str)
    folds_wanted = Signal(bool)

    def __init__(
        self,
        chips: Sequence[FilterChip],
        columns: Sequence[Column],
        formats: Formats,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._specs = {spec.id: spec for spec in chips}
        self._chips: dict[str, Chip] = {}
        self._columns = {column.key: column for column in columns}
        self._formats = formats
        self._filters: dict[str, ColumnFilter] = {}
        self._tags: list[FilterTag] = []
        self._shown: list[str] = []
        self._group = ""
        self._popup: FilterPopup | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._left = QHBoxLayout()
        self._left.setSpacing(8)
        row.addLayout(self._left)
        row.setAlignment(self._left, Qt.AlignmentFlag.AlignTop)
        self._room = QWidget(self)
        self._flow = FlowLayout(self._room, gap=8)
        self._flow.setContentsMargins(0, _CHIP_TOP, 0, _CHIP_TOP)
        row.addWidget(self._room, 1)
        for spec in chips:
            self._add_chip(spec)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        row.addLayout(self._buttons)
        row.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)
        self._filter_button = self._add_button(tr("Filter"), "funnel", self.open_filters)
        self._group_button = self._add_button(tr("Group"), "layers", self.open_groups)
        self._group_button.setVisible(any(column.is_grouped for column in columns))
        self._menu_button = self._add_button(tr("Columns"), "columns-3", self.open_columns)

    def _add_chip(self, spec: FilterChip) -> None:
        chip = Chip(spec.text, parent=self._room)
        chip.setChecked(spec.is_on)
        chip.setProperty("filter", spec.id)
        chip.clicked.connect(self._toggle)
        self._chips[spec.id] = chip
        self._flow.addWidget(chip)

    def _add_button(self, text: str, icon_name: str, opens: object) -> KeyButton:
        button = KeyButton(text, "quiet", icon_name, parent=self)
        button.clicked.connect(opens)
        self._buttons.addWidget(button)
        return button

    def add_left(self, widget: QWidget) -> None:
        """Put a further control before the chips."""
        self._left.addWidget(widget)

    def conditions(self) -> tuple[ListFilter, ...]:
        """The filters that are on."""
        found = [self._specs[key].condition for key in self.on()]
        now = today(self._formats)
        for key, made in self._filters.items():
            found += made.conditions(self._columns[key], now, self._formats.zone, self._formats.first_weekday)
        return tuple(found)

    def on(self) -> list[str]:
        """Ids of the chips that are on."""
        return [key for key, chip in self._chips.items() if chip.isChecked()]

    def turn_on(self, ids: Sequence[str]) -> None:
        """Exactly these chips are on; ids that are not known are passed over."""
        for key, chip in self._chips.items():
            chip.setChecked(key in ids)

    def column_filters(self) -> Mapping[str, ColumnFilter]:
        """The filters on columns, by column."""
        return self._filters

    def filter_columns(self, filters: Mapping[str, ColumnFilter]) -> None:
        """Exactly these columns are filtered; nobody is told."""
        self._filters = dict(filters)
        for tag in self._tags:
            self._flow.removeWidget(tag)
            tag.hide()
            tag.deleteLater()
        self._tags = [self._tag(made) for made in self._filters.values()]
        self._room.updateGeometry()

    def _tag(self, made: ColumnFilter) -> FilterTag:
        tag = FilterTag(made.key, made.words(self._columns[made.key], self._formats), self._room)
        tag.edit_wanted.connect(self._edit_filter)
        tag.removed.connect(self._remove_filter)
        self._flow.addWidget(tag)
        tag.show()
        return tag

    def show_columns(self, keys: Sequence[str]) -> None:
        """These columns are checked in the menu."""
        self._shown = list(keys)

    def show_group(self, key: str) -> None:
        """The rows are grouped by this column, empty for none."""
        self._group = key
        text = tr("Group: {column}").format(column=self._columns[key].title) if key else tr("Group")
        self._group_button.setText(text)
        self._group_button.setAccessibleName(text)
        self._group_button.updateGeometry()

    def open_filter(self, key: str, where: QPoint | None = None) -> FilterPopup:
        """Open the panel that sets the filter on this column."""
        column = self._columns[key]
        popup = FilterPopup(column, self._filters.get(key), self._formats, self._filter_button)
        popup.setProperty("column", key)
        popup.chosen.connect(self._take_filter)
        popup.show_at(where or self._filter_button.mapToGlobal(self._filter_button.rect().bottomLeft()))
        popup.set_focus()
        return popup

    @Slot(object)
    def _take_filter(self, made: ColumnFilter | None) -> None:
        popup = self.sender()
        key = str(popup.property("column")) if popup is not None else ""
        filters = dict(self._filters)
        if made is not None:
            filters[key] = made
        else:
            filters.pop(key, None)
        self._filter_by(filters)

    @Slot(str)
    def _remove_filter(self, key: str) -> None:
        self._filter_by({known: kept for known, kept in self._filters.items() if known != key})
        self._filter_button.setFocus()

    def _filter_by(self, filters: Mapping[str, ColumnFilter]) -> None:
        if filters != self._filters:
            self.filter_columns(filters)
            self.changed.emit()

    @Slot(str)
    def _edit_filter(self, key: str) -> None:
        tag = next(tag for tag in self._tags if tag.key == key)
        self.open_filter(key, tag.mapToGlobal(tag.rect().bottomLeft()))

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
    def open_filters(self) -> None:
        """Offer the columns to filter by."""
        menu = PassingMenu(self)
        for column in self._columns.values():
            if column.is_filtered:
                action = menu.addAction(column.title)
                action.setCheckable(column.key in self._filters)
                action.setChecked(column.key in self._filters)
                action.setData(column.key)
                action.triggered.connect(self._open_chosen_filter)
        self._show(menu, self._filter_button)

    @Slot()
    def _open_chosen_filter(self) -> None:
        self.open_filter(str(self._chosen()))

    @Slot()
    def open_groups(self) -> None:
        """Offer what rows can be grouped by."""
        menu = PassingMenu(self)
        none = menu.addAction(tr("No groups"))
        none.setData("")
        by = [column for column in self._columns.values() if column.is_grouped]
        for column in by:
            menu.addAction(column.title).setData(column.key)
        for action in menu.actions():
            action.setCheckable(True)
            action.setChecked(action.data() == self._group)
            action.triggered.connect(self._choose_group)
        if self._group:
            menu.addSeparator()
            menu.addAction(tr("Unfold all")).triggered.connect(self._unfold_all)
            menu.addAction(tr("Fold all")).triggered.connect(self._fold_all)
        self._show(menu, self._group_button)

    @Slot()
    def _choose_group(self) -> None:
        self.group_chosen.emit(str(self._chosen()))

    @Slot()
    def _unfold_all(self) -> None:
        self.folds_wanted.emit(True)

    @Slot()
    def _fold_all(self) -> None:
        self.folds_wanted.emit(False)

    @Slot()
    def open_columns(self) -> None:
        """Offer the columns to show."""
        menu = PassingMenu(self)
        for column in self._columns.values():
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.key in self._shown)
            action.setData(column.key)
            action.toggled.connect(self._choose_columns)
        self._show(menu, self._menu_button)

    def _show(self, menu: PassingMenu, button: QWidget) -> None:
        self._menu = menu
        menu.show_at(button.mapToGlobal(button.rect().bottomLeft()))

    def _chosen(self) -> object:
        action = self.sender()
        return getattr(action, "data", str)()

    @Slot()
    def _choose_columns(self) -> None:
        keys = [str(action.data()) for action in self._menu.actions() if action.isChecked()]
        if keys:
            self._shown = keys
            self.columns_changed.emit(keys)
