"""The parts of a kit, one under the other: so many of which item."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.finding.messages import FindRecords
from fsmdesk.services.prices.messages import Item, ItemRow, KitPartValue
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.elided import ElidedWords
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_picker import FieldPicker
from fsmdesk.views.widgets.field_typed import FieldQuantity
from fsmdesk.views.widgets.option_list import Option
from fsmdesk.views.widgets.surfaces import paragraph

Parts = tuple[KitPartValue, ...]
_QUANTITY_WIDTH = 92
_ONE = 1000


class _Part(QWidget):
    """One item of the kit.

    Signals:
        edited(): the quantity was typed.
        removed(): it should go.
    """

    edited = Signal()
    removed = Signal()

    def __init__(self, part: KitPartValue, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self._part = part
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.quantity = FieldQuantity("parts", "", formats, is_required=True)
        self.quantity.setFixedWidth(_QUANTITY_WIDTH)
        self.quantity.set_value(part.quantity_milli)
        self.quantity.edit.setAccessibleName(tr("How many of {name}").format(name=part.name))
        self.quantity.changed.connect(self.edited)
        row.addWidget(self.quantity)
        name = " ".join(filter(None, (part.unit and f"{part.unit} ·", part.name)))
        row.addWidget(ElidedWords(name, "", self))
        row.addStretch(1)
        row.addWidget(ElidedWords(formats.money(part.price_minor), "muted", self))
        remove = IconButton("x", tr("Take {name} out of the kit").format(name=part.name), parent=self)
        remove.clicked.connect(self.removed)
        row.addWidget(remove)

    def value(self) -> KitPartValue:
        """The part with the quantity that is typed.

        Raises:
            RuleBroken: it can't be read.
        """
        part = self._part
        quantity = self.quantity.value() or 0
        return KitPartValue(part.item_id, quantity, part.name, part.unit, part.price_minor)

    def raw(self) -> list[object]:
        """The part as it is kept in a draft."""
        part = self._part
        return [part.item_id, self.quantity.raw(), part.name, part.unit, part.price_minor]


class FieldParts(Field[Parts]):
    """Typing finds items; picked, they are one line each. An item with parts is a kit.

    Signals:
        summed(int): what the parts come to; 0 without any.
    """

    summed = Signal(int)

    def __init__(self, key: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(key, tr("A kit of these items"), parent=parent)
        self._desk = desk
        self._formats = desk.formats
        box = QWidget(self)
        self._stack = QVBoxLayout(box)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(6)
        self.parts: list[_Part] = []
        self.picker = FieldPicker(key, "", desk, _find_item, placeholder=tr("Type to add an item…"))
        self.picker.edit.setAccessibleName(tr("Add an item to the kit"))
        self.picker.picked.connect(self._picked)
        self._stack.addWidget(self.picker)
        about = tr("On a job a kit becomes its items, at their prices.")
        self._stack.addWidget(paragraph(about, "small", box))
        self.hold(box, self.picker.edit)

    def read(self) -> Parts:
        """All parts in order."""
        return tuple(part.value() for part in self.parts)

    def set_value(self, value: Parts | None) -> None:
        """Show exactly these."""
        while self.parts:
            self._drop(self.parts[-1])
        for part in value or ():
            self._add(part)
        self.clear_error()
        self._sum()

    def raw(self) -> object:
        """What was typed about each."""
        return [part.raw() for part in self.parts]

    def set_raw(self, raw: object) -> None:
        """Show what was typed about each."""
        self.set_value(())
        for one in raw if isinstance(raw, list) else ():
            if isinstance(one, list) and len(one) == 5:
                part = self._add(KitPartValue(int(one[0]), 0, str(one[2]), str(one[3]), int(one[4])))
                part.quantity.set_raw(one[1])
        self._sum()

    def shown(self, value: Parts | None) -> str:
        """The parts in words."""
        quantity = self._formats.quantity_with_unit
        return ", ".join(f"{quantity(part.quantity_milli, part.unit)} {part.name}" for part in value or ())

    def same(self, one: Parts | None, other: Parts | None) -> bool:
        """The same items, as many of each, in the same order."""
        sides = ([(part.item_id, part.quantity_milli) for part in side or ()] for side in (one, other))
        first, second = sides
        return first == second

    def set_read_only(self, is_read_only: bool) -> None:
        """The parts can be read."""
        self._is_locked = is_read_only
        self.picker.setVisible(not is_read_only)
        for part in self.parts:
            part.setEnabled(not is_read_only)

    _is_locked = False

    def _add(self, value: KitPartValue) -> _Part:
        part = _Part(value, self._formats, self)
        part.edited.connect(self._edited)
        part.removed.connect(self._remove)
        part.setEnabled(not self._is_locked)
        self._stack.insertWidget(len(self.parts), part)
        self.parts.append(part)
        return part

    def _drop(self, part: _Part) -> None:
        self.parts.remove(part)
        self._stack.removeWidget(part)
        part.hide()
        part.deleteLater()

    @Slot(object)
    def _picked(self, option: Option | None) -> None:
        if option is not None and isinstance(option.id, int):
            self._desk.ask(self, Item(item_id=option.id), self._take)

    def _take(self, row: ItemRow) -> None:
        self.picker.set_value(None)
        if row.is_kit:
            self.show_error(tr("{name} is a kit itself: kits hold no kits.").format(name=row.name))
            return
        if any(part.value().item_id == row.id for part in self.parts):
            self.show_error(tr("{name} is in the kit already.").format(name=row.name))
            return
        part = self._add(KitPartValue(row.id, _ONE, row.name, row.unit, row.price_minor))
        part.quantity.edit.setFocus()
        part.quantity.edit.selectAll()
        self._edited()

    @Slot()
    def _remove(self) -> None:
        part = self.sender()
        if isinstance(part, _Part):
            self._drop(part)
            self.picker.setFocus()
            self._edited()

    @Slot()
    def _edited(self) -> None:
        self._tell_changed()
        self._sum()

    def _sum(self) -> None:
        try:
            parts: Sequence[KitPartValue] = self.read()
        except RuleBroken:
            return  # the quantity says what is wrong with it
        self.summed.emit(sum((part.quantity_milli * part.price_minor + 500) // 1000 for part in parts))


def _find_item(text: str) -> FindRecords:
    return FindRecords(text=text, kinds=("item",))
