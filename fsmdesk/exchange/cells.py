"""Reads single cells into the values of a field, or says what is wrong with them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias
from zoneinfo import ZoneInfo

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.texts import find_forbidden, forbidden_words, unify_line_ends
from fsmdesk.core.words import tr
from fsmdesk.exchange.dates import DateOrder, Moment, moment_of, read_moment
from fsmdesk.exchange.durations import LengthUnit, read_length, whole_minutes
from fsmdesk.exchange.fields import Field, FieldType, Value
from fsmdesk.exchange.map_places import LIMITS, micro, read_degrees, read_pair
from fsmdesk.exchange.matching import ColumnMatch
from fsmdesk.exchange.numbers import number_of, read_number
from fsmdesk.exchange.phrases import phrase
from fsmdesk.exchange.questions import Reading
from fsmdesk.exchange.shapes import says_nothing
from fsmdesk.exchange.table import Cell, cell_text
from fsmdesk.exchange.vocabulary import JOB_KINDS, LINE_KINDS, PRIORITIES, STATES, YES_NO, StateReading
from fsmdesk.exchange.workbooks import NOT_CALCULATED

# None: the cell says nothing, or nothing that is a word of ours.
ReadCell: TypeAlias = Callable[[Cell], "Value | StateReading | None"]

MOST_MINUTES = 100_000
MOST_MINOR = 100_000_000_000
_LAST_MINUTE = time(23, 59)
_NO_VALUE = frozenset({"#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", NOT_CALCULATED})


def reader_of(match: ColumnMatch, reading: Reading, *, is_workbook: bool) -> ReadCell:
    """What reads the cells of a column into its field.

    The reader answers None for cells that say nothing. It raises RuleBroken with the reason for cells
    that can't be what the field holds.
    """
    if match.field is None:
        raise ValueError("a column without a field is kept as text")
    read = _reader(match.field, match.column.name, reading)
    return _without_errors(read) if is_workbook else read


def _reader(field: Field, column: str, reading: Reading) -> ReadCell:
    sign = reading.signs.get(column, ".")
    unit = reading.units.get(column, LengthUnit.MINUTES)
    order = reading.orders.get(column)
    match field.type:
        case FieldType.LINE:
            return lambda cell: _line(cell, field)
        case FieldType.TEXT:
            return lambda cell: _text(cell, field)
        case FieldType.LIST:
            return lambda cell: _list(cell, field)
        case FieldType.DATE:
            return lambda cell: _day(cell, order)
        case FieldType.INSTANT:
            return lambda cell: _instant(cell, order, reading.zone, time())
        case FieldType.DEADLINE:
            return lambda cell: _instant(cell, order, reading.zone, _LAST_MINUTE)
        case FieldType.COUNT:
            return lambda cell: _count(cell, sign)
        case FieldType.MONEY:
            return lambda cell: _money(cell, sign, reading.exponent)
        case FieldType.DURATION:
            return lambda cell: _minutes(cell, sign, unit)
        case FieldType.HOURS:
            return lambda cell: _minutes(cell, sign, LengthUnit.HOURS)
        case FieldType.MINUTES:
            return lambda cell: _minutes(cell, sign, LengthUnit.MINUTES)
        case _:
            return _PLAIN_READERS[field.type]


def _without_errors(read: ReadCell) -> ReadCell:
    """Refuses the errors of formulas, which a workbook holds as if they were text."""

    def checked(cell: Cell) -> "Value | StateReading | None":
        if isinstance(cell, str) and cell[:1] == "#" and cell in _NO_VALUE:
            if cell == NOT_CALCULATED:
                raise RuleBroken(
                    tr("the formula was never calculated; open the workbook in Excel and save it")
                )
            raise RuleBroken(tr("the formula ends in an error"))
        return read(cell)

    return checked


def check_text(text: str, field: Field | None = None) -> str:
    """The text itself, if it can be stored; without a field, as a text of several lines.

    Raises:
        RuleBroken: it holds a character that can't be stored, or is too long.
    """
    is_line = field is not None and field.type is not FieldType.TEXT
    found = find_forbidden(text, multiline=not is_line)
    if found:
        raise RuleBroken(forbidden_words(tr("the cell"), *found))
    longest = field.max_length if field is not None else 16_000
    if len(text) > longest:
        words = tr("the text has {length} characters; at most {limit} fit")
        raise RuleBroken(words.format(length=len(text), limit=longest))
    return text


def _line(cell: Cell, field: Field) -> str | None:
    text = cell_text(cell).strip()
    # a dash is a name to some, but no key
    if says_nothing(text, is_text=field.name != "external_id"):
        return None
    return check_text(text, field)


def _text(cell: Cell, field: Field) -> str | None:
    text = unify_line_ends(cell_text(cell))
    if says_nothing(text.strip(), is_text=True):
        return None
    return check_text(text, field)


def _list(cell: Cell, field: Field) -> tuple[str, ...] | None:
    text = cell_text(cell)
    if says_nothing(text.strip(), is_text=True):
        return None
    separator = next((mark for mark in (";", "|", "\n", ",") if mark in text), ";")
    parts = (part.strip() for part in text.split(separator))
    return tuple(dict.fromkeys(check_text(part, field) for part in parts if part)) or None


def _moment(cell: Cell, order: DateOrder | None) -> Moment | None:
    if isinstance(cell, date):
        return moment_of(cell)
    text = cell_text(cell).strip()
    if says_nothing(text, is_text=False):
        return None
    moment = read_moment(text, order) if isinstance(cell, str) else None
    if moment is None:
        reason = (
            tr("this is no date")
            if order is None
            else tr("this is no date written {order}").format(order=order)
        )
        raise RuleBroken(reason)
    return moment


def _day(cell: Cell, order: DateOrder | None) -> date | None:
    moment = _moment(cell, order)
    return moment.day if moment else None


def _instant(cell: Cell, order: DateOrder | None, zone: ZoneInfo, whole_day: time) -> datetime | None:
    moment = _moment(cell, order)
    if moment is None:
        return None
    clock = whole_day if moment.clock is None else moment.clock
    if moment.offset is not None:
        return (datetime.combine(moment.day, clock) - moment.offset).replace(tzinfo=UTC)
    return datetime.combine(moment.day, clock, zone).astimezone(UTC)


def _number(cell: Cell, sign: str) -> Decimal | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return number_of(cell)
    text = cell_text(cell).strip()
    if says_nothing(text, is_text=False):
        return None
    number = read_number(text, sign) if isinstance(cell, str) else None
    if number is None:
        raise RuleBroken(tr("this is no number"))
    return number


def _count(cell: Cell, sign: str) -> int | None:
    number = _number(cell, sign)
    if number is None:
        return None
    if number != number.to_integral_value() or not 0 <= number <= 10**9:
        raise RuleBroken(tr("this is no whole number from 0 up"))
    return int(number)


def _money(cell: Cell, sign: str, exponent: int) -> int | None:
    number = _number(cell, sign)
    if number is None:
        return None
    minor = number.scaleb(exponent)
    if minor != minor.to_integral_value():
        raise RuleBroken(tr("this amount has more than {n} decimals").format(n=exponent))
    if minor < 0:
        raise RuleBroken(tr("an amount is not below zero"))
    if minor > MOST_MINOR:
        raise RuleBroken(tr("this amount is too large"))
    return int(minor)


def _minutes(cell: Cell, sign: str, unit: LengthUnit) -> int | None:
    minutes = _worded_minutes(cell)
    if minutes is None:
        number = _number(cell, sign)
        # no hours at all is how other programs leave it open
        if not number:
            return None
        if number < 0:
            raise RuleBroken(tr("a duration is not below zero"))
        if number > MOST_MINUTES:
            raise RuleBroken(tr("this duration is too long"))
        minutes = whole_minutes(number * 60 if unit is LengthUnit.HOURS else number)
    if minutes > MOST_MINUTES:
        raise RuleBroken(tr("this duration is too long"))
    return minutes or None


def _worded_minutes(cell: Cell) -> int | None:
    if isinstance(cell, timedelta):
        return whole_minutes(Decimal(int(cell.total_seconds())) / 60)
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute
    return read_length(cell) if isinstance(cell, str) else None


def _degrees(cell: Cell, which: str) -> int | None:
    limit = LIMITS[which]
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        found = micro(number_of(cell), limit)
    else:
        text = cell_text(cell).strip()
        if says_nothing(text, is_text=False):
            return None
        found = read_degrees(text, limit)
    if found is None:
        raise RuleBroken(
            tr("this is no {which} from -{limit} to {limit}").format(which=tr(which), limit=limit)
        )
    return found


def _pair(cell: Cell) -> tuple[int, int] | None:
    text = cell_text(cell).strip()
    if says_nothing(text, is_text=False):
        return None
    pair = read_pair(text)
    if pair is None:
        raise RuleBroken(tr("these are no latitude and longitude"))
    return pair


def _yes_no(cell: Cell) -> bool | None:
    if isinstance(cell, bool):
        return cell
    text = cell_text(cell).strip()
    if says_nothing(text, is_text=False):
        return None
    answer = YES_NO.get(phrase(text))
    if answer is None:
        raise RuleBroken(tr("this is neither yes nor no"))
    return answer


_PLAIN_READERS: dict[FieldType, ReadCell] = {
    FieldType.LATITUDE: lambda cell: _degrees(cell, "latitude"),
    FieldType.LONGITUDE: lambda cell: _degrees(cell, "longitude"),
    FieldType.COORDINATES: _pair,
    FieldType.YES_NO: _yes_no,
    FieldType.PRIORITY: lambda cell: PRIORITIES.get(phrase(cell_text(cell))),
    FieldType.STATE: lambda cell: STATES.get(phrase(cell_text(cell))),
    FieldType.JOB_KIND: lambda cell: JOB_KINDS.get(phrase(cell_text(cell))),
    FieldType.LINE_KIND: lambda cell: LINE_KINDS.get(phrase(cell_text(cell))),
}
