"""Fields for one of a few: chips, a drop-down, and yes or no."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QSizePolicy, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import Chip
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.flow_layout import FlowLayout

Choice = tuple[int | str, str]  # the value, and its words


class FieldChoice(Field[int | str]):
    """One of a few, as chips side by side. `tones` colours the chip of a value while it is chosen.

    Tab stops once at the whole field; arrows choose.
    """

    def __init__(
        self,
        key: str,
        label: str,
        choices: Sequence[Choice],
        *,
        tones: dict[int | str, str] | None = None,
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(key, label, is_required=is_required, parent=parent)
        box = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        flow = FlowLayout(box)
        self._group = QButtonGroup(box)  # being exclusive it gives arrow keys, and one stop for Tab
        self._chips: dict[int | str, Chip] = {}
        for value, text in choices:
            chip = Chip(text, (tones or {}).get(value, ""), box)
            chip.clicked.connect(self._choose)
            self._chips[value] = chip
            self._group.addButton(chip)
            flow.addWidget(chip)
        self.hold(box, *self._chips.values())
        self.setSizePolicy(policy)  # it may need more lines than it wishes for
        for chip in self._chips.values():
            chip.setAccessibleName(f"{label}: {chip.text()}")

    def read(self) -> int | str | None:
        """The value that is chosen."""
        return next((value for value, chip in self._chips.items() if chip.isChecked()), None)

    def set_value(self, value: int | str | None) -> None:
        """This value is chosen."""
        chosen = self._chips.get(value) if value is not None else None
        if chosen is not None:
            chosen.setChecked(True)
        else:
            self._choose_none()
        self._stop_once(chosen)
        self.clear_error()

    def set_words(self, value: int | str, text: str) -> None:
        """Show other words on one chip, such as `1 Critical · on site by 09:55`."""
        self._chips[value].setText(text)
        self._chips[value].setAccessibleName(f"{self.label}: {text}")
        self._chips[value].updateGeometry()

    def raw(self) -> object:
        """The value that is chosen."""
        return self.read()

    def set_raw(self, raw: object) -> None:
        """The value is chosen again."""
        self.set_value(raw if isinstance(raw, int | str) else None)

    def shown(self, value: int | str | None) -> str:
        """The words on the chip."""
        chip = self._chips.get(value) if value is not None else None
        return chip.text() if chip is not None else ""

    def _stop_once(self, chosen: Chip | None) -> None:
        """Tab stops at the chip that is chosen, else at the first; Qt sees to it only after a click."""
        stop = chosen or next(iter(self._chips.values()), None)
        for chip in self._chips.values():
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus)

    def _choose_none(self) -> None:
        self._group.setExclusive(False)
        for chip in self._chips.values():
            chip.setChecked(False)
        self._group.setExclusive(True)

    @Slot()
    def _choose(self) -> None:
        self._tell_changed()


class FieldSelect(Field[int | str]):
    """One of some more, from a drop-down; with `empty` words it may stay without a value."""

    def __init__(
        self,
        key: str,
        label: str,
        choices: Sequence[Choice] = (),
        *,
        empty: str = "",
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(key, label, is_required=is_required, parent=parent)
        self._empty = empty
        self.box = QComboBox(self)
        self.hold(self.box)
        self.set_choices(choices)
        self.box.activated.connect(self._chosen)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these; what was chosen stays chosen where it is still offered."""
        was = self.read()
        self.box.clear()
        if self._empty:
            self.box.addItem(self._empty, None)
        for value, text in choices:
            self.box.addItem(text, value)
        self.set_value(was)

    def read(self) -> int | str | None:
        """The value that is chosen."""
        found = self.box.currentData()
        return found if isinstance(found, int | str) else None

    def set_value(self, value: int | str | None) -> None:
        """This value is chosen."""
        self.box.setCurrentIndex(next((at for at in range(self.box.count()) if self._at(at) == value), -1))
        self.clear_error()

    def raw(self) -> object:
        """The value that is chosen."""
        return self.read()

    def set_raw(self, raw: object) -> None:
        """The value is chosen again."""
        self.set_value(raw if isinstance(raw, int | str) else None)

    def shown(self, value: int | str | None) -> str:
        """The words of the value."""
        return next((self.box.itemText(at) for at in range(self.box.count()) if self._at(at) == value), "")

    def _at(self, at: int) -> object:
        return self.box.itemData(at)

    @Slot()
    def _chosen(self) -> None:
        self._tell_changed()


class FieldCheck(Field[bool]):
    """Yes or no."""

    def __init__(self, key: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(key, "", parent=parent)
        self.label = label
        self._label.hide()
        self.box = QCheckBox(label, self)
        self.hold(self.box)
        self.box.clicked.connect(self._clicked)

    def read(self) -> bool:
        """True if it is checked."""
        return self.box.isChecked()

    def set_value(self, value: bool | None) -> None:
        """Check it or not."""
        self.box.setChecked(bool(value))
        self.clear_error()

    def same(self, one: bool | None, other: bool | None) -> bool:
        """Nothing said means no."""
        return bool(one) == bool(other)

    def shown(self, value: bool | None) -> str:
        """Yes or no."""
        return tr("yes") if value else tr("no")

    def raw(self) -> object:
        """True if it is checked."""
        return self.read()

    def set_raw(self, raw: object) -> None:
        """Check it or not."""
        self.set_value(raw is True)

    @Slot()
    def _clicked(self) -> None:
        self._tell_changed()
