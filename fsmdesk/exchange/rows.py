"""Makes typed rows of the rows of a file; each becomes a row to import, or a reject that says why not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.exchange.cells import ReadCell, check_text, reader_of
from fsmdesk.exchange.fields import KEPT_AS_TEXT, FieldType, Kind, Value
from fsmdesk.exchange.matching import ColumnMatch
from fsmdesk.exchange.questions import Reading
from fsmdesk.exchange.shapes import says_nothing
from fsmdesk.exchange.table import Cell, SourceRow, SourceTable, cell_text, is_blank
from fsmdesk.exchange.vocabulary import StateReading


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row that can be imported.

    Attributes:
        row_number: as a spreadsheet shows it.
        fields: what the file says, typed; a field of which it says nothing is left out.
        extra: what no field holds, as text under the file's own column names, in the file's order.
    """

    row_number: int
    fields: Mapping[str, Value]
    extra: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that can't be imported, why, and its cells as they came.

    `column` and `value` are the first cell to mend; empty if the row as a whole is to blame.
    """

    row_number: int
    column: str
    value: str
    reason: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TypedRows:
    """Every row of a file: to be imported, said before in the same words, or rejected. They add up."""

    rows: tuple[ImportRow, ...]
    same: tuple[int, ...]
    rejects: tuple[Reject, ...]


@dataclass(frozen=True, slots=True)
class _Slot:
    """A column with all that reading its cells takes."""

    at: int
    column: str
    field: str
    read: ReadCell
    keeps_text: bool
    is_state: bool


def type_rows(table: SourceTable, kind: Kind, matches: Sequence[ColumnMatch], reading: Reading) -> TypedRows:
    """The rows of the table as values of the kind."""
    slots = [
        _Slot(
            match.column.position,
            match.column.name,
            match.field.name,
            reader_of(match, reading, is_workbook=bool(table.sheet)),
            match.field.type in KEPT_AS_TEXT,
            match.field.type is FieldType.STATE,
        )
        for match in matches
        if match.field is not None
    ]
    others = [(match.column.position, match.column.name) for match in matches if match.field is None]
    made = [_typed(row, kind, slots, others) for row in table.rows]
    return _without_doubles(made, {row.number: row for row in table.rows}, kind, slots)


def _typed(
    row: SourceRow, kind: Kind, slots: Sequence[_Slot], others: Sequence[tuple[int, str]]
) -> ImportRow | Reject:
    fields: dict[str, Value] = {}
    extra: dict[str, str] = {}
    faults: list[tuple[str, str, str]] = []
    for slot in slots:
        cell = row.cells[slot.at]
        if cell is None or cell == "":
            continue
        try:
            _take(slot, cell, fields, extra)
        except RuleBroken as fault:
            faults.append((slot.column, cell_text(cell), str(fault)))
    faults += _keep_others(row, others, extra)
    if row.surplus:
        faults.append(("", "", tr("the row has more cells than the header")))
    if faults:
        return _reject(row, faults)
    try:
        kind.finish(fields)
    except RuleBroken as fault:
        slot = next(slot for slot in slots if slot.field == fault.field)
        return _reject(row, [(slot.column, cell_text(row.cells[slot.at]), str(fault))])
    return _complete(row, kind, fields, extra)


def _keep_others(
    row: SourceRow, others: Sequence[tuple[int, str]], extra: dict[str, str]
) -> list[tuple[str, str, str]]:
    """Puts the columns without a field into `extra`; what is wrong with them."""
    faults = []
    for at, column in others:
        cell = row.cells[at]
        if (
            cell is None
            or cell == ""
            or is_blank(cell)
            or says_nothing(cell_text(cell).strip(), is_text=True)
        ):
            continue
        text = cell_text(cell).replace("\r\n", "\n").replace("\r", "\n")
        try:
            extra[column] = check_text(text)
        except RuleBroken as fault:
            faults.append((column, text, str(fault)))
    return faults


def _take(slot: _Slot, cell: Cell, fields: dict[str, Value], extra: dict[str, str]) -> None:
    """Puts what a cell says into the fields; words that aren't ours are kept as they are."""
    value = slot.read(cell)
    if isinstance(value, StateReading):
        fields["was_closed"] = value.was_closed
        value = value.state
    if value is not None:
        fields[slot.field] = value
    # The job will enter in a state of ours, so the word of the other program is kept in any case.
    if slot.keeps_text and (value is None or slot.is_state) and not is_blank(cell):
        extra[slot.column] = check_text(cell_text(cell).strip())


def _complete(
    row: SourceRow, kind: Kind, fields: dict[str, Value], extra: dict[str, str]
) -> ImportRow | Reject:
    for group in kind.needs:
        if not any(name in fields for name in group):
            labels = ", ".join(tr(kind.by_name[name].label).lower() for name in group)
            return _reject(row, [("", "", tr("nothing says any of: {labels}").format(labels=labels))])
    return ImportRow(row.number, MappingProxyType(fields), MappingProxyType(extra))


def _without_doubles(
    made: Iterable[ImportRow | Reject], sources: Mapping[int, SourceRow], kind: Kind, slots: Sequence[_Slot]
) -> TypedRows:
    columns = {slot.field: slot.column for slot in slots}
    seen: dict[tuple[str, Value], ImportRow] = {}
    rows: list[ImportRow] = []
    same: list[int] = []
    rejects: list[Reject] = []
    for row in made:
        if isinstance(row, Reject):
            rejects.append(row)
            continue
        keys = [(name, row.fields[name]) for name in kind.identity if name in row.fields]
        double = next((key for key in keys if key in seen), None)
        if double is None:
            seen.update((key, row) for key in keys)
            rows.append(row)
        elif seen[double].fields == row.fields and seen[double].extra == row.extra:
            same.append(row.row_number)
        else:
            name, value = double
            reason = tr("row {row} has the same {column}").format(
                row=seen[double].row_number, column=columns[name]
            )
            rejects.append(_reject(sources[row.row_number], [(columns[name], str(value), reason)]))
    return TypedRows(tuple(rows), tuple(same), tuple(rejects))


def _reject(row: SourceRow, faults: Sequence[tuple[str, str, str]]) -> Reject:
    column, value, _ = faults[0]
    told = [
        tr("{column}: {reason} (“{value}”)").format(column=each, reason=reason, value=_short(text))
        if each
        else reason
        for each, text, reason in faults
    ]
    return Reject(row.number, column, value, "; ".join(told), (*row.cells, *row.surplus))


def _short(text: str) -> str:
    plain = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return plain if len(plain) <= 60 else plain[:59] + "…"
