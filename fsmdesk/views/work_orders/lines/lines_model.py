"""The lines in the table: changed in place, put in another order, and told apart by ids of their own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from fsmdesk.core.formats import Formats
from fsmdesk.core.money import half_up
from fsmdesk.services.orders.messages import LineValue, NewLine
from fsmdesk.services.prices.messages import PriceOrigin
from fsmdesk.views.widgets.table_model import RowTableModel
from fsmdesk.views.work_orders.lines.draft_line import FOUND, DraftLine, Scope, judged, same_line
from fsmdesk.views.work_orders.lines.line_columns import (
    CHOICE_COLUMNS,
    TOTAL_COLUMN,
    line_columns,
    with_choice,
    with_text,
)

_Index = QModelIndex | QPersistentModelIndex


class LinesModel(RowTableModel[DraftLine]):
    """Signals:
    edited(): the person changed, added, moved or removed a line.
    refused(str): what was typed can't be read; the line keeps it, marked.
    """

    edited = Signal()
    refused = Signal(str)

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(line_columns(formats, self.tax_words, self.technician_words), formats, parent)
        self._values = formats
        self._next_id = 1
        self._taxes: dict[int, str] = {}
        self._technicians: dict[int, str] = {}
        self._origins: dict[int, PriceOrigin | None] = {}
        self._scope = Scope()
        self.is_read_only = False

    def tax_words(self, tax_id: int | None) -> str:
        """What the tax is called; empty where there is none."""
        return self._taxes.get(tax_id, "") if tax_id is not None else ""

    def technician_words(self, technician_id: int | None) -> str:
        """What the technician is called; empty where there is none."""
        return self._technicians.get(technician_id, "") if technician_id is not None else ""

    def technicians(self) -> dict[int, str]:
        """The technicians that are known, by id."""
        return dict(self._technicians)

    def learn_technicians(self, technicians: dict[int, str]) -> None:
        """These technicians are called so."""
        if technicians != self._technicians:
            self._technicians = technicians
            self._tell_all()

    def learn_scope(self, scope: Scope) -> None:
        """From now on lines that are added are marked by this scope."""
        self._scope = scope

    def learn_origins(self, origins: dict[int, PriceOrigin | None]) -> None:
        """What the price book would charge for the stored lines with these ids."""
        self._origins = origins

    def origin_of(self, line: DraftLine) -> PriceOrigin | None:
        """What the price book would charge for the line; None for what is not in it."""
        return line.origin or (self._origins.get(line.value.id) if line.value.id is not None else None)

    def learn_taxes(self, taxes: dict[int, str]) -> None:
        """These taxes are called so."""
        if not taxes.items() <= self._taxes.items():
            self._taxes |= taxes
            self._tell_all()

    def lines(self) -> list[DraftLine]:
        """All lines in order."""
        return self.rows_here()

    def show_values(self, values: Sequence[LineValue]) -> None:
        """Show these; a line that is here already keeps its place in the table's eyes."""
        here = self.lines()
        shown = []
        for value in values:
            known = next((line for line in here if same_line(line.value, value) and not line.typed), None)
            if known is not None:
                here.remove(known)
            if known is not None:
                shown.append(replace(known, value=value))
            else:
                shown.append(DraftLine(self._fresh_id(), value))
        self.replace_rows(shown)

    def show_lines(self, lines: Sequence[DraftLine]) -> None:
        """Show lines that were kept in a draft."""
        self.replace_rows([replace(line, id=self._fresh_id()) for line in lines])

    def adopt(self, values: Sequence[LineValue]) -> None:
        """Lines that were new when they were sent are those that are stored now."""
        for at, (line, stored) in enumerate(zip(self.lines(), values, strict=False)):
            if line.value != stored and same_line(line.value, stored):
                self._set_line(at, replace(line, value=stored))

    def add(self, value: LineValue, is_pending: bool = False) -> int:
        """One more line at the end; the id of its row."""
        line = DraftLine(self._fresh_id(), judged(value, self._scope), is_pending=is_pending)
        self.replace_rows([*self.lines(), line])
        self.edited.emit()
        return line.id

    def settle(self, line_id: int, found: Sequence[NewLine], kept_keys: Sequence[str]) -> None:
        """The price book said what the pending line is; what was typed meanwhile stays.

        A kit keeps its parts until `expand` puts them in its place.
        """
        at = self.place_of(line_id)
        line = self.row_at(at) if at is not None else None
        if at is None or line is None:
            return
        if len(found) > 1:
            self._set_line(at, replace(line, parts=tuple(found)))
            return
        kept = {key: getattr(line.value, key) for key in kept_keys}
        value = judged(replace(found[0].value, **kept), self._scope)
        self._set_line(at, replace(line, value=value, is_pending=False, origin=found[0].origin))
        self.edited.emit()

    def expand(self, line_id: int, kept_keys: Sequence[str]) -> int:
        """The items of a kit stand in its place, each so many times as was typed; the last one's row."""
        at = self.place_of(line_id)
        line = self.row_at(at) if at is not None else None
        if at is None or line is None or not line.parts:
            return line_id
        made = [self._part_line(line, part, kept_keys) for part in line.parts]
        lines = self.lines()
        self.replace_rows([*lines[:at], *made, *lines[at + 1 :]])
        self.edited.emit()
        return made[-1].id

    def _part_line(self, kit: DraftLine, part: NewLine, kept_keys: Sequence[str]) -> DraftLine:
        each = part.value.planned_milli
        kept: dict[str, Any] = {key: half_up(each * getattr(kit.value, key), 1000) for key in kept_keys}
        value = judged(replace(part.value, **kept), self._scope)
        return DraftLine(self._fresh_id(), value, origin=part.origin)

    def duplicate(self, line_id: int) -> int:
        """The same once more below it, as a new line; the id of its row."""
        at = self.place_of(line_id)
        line = self.row_at(at) if at is not None else None
        if at is None or line is None:
            return line_id
        fresh = replace(line.value, id=None, follows_time=False, **FOUND)
        made = replace(line, id=self._fresh_id(), value=judged(fresh, self._scope))
        lines = self.lines()
        self.replace_rows([*lines[: at + 1], made, *lines[at + 1 :]])
        self.edited.emit()
        return made.id

    def put_back(self, line: DraftLine, at: int) -> None:
        """A line that was removed is there again, where it was."""
        lines = self.lines()
        self.replace_rows([*lines[:at], line, *lines[at:]])
        self.edited.emit()

    def change(self, line_id: int, **parts: Any) -> None:
        """These parts of the line are other ones now."""
        at = self.place_of(line_id)
        line = self.row_at(at) if at is not None else None
        if at is None or line is None or self.is_read_only:
            return
        value = judged(replace(line.value, **parts), self._scope)
        if value != line.value:
            self._set_line(at, replace(line, value=value))
            self.edited.emit()

    def remove(self, line_id: int) -> None:
        """The line is gone."""
        self.replace_rows([line for line in self.lines() if line.id != line_id])
        self.edited.emit()

    def shift(self, line_id: int, by: int) -> None:
        """The line stands one further up (-1) or down (1); at the ends it stays."""
        lines, at = self.lines(), self.place_of(line_id)
        if at is None or not 0 <= at + by < len(lines):
            return
        lines.insert(at + by, lines.pop(at))
        self.replace_rows(lines)
        self.edited.emit()

    def is_editable(self, column: int) -> bool:
        """True if something can be typed or chosen in this column."""
        return not self.is_read_only and self.columns()[column].key != TOTAL_COLUMN

    def type_text(self, index: _Index, text: str) -> None:
        """The person typed this in the cell."""
        line = self.row_at(index.row())
        if line is None:
            return
        after, wrong = with_text(line, self.columns()[index.column()].key, text, self._values)
        after = replace(after, value=judged(after.value, self._scope))
        if after != line:
            self._set_line(index.row(), after)
            self.edited.emit()
        if wrong:
            self.refused.emit(wrong)

    def with_typed(self, line_id: int, key: str, text: str) -> list[DraftLine]:
        """All lines as they would be if this text in this column was taken; nothing is changed."""
        return [
            with_text(line, key, text, self._values)[0] if line.id == line_id else line
            for line in self.lines()
        ]

    def choose(self, index: _Index, chosen: object) -> None:
        """The person chose this in the cell."""
        line, key = self.row_at(index.row()), self.columns()[index.column()].key
        if line is None or key not in CHOICE_COLUMNS:
            return
        after = with_choice(line, key, chosen)
        after = replace(after, value=judged(after.value, self._scope))
        if after != line:
            self._set_line(index.row(), after)
            self.edited.emit()

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Everything but the total can be edited."""
        flags = super().flags(index)
        is_editable = index.isValid() and self.is_editable(index.column())
        return flags | Qt.ItemFlag.ItemIsEditable if is_editable else flags

    def _fresh_id(self) -> int:
        self._next_id += 1
        return self._next_id

    def _set_line(self, at: int, line: DraftLine) -> None:
        lines = self.lines()
        lines[at] = line
        self.replace_rows(lines)

    def _tell_all(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
