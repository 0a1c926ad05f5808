"""The panel in which a filter on one column is set: by words, by choices, or from and to."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.today import today
from fsmdesk.views.widgets.buttons import Chip, KeyButton
from fsmdesk.views.widgets.column_filter import Asks, ColumnFilter, DaySpan, Raw, choices_of, raw_of
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import (
    FieldDate,
    FieldDuration,
    FieldMoney,
    FieldNumber,
    FieldPercent,
    FieldQuantity,
)
from fsmdesk.views.widgets.flow_layout import FlowLayout
from fsmdesk.views.widgets.popup import Popup
from fsmdesk.views.widgets.surfaces import hairline
from fsmdesk.views.widgets.table_columns import Column, Kind

_SPANS = frozenset({Kind.DATE, Kind.INSTANT})


class FilterPopup(Popup):
    """Signals:
    chosen(object): the ColumnFilter that was set, or None where the column is not to be filtered.
    """

    chosen = Signal(object)

    def __init__(self, column: Column, now: ColumnFilter | None, formats: Formats, anchor: QWidget) -> None:
        super().__init__(tr("Filter by {column}").format(column=column.title), anchor)
        self._filtered = column
        self._formats = formats
        self._boxes: list[tuple[Raw, QCheckBox]] = []
        self._chips: list[tuple[DaySpan, Chip]] = []
        self._fields: list[Field[Any]] = []
        if choices_of(column):
            self._add_choices(now)
        elif column.value_kind is Kind.TEXT or column.value_kind is Kind.BADGE:
            self._add_text(now)
        else:
            self._add_span(now)
        if column.value_kind is not Kind.YES_NO and not column.is_right:
            self._add_emptiness(now)
        self._add_buttons()

    def set_focus(self) -> None:
        """The keyboard is where one begins to type or to tick."""
        first = self._fields[0].findChildren(QWidget) if self._fields else [box for _, box in self._boxes]
        target = next((one for one in first if one.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if target is not None:
            target.setFocus()

    def _add_choices(self, now: ColumnFilter | None) -> None:
        on = now.values if now is not None and now.test is Asks.IS else ()
        for value, words in choices_of(self._filtered):
            box = QCheckBox(words, self)
            box.setAccessibleName(words)
            box.setChecked(raw_of(value) in on)
            self._boxes.append((raw_of(value), box))
            self.column.addWidget(box)

    def _add_text(self, now: ColumnFilter | None) -> None:
        field = FieldText("text", tr("Contains"), parent=self)
        if now is not None and now.test is Asks.CONTAINS:
            field.set_value(str(now.values[0]))
        self._fields.append(field)
        self.column.addWidget(field)

    def _add_span(self, now: ColumnFilter | None) -> None:
        low, high = now.values if now is not None and now.test is Asks.BETWEEN else (None, None)
        row = QHBoxLayout()
        row.setSpacing(8)
        for key, label, raw in (("low", tr("From"), low), ("high", tr("To"), high)):
            field = self._field(key, label)
            if raw is not None:
                field.set_value(date.fromisoformat(str(raw)) if self._filtered.value_kind in _SPANS else raw)
            self._fields.append(field)
            row.addWidget(field)
        if self._filtered.value_kind in _SPANS:
            self._add_day_spans(now)
        self.column.addLayout(row)

    def _add_day_spans(self, now: ColumnFilter | None) -> None:
        box = QWidget(self)
        flow = FlowLayout(box)
        on = now.values[0] if now is not None and now.test is Asks.SPAN else ""
        for span in DaySpan:
            chip = Chip(span.label, parent=box)
            chip.setChecked(span.value == on)
            chip.clicked.connect(self._take_span)
            self._chips.append((span, chip))
            flow.addWidget(chip)
        self.column.addWidget(box)

    def _field(self, key: str, label: str) -> Field[Any]:
        formats = self._formats
        makers: dict[Kind, Callable[..., Field[Any]]] = {
            Kind.MONEY: FieldMoney,
            Kind.QUANTITY: FieldQuantity,
            Kind.PERCENT: FieldPercent,
            Kind.DURATION: FieldDuration,
        }
        if self._filtered.value_kind in _SPANS:
            return FieldDate(key, label, formats, lambda: today(formats), parent=self)
        return makers.get(self._filtered.value_kind, FieldNumber)(key, label, formats, parent=self)

    def _add_emptiness(self, now: ColumnFilter | None) -> None:
        self.column.addWidget(hairline(self))
        row = QHBoxLayout()
        row.setSpacing(8)
        self._empty, self._filled = Chip(tr("Nothing entered"), parent=self), Chip(tr("Entered"), parent=self)
        self._empty.setChecked(now is not None and now.test is Asks.EMPTY)
        self._filled.setChecked(now is not None and now.test is Asks.FILLED)
        self._empty.clicked.connect(self._take_empty)
        self._filled.clicked.connect(self._take_filled)
        row.addWidget(self._empty)
        row.addWidget(self._filled)
        row.addStretch(1)
        self.column.addLayout(row)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        clear = KeyButton(tr("No filter"), "quiet", parent=self)
        clear.clicked.connect(self._clear)
        apply = KeyButton(tr("Filter"), "primary", parent=self)
        apply.clicked.connect(self._apply)
        row.addWidget(clear)
        row.addStretch(1)
        row.addWidget(apply)
        self.column.addLayout(row)

    def confirm(self) -> None:
        """Enter filters."""
        self._apply()

    @Slot()
    def _take_span(self) -> None:
        span = next(span for span, chip in self._chips if chip is self.sender())
        self._choose(ColumnFilter(self._filtered.key, Asks.SPAN, (span.value,)))

    @Slot()
    def _take_empty(self) -> None:
        self._choose(ColumnFilter(self._filtered.key, Asks.EMPTY))

    @Slot()
    def _take_filled(self) -> None:
        self._choose(ColumnFilter(self._filtered.key, Asks.FILLED))

    @Slot()
    def _clear(self) -> None:
        self._choose(None)

    @Slot()
    def _apply(self) -> None:
        try:
            self._choose(self._typed())
        except RuleBroken as error:
            wrong = next((field for field in self._fields if field.key == error.field), self._fields[0])
            wrong.show_error(str(error))

    def _typed(self) -> ColumnFilter | None:
        key = self._filtered.key
        if self._boxes:
            on = tuple(raw for raw, box in self._boxes if box.isChecked())
            return ColumnFilter(key, Asks.IS, on) if on else None
        values = [field.read() for field in self._fields]
        if len(values) == 1:
            text = str(values[0] or "").strip()
            return ColumnFilter(key, Asks.CONTAINS, (text,)) if text else None
        if values == [None, None]:
            return None
        raws = tuple(value.isoformat() if isinstance(value, date) else value for value in values)
        return ColumnFilter(key, Asks.BETWEEN, raws)

    def _choose(self, made: ColumnFilter | None) -> None:
        self.put_away()
        self.chosen.emit(made)
