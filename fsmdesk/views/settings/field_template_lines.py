"""The lines that jobs from a template start with: items of the price book, kits, and words with a price."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import LineKind
from fsmdesk.core.words import tr, trn
from fsmdesk.services.finding.messages import FindRecords
from fsmdesk.services.prices.messages import Item, ItemRow
from fsmdesk.services.templates.messages import TemplateLineValue
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.field_rows import FieldRows, RowWidget
from fsmdesk.views.widgets.field_choice import FieldSelect
from fsmdesk.views.widgets.field_picker import FieldPicker
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldMoney, FieldQuantity
from fsmdesk.views.widgets.option_list import Option
from fsmdesk.views.widgets.surfaces import words

_ONE: Final = 1000
_PLAIN: Final = TemplateLineValue(None, LineKind.FEE, "")


class TemplateLineRow(RowWidget[TemplateLineValue]):
    """A line: how much of what. What an item costs is read, what words cost is typed."""

    def __init__(self, key: str, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self._formats = formats
        self._value = _PLAIN
        kinds = [(kind.value, kind.label) for kind in LineKind]
        self.quantity = FieldQuantity(key, "", formats, is_required=True)
        self.unit = FieldText(key, "", placeholder=tr("Unit"))
        self.text = FieldText(key, "", placeholder=tr("Description"))
        self.kind = FieldSelect(key, "", kinds)
        self.price = FieldMoney(key, "", formats)
        self._item_price = words("", "muted", self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget, width in ((self.quantity, 76), (self.unit, 64), (self.text, 0), (self.kind, 104)):
            row.addWidget(widget, 0 if width else 1)
            if width:
                widget.setFixedWidth(width)
        self.price.setFixedWidth(96)
        row.addWidget(self.price)
        row.addWidget(self._item_price)
        self.inside.addLayout(row)
        for field, name in self._named():
            field.changed.connect(self.edited)
            field.focusProxy().setAccessibleName(name)

    def value(self) -> TemplateLineValue:
        """The line as it stands."""
        own = self._value.item_id is None
        return replace(
            self._value,
            description=self.text.value() or "",
            planned_milli=self.quantity.value() or 0,
            unit=(self.unit.value() or "") if own else self._value.unit,
            kind=LineKind(str(self.kind.value())) if own else self._value.kind,
            price_minor=(self.price.value() or 0) if own else 0,
        )

    def set_value(self, value: TemplateLineValue) -> None:
        """Show this line."""
        self._value = value
        self.text.set_value(value.description)
        self.quantity.set_value(value.planned_milli)
        self.unit.set_value(value.unit)
        self.kind.set_value(value.kind.value)
        self.price.set_value(value.price_minor)
        is_item = value.item_id is not None
        self.price.setVisible(not is_item)
        self.kind.set_read_only(is_item)
        self.unit.set_read_only(is_item)
        self._item_price.setVisible(is_item)
        if value.is_kit:
            self._item_price.setText(tr("kit, becomes its parts"))
        elif value.item_price_minor is not None:
            self._item_price.setText(self._formats.money(value.item_price_minor))

    def raw(self) -> object:
        """What was typed, and which item it is."""
        value = self._value
        item = [value.item_id, value.kind.value, value.unit, value.is_kit, value.item_price_minor]
        return [item, *(field.raw() for field, _name in self._named())]

    def set_raw(self, raw: Sequence[Any]) -> None:
        """Show what was typed."""
        item_id, kind, unit, is_kit, price = raw[0]
        self.set_value(
            TemplateLineValue(item_id, LineKind(kind), "", unit, is_kit=bool(is_kit), item_price_minor=price)
        )
        for (field, _name), typed in zip(self._named(), raw[1:], strict=False):
            field.set_raw(typed)

    def take_focus(self) -> None:
        """The keys are in the quantity."""
        self.quantity.edit.setFocus()
        self.quantity.edit.selectAll()

    def _named(self) -> tuple[tuple[Any, str], ...]:
        return (
            (self.quantity, tr("Quantity")),
            (self.unit, tr("Unit")),
            (self.text, tr("Description")),
            (self.kind, tr("Kind")),
            (self.price, tr("Price")),
        )


class FieldTemplateLines(FieldRows[TemplateLineValue]):
    """Typing finds items of the price book; what is not in it becomes a line of words with a price."""

    def __init__(self, key: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(key, "", parent)
        self.label = tr("Lines")
        self._desk = desk
        self.picker = FieldPicker(
            *(key, "", desk, _find_item),
            new_words=tr("Add “{text}”, which is not in the price book"),
            free_text=True,
            placeholder=tr("Type to add from the price book…"),
        )
        self.picker.edit.setAccessibleName(tr("Add a line from the price book"))
        self.picker.picked.connect(self._picked)
        self.picker.new_wanted.connect(self._add_words)
        self.foot.addWidget(self.picker, 1)
        self.hold(self.box, self.picker.edit)
        self.picker.edit.setAccessibleName(tr("Add a line from the price book"))

    def make_row(self) -> TemplateLineRow:
        """One more line."""
        return TemplateLineRow(self.key, self._desk.formats, self.box)

    def same(
        self, one: tuple[TemplateLineValue, ...] | None, other: tuple[TemplateLineValue, ...] | None
    ) -> bool:
        """The same lines; what items cost today does not matter."""
        first, second = (
            [replace(line, item_price_minor=None, is_kit=False) for line in side or ()]
            for side in (one, other)
        )
        return first == second

    def shown(self, value: tuple[TemplateLineValue, ...] | None) -> str:
        """The lines in words."""
        lines = value or ()
        count = trn("{n} line", "{n} lines", len(lines)).format(n=len(lines))
        return "; ".join([count, *(line.description for line in lines[:6])])

    @Slot(object)
    def _picked(self, option: Option | None) -> None:
        if option is not None and isinstance(option.id, int):
            self._desk.ask(self, Item(item_id=option.id), self._take)

    def _take(self, item: ItemRow) -> None:
        self._append(
            TemplateLineValue(
                *(item.id, item.kind, item.name, item.unit, _ONE),
                is_kit=item.is_kit,
                item_price_minor=item.price_minor,
            )
        )

    @Slot(str)
    def _add_words(self, text: str) -> None:
        self._append(replace(_PLAIN, description=text))

    def _append(self, value: TemplateLineValue) -> None:
        self.picker.set_value(None)
        row = self.insert(len(self.rows))
        row.set_value(value)
        row.take_focus()
        self._tell_changed()


def _find_item(text: str) -> FindRecords:
    return FindRecords(text=text, kinds=("item",))
