"""What a file leaves open, and how its columns are to be read once that is answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from fsmdesk.core.words import tr
from fsmdesk.exchange.dates import DateOrder, find_order
from fsmdesk.exchange.durations import LengthUnit, unit_in_header, unit_of
from fsmdesk.exchange.fields import FieldType
from fsmdesk.exchange.matching import ColumnMatch
from fsmdesk.exchange.numbers import find_decimal_sign, number_of, read_number
from fsmdesk.exchange.table import Cell, SourceTable, is_blank

DATED = frozenset({FieldType.DATE, FieldType.INSTANT, FieldType.DEADLINE})
NUMBERED = frozenset(
    {FieldType.MONEY, FieldType.COUNT, FieldType.DURATION, FieldType.HOURS, FieldType.MINUTES}
)


class About(StrEnum):
    """What a question is about; the name of the option that answers it."""

    DATES = "dates"
    DECIMAL = "decimal"
    LENGTHS = "lengths"
    ENCODING = "encoding"
    SEPARATOR = "separator"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the file doesn't tell. Nothing is imported until the pressing ones are answered."""

    about: About
    text: str
    options: tuple[str, ...]
    column: str = ""
    is_pressing: bool = True


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said about the file; None where the file is to tell."""

    dates: DateOrder | None = None
    decimal: str | None = None
    lengths: LengthUnit | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How the columns of a file are read, by column name, and what is still open."""

    zone: ZoneInfo
    exponent: int
    orders: Mapping[str, DateOrder | None] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, LengthUnit] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()


def settle(
    table: SourceTable, matches: Sequence[ColumnMatch], answers: Answers, zone: ZoneInfo, exponent: int
) -> Reading:
    """How to read each column, told by the values of the whole file, or by a person's answers."""
    orders, open_orders = _orders(table, _of_type(matches, DATED), answers.dates)
    signs, open_signs = _signs(table, _of_type(matches, NUMBERED), answers.decimal)
    units, open_units = _units(table, _of_type(matches, {FieldType.DURATION}), signs, answers.lengths)
    questions = (*open_orders, *open_signs, *open_units, *_about_file(table))
    return Reading(zone, exponent, orders, signs, units, questions)


def _of_type(
    matches: Sequence[ColumnMatch], types: frozenset[FieldType] | set[FieldType]
) -> list[ColumnMatch]:
    return [match for match in matches if match.field is not None and match.field.type in types]


def _orders(
    table: SourceTable, matches: Sequence[ColumnMatch], given: DateOrder | None
) -> tuple[dict[str, DateOrder | None], list[Question]]:
    if given is not None:
        return {match.column.name: given for match in matches}, []
    findings = {match.column.name: find_order(texts_of(table, match)) for match in matches}
    known = {finding.order for finding in findings.values() if finding.order}
    # one program wrote the whole file: a column that tells speaks for those that don't
    shared = known.pop() if len(known) == 1 else None
    orders: dict[str, DateOrder | None] = {}
    questions = []
    for match in matches:
        finding = findings[match.column.name]
        orders[match.column.name] = finding.order or (None if finding.contradicts else shared)
        if finding.contradicts or (finding.is_open and shared is None):
            questions.append(_order_question(table, match, finding.contradicts))
    return orders, questions


def _order_question(table: SourceTable, match: ColumnMatch, contradicts: bool) -> Question:
    text = tr("Column “{column}”: is {example} written day first (dmy) or month first (mdy)?")
    if contradicts:
        text = tr(
            "Column “{column}” has dates that only fit day first (dmy) and others "
            "that only fit month first (mdy). Which is right?"
        )
    example = next(iter(texts_of(table, match)), "")
    return Question(
        About.DATES,
        text.format(column=match.column.name, example=example),
        ("dmy", "mdy"),
        match.column.name,
    )


def _signs(
    table: SourceTable, matches: Sequence[ColumnMatch], given: str | None
) -> tuple[dict[str, str], list[Question]]:
    if given is not None:
        return {match.column.name: given for match in matches}, []
    findings = {match.column.name: find_decimal_sign(texts_of(table, match)) for match in matches}
    known = {finding.sign for finding in findings.values() if finding.sign}
    shared = known.pop() if len(known) == 1 else None
    signs: dict[str, str] = {}
    questions = []
    for match in matches:
        finding = findings[match.column.name]
        signs[match.column.name] = finding.sign or shared or "."
        if finding.contradicts or (finding.is_open and finding.sign is None and shared is None):
            text = tr("Column “{column}”: is the decimal sign a point or a comma? For example {example}.")
            example = next((each for each in texts_of(table, match) if "." in each or "," in each), "")
            words = text.format(column=match.column.name, example=example)
            questions.append(Question(About.DECIMAL, words, (".", ","), match.column.name))
    return signs, questions


def _units(
    table: SourceTable, matches: Sequence[ColumnMatch], signs: Mapping[str, str], given: LengthUnit | None
) -> tuple[dict[str, LengthUnit], list[Question]]:
    units: dict[str, LengthUnit] = {}
    questions = []
    for match in matches:
        name = match.column.name
        unit = given or unit_in_header(match.column.header) or _unit_of_column(table, match, signs[name])
        if unit is None:
            text = tr(
                "Column “{column}”: are these hours or minutes? "
                "Map it to duration_hours or duration_minutes, for example {example}."
            )
            example = next(iter(texts_of(table, match)), "")
            words = text.format(column=name, example=example)
            questions.append(Question(About.LENGTHS, words, tuple(LengthUnit), name))
        else:
            units[name] = unit
    return units, questions


def _unit_of_column(table: SourceTable, match: ColumnMatch, sign: str) -> LengthUnit | None:
    numbers = []
    for cell in _cells(table, match):
        number = read_number(cell, sign) if isinstance(cell, str) else None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            number = number_of(cell)
        if number is not None:
            numbers.append(number)
    return unit_of(numbers)


def _about_file(table: SourceTable) -> list[Question]:
    texts: dict[str, Callable[[], str]] = {
        "encoding": lambda: tr(
            "The letters were read as {taken}. Look at the names; they could be {others}."
        ),
        "separator": lambda: tr("The columns were cut at {taken}. They could also be cut at {others}."),
    }
    return [
        Question(
            About(choice.about),
            texts[choice.about]().format(taken=choice.options[0], others=", ".join(choice.options[1:])),
            choice.options,
            is_pressing=False,
        )
        for choice in table.choices
    ]


def _cells(table: SourceTable, match: ColumnMatch) -> list[Cell]:
    at = match.column.position
    return [row.cells[at] for row in table.rows if not is_blank(row.cells[at])]


def texts_of(table: SourceTable, match: ColumnMatch) -> list[str]:
    """The filled cells of a column that are text; typed cells tell nothing about how a text is written."""
    return [cell for cell in _cells(table, match) if isinstance(cell, str)]
