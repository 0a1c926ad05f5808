"""The rates of a tax, one under the other."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import TaxCategory
from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import TaxComponentValue
from fsmdesk.views.settings.tax_preview import TaxPreview
from fsmdesk.views.today import today
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_choice import FieldSelect
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldDate, FieldPercent
from fsmdesk.views.widgets.surfaces import Surface

Components = tuple[TaxComponentValue, ...]


def category_words(category: TaxCategory) -> str:
    """What the category is called."""
    return {
        TaxCategory.STANDARD: tr("Taxed"),
        TaxCategory.ZERO: tr("Zero-rated"),
        TaxCategory.EXEMPT: tr("Exempt"),
        TaxCategory.REVERSE_CHARGE: tr("Reverse charge"),
        TaxCategory.OUT_OF_SCOPE: tr("Out of scope"),
    }[category]


class _Rate(Surface):
    """One rate. Signals:

    edited(): something was typed.
    removed(): it should go.
    """

    edited = Signal()
    removed = Signal()

    def __init__(self, key: str, formats: Formats, day: Callable[[], date], parent: QWidget) -> None:
        super().__init__("inset", parent)
        self._key = key
        categories = [(category.value, category_words(category)) for category in TaxCategory]
        self.name = FieldText(key, tr("Name on documents"), is_required=True)
        self.rate = FieldPercent(key, tr("Rate"), formats, is_required=True)
        self.category = FieldSelect(key, tr("Category"), categories, is_required=True)
        self.since = FieldDate(key, tr("Since"), formats, day)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 8, 12)
        grid.setSpacing(10)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.rate, 0, 1)
        grid.addWidget(self.category, 1, 0)
        grid.addWidget(self.since, 1, 1)
        self.remove_button = IconButton("trash-2", tr("Remove this rate"), parent=self)
        self.remove_button.clicked.connect(self.removed)
        grid.addWidget(self.remove_button, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.set_value(TaxComponentValue("", TaxCategory.STANDARD, 0))
        for field in (self.name, self.rate, self.category, self.since):
            field.changed.connect(self.edited)

    def set_value(self, value: TaxComponentValue) -> None:
        """Show this rate."""
        self.name.set_value(value.name)
        self.rate.set_value(value.rate_ppm)
        self.category.set_value(value.category.value)
        self.since.set_value(value.valid_from)

    def value(self) -> TaxComponentValue:
        """The rate as it stands.

        Raises:
            RuleBroken: something is missing or can't be read.
        """
        return TaxComponentValue(
            self.name.value() or "",
            TaxCategory(str(self.category.value())),
            self.rate.value() or 0,
            self.since.value(),
        )

    def typed(self) -> TaxComponentValue:
        """The rate as far as it is typed.

        Raises:
            RuleBroken: something can't be read.
        """
        category = TaxCategory(str(self.category.read() or TaxCategory.STANDARD.value))
        return TaxComponentValue(self.name.read() or "", category, self.rate.read() or 0, self.since.read())

    def raw(self) -> list[object]:
        """What was typed."""
        return [field.raw() for field in (self.name, self.rate, self.category, self.since)]

    def set_raw(self, raw: Sequence[object]) -> None:
        """Show what was typed."""
        fields: tuple[Field[Any], ...] = (self.name, self.rate, self.category, self.since)
        for field, typed in zip(fields, raw, strict=False):
            field.set_raw(typed)


class FieldComponents(Field[Components]):
    """All rates of a tax. Several stand side by side, such as state and city; a later one replaces an earlier
    one of the same name on its day.
    """

    def __init__(self, key: str, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(key, tr("Rates"), parent=parent)
        self._formats = formats
        box = QWidget(self)
        self._stack = QVBoxLayout(box)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(8)
        self.rates: list[_Rate] = []
        self.add_button = KeyButton(tr("Add a rate"), "link", "plus", parent=box)
        self.add_button.clicked.connect(self._add_by_hand)
        self._stack.addWidget(self.add_button)
        self.preview = TaxPreview(formats, box)
        self._stack.addWidget(self.preview)
        self.hold(box, self.add_button)
        self.add_button.setAccessibleName(tr("Add a rate"))

    def read(self) -> Components:
        """All rates."""
        return tuple(rate.value() for rate in self.rates)

    def set_value(self, value: Components | None) -> None:
        """Show exactly these."""
        self._fit(len(value or ()))
        for rate, component in zip(self.rates, value or (), strict=True):
            rate.set_value(component)
        self.clear_error()
        self._preview()

    def raw(self) -> object:
        """What was typed about each."""
        return [rate.raw() for rate in self.rates]

    def set_raw(self, raw: object) -> None:
        """Show what was typed about each."""
        typed = [one for one in raw if isinstance(one, list)] if isinstance(raw, list) else []
        self._fit(len(typed))
        for rate, one in zip(self.rates, typed, strict=True):
            rate.set_raw(one)
        self._preview()

    def shown(self, value: Components | None) -> str:
        """The rates in words."""
        return ", ".join(f"{one.name} {self._formats.percent(one.rate_ppm)}" for one in value or ())

    def same(self, one: Components | None, other: Components | None) -> bool:
        """The same rates in the same order."""
        return tuple(one or ()) == tuple(other or ())

    def set_read_only(self, is_read_only: bool) -> None:
        """Rates can be read."""
        self._is_locked = is_read_only
        self.add_button.setEnabled(not is_read_only)
        for rate in self.rates:
            rate.setEnabled(not is_read_only)

    _is_locked = False

    def _fit(self, count: int) -> None:
        while len(self.rates) > count:
            self._drop(self.rates[-1])
        while len(self.rates) < count:
            self._add()

    def _add(self) -> _Rate:
        rate = _Rate(self.key, self._formats, partial(today, self._formats), self)
        rate.edited.connect(self._edited)
        rate.removed.connect(self._remove)
        rate.setEnabled(not self._is_locked)
        self._stack.insertWidget(len(self.rates), rate)
        self.rates.append(rate)
        return rate

    def _drop(self, rate: _Rate) -> None:
        self.rates.remove(rate)
        self._stack.removeWidget(rate)
        rate.hide()
        rate.deleteLater()

    @Slot()
    def _add_by_hand(self) -> None:
        self._add().name.setFocus()
        self._edited()

    @Slot()
    def _remove(self) -> None:
        rate = self.sender()
        if isinstance(rate, _Rate):
            self._drop(rate)
            self._edited()

    @Slot()
    def _edited(self) -> None:
        self._tell_changed()
        self._preview()

    def _preview(self) -> None:
        """Say which rates hold when; while one can't be read, what was said stays."""
        try:
            self.preview.show_components([rate.typed() for rate in self.rates])
        except RuleBroken:
            return
