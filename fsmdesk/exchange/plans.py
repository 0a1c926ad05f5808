"""What an import would bring: shown to the person before anything is written, then handed to the office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.exchange.dates import DateOrder
from fsmdesk.exchange.durations import LengthUnit
from fsmdesk.exchange.fields import FieldType, Kind
from fsmdesk.exchange.kinds import kind_named
from fsmdesk.exchange.matching import ColumnMatch, Sureness, match_columns
from fsmdesk.exchange.questions import DATED, NUMBERED, Answers, Question, Reading, settle
from fsmdesk.exchange.recognition import refuse_lacking, refuse_other_kinds
from fsmdesk.exchange.rows import ImportRow, Reject, TypedRows, type_rows
from fsmdesk.exchange.table import SourceTable, cell_text, is_blank

EXAMPLES = 3

ChoiceT = TypeVar("ChoiceT", DateOrder, LengthUnit)


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One line of the mapping that a person looks at.

    `field` is empty for columns that are kept as text; `how` says how the cells are read, where that
    isn't plain; `examples` are the first values.
    """

    column: str
    field: str
    label: str
    sureness: Sureness
    how: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A file read as one kind of record. Every row that came is in `rows`, `same` or `rejects`.

    With a pressing question none of the rows is read yet.
    """

    kind: Kind
    table: SourceTable
    mapping: tuple[ColumnPlan, ...]
    questions: tuple[Question, ...]
    rows: tuple[ImportRow, ...]
    same: tuple[int, ...]
    rejects: tuple[Reject, ...]

    @property
    def is_ready(self) -> bool:
        """True if nothing has to be answered before the rows can be imported."""
        return not any(question.is_pressing for question in self.questions)

    @property
    def came(self) -> int:
        """How many rows the file holds."""
        return len(self.table.rows)

    @property
    def used(self) -> frozenset[str]:
        """Names of the fields for which the file has a column."""
        return frozenset(line.field for line in self.mapping if line.field)


def plan_import(
    kind_name: str,
    table: SourceTable,
    *,
    zone: ZoneInfo,
    mapping: Mapping[str, str | None] | None = None,
    dates: str | None = None,
    decimal: str | None = None,
    lengths: str | None = None,
    exponent: int = 2,
) -> ImportPlan:
    """The table read as one kind of record.

    Args:
        kind_name: `customers`, `sites`, `equipment`, `technicians`, `items`, `work-orders` or `requests`.
        table: the file, as `read_table` gives it.
        zone: where the wall clock of the file hangs; times that name their own zone don't need it.
        mapping: fields chosen by a person, by column name; None or an empty text leaves a column out.
        dates: `dmy`, `mdy` or `ymd`, instead of what the values tell.
        decimal: `.` or `,`, instead of what the values tell.
        lengths: `hours` or `minutes`, for durations that don't say which.
        exponent: how many decimals the office's money has.

    Raises:
        RuleBroken: the file holds another kind or no rows, or an argument is none of those.
    """
    kind = kind_named(kind_name)
    answers = Answers(
        _one_of(DateOrder, dates, "dates"), _decimal_sign(decimal), _one_of(LengthUnit, lengths, "lengths")
    )
    if not mapping:
        refuse_other_kinds(kind, table)
    matches = match_columns(table, kind, mapping)
    refuse_lacking(kind, table, matches)
    if not table.rows:
        raise RuleBroken(_header_alone(table), field="file")
    reading = settle(table, matches, answers, zone, exponent)
    is_open = any(question.is_pressing for question in reading.questions)
    typed = TypedRows((), (), ()) if is_open else type_rows(table, kind, matches, reading)
    lines = column_lines(table, matches, reading)
    return ImportPlan(kind, table, lines, reading.questions, typed.rows, typed.same, typed.rejects)


def column_lines(
    table: SourceTable, matches: Sequence[ColumnMatch], reading: Reading | None = None
) -> tuple[ColumnPlan, ...]:
    """What each column is, with its first values; how its cells are read only with a `reading`."""
    return tuple(_line(table, match, reading) for match in matches)


def _one_of(choices: type[ChoiceT], given: str | None, name: str) -> ChoiceT | None:
    if given is None:
        return None
    if given not in tuple(choices):
        names = ", ".join(choices)
        raise RuleBroken(tr("{name} is one of: {names}.").format(name=name, names=names), field=name)
    return choices(given)


def _decimal_sign(given: str | None) -> str | None:
    if given not in (None, ".", ","):
        raise RuleBroken(tr("The decimal sign is a point or a comma."), field="decimal")
    return given


def _header_alone(table: SourceTable) -> str:
    if table.sheet:
        return tr("Sheet “{sheet}” has only a header and no rows.").format(sheet=table.sheet)
    return tr("This file has only a header and no rows.")


def _line(table: SourceTable, match: ColumnMatch, reading: Reading | None) -> ColumnPlan:
    field = match.field
    at = match.column.position
    filled = (cell_text(row.cells[at]).strip() for row in table.rows if not is_blank(row.cells[at]))
    examples = tuple(dict.fromkeys(text for text, _ in zip(filled, range(20), strict=False)))[:EXAMPLES]
    label = tr(field.label) if field else ""
    how = _how(field.type, match.column.name, reading) if field and reading else ""
    return ColumnPlan(match.column.name, field.name if field else "", label, match.sureness, how, examples)


def _how(kind: FieldType, column: str, reading: Reading) -> str:
    """How the cells of a column are read, in words."""
    told = []
    order = reading.orders.get(column)
    if kind in DATED and order is not None:
        told.append({"dmy": tr("day first"), "mdy": tr("month first"), "ymd": tr("year first")}[order])
    if kind in NUMBERED and reading.signs.get(column) == ",":
        told.append(tr("decimal comma"))
    if kind is FieldType.DURATION and column in reading.units:
        told.append(tr("hours") if reading.units[column] is LengthUnit.HOURS else tr("minutes"))
    if kind is FieldType.DEADLINE:
        told.append(tr("a day alone means until its end"))
    return ", ".join(told)
