"""The checklist of a template: items of all kinds, one under the other."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import CheckKind
from fsmdesk.core.words import tr, trn
from fsmdesk.services.templates.messages import CheckValue
from fsmdesk.views.settings.field_rows import FieldRows, RowWidget
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_choice import FieldCheck, FieldSelect
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldQuantity
from fsmdesk.views.widgets.surfaces import paragraph

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CheckRow(RowWidget[CheckValue]):
    """What is to be checked, how it is answered, and what the answer may be."""

    def __init__(self, key: str, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        kinds = [(kind.value, kind.label) for kind in CheckKind]
        self.text = FieldText(key, "", placeholder=tr("What is to be checked"))
        self.text.edit.setAccessibleName(tr("What is to be checked"))
        self.kind = FieldSelect(key, "", kinds)
        self.kind.box.setAccessibleName(tr("How it is answered"))
        self.required = FieldCheck(key, tr("Required"))
        self.unit = FieldText(key, "", placeholder=tr("Unit, such as ppm"))
        self.unit.edit.setAccessibleName(tr("Unit"))
        self.low, self.high = FieldQuantity(key, "", formats), FieldQuantity(key, "", formats)
        for limit, name in ((self.low, tr("At least")), (self.high, tr("At most"))):
            limit.edit.setPlaceholderText(name)
            limit.edit.setAccessibleName(name)
        self.choices = FieldText(
            key, "", placeholder=tr("Answers with ; between them. ! in front: something is wrong")
        )
        self.choices.edit.setAccessibleName(tr("Answers"))
        self._lay_out()
        for field in self._fields():
            field.changed.connect(self.edited)
        self.kind.changed.connect(self._show_kind)
        self.text.edit.installEventFilter(self)
        self.set_value(CheckValue(CheckKind.TICK, ""))

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.text, 1)
        self.kind.setFixedWidth(112)
        first.addWidget(self.kind)
        self.required.setFixedWidth(104)
        first.addWidget(self.required)
        self._limits = QWidget(self)
        limits = QHBoxLayout(self._limits)
        limits.setContentsMargins(0, 0, 0, 0)
        limits.setSpacing(8)
        for field in (self.unit, self.low, self.high):
            limits.addWidget(field, 1)
        self.inside.addLayout(first)
        self.inside.addWidget(self._limits)
        self.inside.addWidget(self.choices)

    def value(self) -> CheckValue:
        """The item as it stands; what does not belong to its kind is left out."""
        kind = CheckKind(str(self.kind.value() or CheckKind.TICK))
        is_number, is_choice = kind is CheckKind.NUMBER, kind is CheckKind.CHOICE
        return CheckValue(
            kind=kind,
            label=self.text.value() or "",
            unit=(self.unit.value() or "") if is_number else "",
            low_milli=self.low.value() if is_number else None,
            high_milli=self.high.value() if is_number else None,
            choices=_choices(self.choices.value() or "") if is_choice else (),
            is_required=bool(self.required.value()),
        )

    def set_value(self, value: CheckValue) -> None:
        """Show this item."""
        self.text.set_value(value.label)
        self.kind.set_value(value.kind.value)
        self.required.set_value(value.is_required)
        self.unit.set_value(value.unit)
        self.low.set_value(value.low_milli)
        self.high.set_value(value.high_milli)
        self.choices.set_value("; ".join(value.choices))
        self._show_kind()

    def raw(self) -> object:
        """What was typed in each field."""
        return [field.raw() for field in self._fields()]

    def set_raw(self, raw: Sequence[Any]) -> None:
        """Show what was typed in each field."""
        for field, typed in zip(self._fields(), raw, strict=False):
            field.set_raw(typed)
        self._show_kind()

    def take_focus(self) -> None:
        """The keys are in what is to be checked."""
        self.text.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter behind what is to be checked goes on to the next item."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _ENTER:
            is_plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if is_plain and self.text.edit.text().strip():
                self.next_wanted.emit()
                return True
        return super().eventFilter(watched, event)

    def _fields(self) -> tuple[Field[Any], ...]:
        return (self.text, self.kind, self.required, self.unit, self.low, self.high, self.choices)

    @Slot()
    def _show_kind(self) -> None:
        self._limits.setVisible(self.kind.read() == CheckKind.NUMBER.value)
        self.choices.setVisible(self.kind.read() == CheckKind.CHOICE.value)


class FieldChecks(FieldRows[CheckValue]):
    """Enter in the last item begins one more; Alt with the arrows puts items in order."""

    def __init__(self, key: str, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(key, "", parent)
        self.label = tr("Checklist")
        self._formats = formats
        self.add_button = KeyButton(tr("Add a check"), "link", "plus", parent=self.box)
        self.add_button.clicked.connect(self._add_last)
        self.foot.addWidget(self.add_button)
        self.foot.addStretch(1)
        self.hold(self.box, self.add_button)
        self.add_button.setAccessibleName(tr("Add a check"))

    def make_row(self) -> CheckRow:
        """One more item."""
        return CheckRow(self.key, self._formats, self.box)

    def after_last(self, row: RowWidget[CheckValue]) -> None:
        """One more to be typed."""
        self._add_last()

    def shown(self, value: tuple[CheckValue, ...] | None) -> str:
        """The items in words."""
        items = value or ()
        count = trn("{n} check", "{n} checks", len(items)).format(n=len(items))
        return "; ".join([count, *(item.label for item in items[:6])])

    @Slot()
    def _add_last(self) -> None:
        self.add_by_hand(len(self.rows))


def checks_hint(parent: QWidget) -> QWidget:
    """What the marks in a checklist mean."""
    text = tr(
        "A number outside its limits fails, as does an answer with ! in front; what failed can become a new job. "
        "Enter adds the next check, Alt with the arrows moves one."
    )
    return paragraph(text, "small", parent)


def _choices(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
