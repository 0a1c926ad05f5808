"""Reads days and times as other programs write them, and tells the order of day and month from a whole column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import lru_cache

from fsmdesk.exchange.phrases import phrase


class DateOrder(StrEnum):
    """In which order a date is written."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, the time on the clock where one is given, and its distance from UTC where that is given."""

    day: date
    clock: time | None = None
    offset: timedelta | None = None


_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])", re.ASCII)
_IN_FIGURES = re.compile(r"([0-9]{1,2}) ?([-/. ]) ?([0-9]{1,2}) ?\2 ?([0-9]{4}|[0-9]{2})(?![0-9])", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])(?=$|T| )", re.ASCII)
_DAY_NAMED = re.compile(
    r"([0-9]{1,2})(?:\.|st|nd|rd|th|er)?[ -]+(?:de |of )?([^\W\d]+)\.?,?[ -]+(?:de )?([0-9]{4}|[0-9]{2})\b"
)
_NAMED_DAY = re.compile(r"([^\W\d]+)\.? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})\b")
_WEEKDAY = re.compile(r"^[^\W\d]{2,10}\.?, +(?=[0-9]|[^\W\d]+\.? +[0-9])|^[^\W\d]{2,10}\.? +(?=[0-9])")
_TIME = re.compile(
    r"^[ T,]*(?:(?:at|um|à|saat) )?([0-9]{1,2})(?:[:h.]([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?)?"
    r" ?([ap]\.? ?m\.?)?(?: ?(?:Uhr|h))?"
    r" ?(Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?$",
    re.ASCII | re.IGNORECASE,
)
_MONTHS = (
    "january|jan|janvier|janv|januar|jaenner|janner|ocak|oca|enero|ene",
    "february|feb|fevrier|fevr|fev|februar|subat|sub|febrero",
    "march|mar|mars|marz|maerz|mrz|mart|marzo",
    "april|apr|avril|avr|nisan|nis|abril|abr",
    "may|mai|mayis|mayo",
    "june|jun|juin|juni|haziran|haz|junio",
    "july|jul|juillet|juil|juli|temmuz|tem|julio",
    "august|aug|aout|agustos|agu|agosto|ago",
    "september|sep|sept|septembre|eylul|eyl|septiembre|set",
    "october|oct|octobre|oktober|okt|ekim|eki|octubre",
    "november|nov|novembre|kasim|kas|noviembre",
    "december|dec|decembre|dezember|dez|aralik|ara|diciembre|dic",
)
_MONTH_NAMED = {word: month for month, words in enumerate(_MONTHS, 1) for word in words.split("|")}
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def read_moment(text: str, order: DateOrder | None) -> Moment | None:
    """The moment that a cell names; None if it names none, or needs an order of day and month that isn't known."""
    text = " ".join(text.split())
    found = _self_evident(text) or _ordered(text, order)
    if found is None:
        return None
    day, rest = found
    if not rest:
        return Moment(day)
    clock = _clock(rest)
    return Moment(day, *clock) if clock is not None else None


def possible_orders(text: str) -> frozenset[DateOrder] | None:
    """The orders in which a date in figures makes a day; None for other texts and dates that need no order."""
    text = " ".join(text.split())
    parts = _in_figures(text)
    if parts is None:
        return None
    first, separator, second, third = parts[0].groups()
    orders = [DateOrder.DMY] if separator == "." else [DateOrder.DMY, DateOrder.MDY]
    fitting = frozenset(each for each in orders if _in_order(first, second, third, each))
    if not fitting and len(third) == 2 and _in_order(first, second, third, DateOrder.YMD):
        return frozenset({DateOrder.YMD})
    return fitting or None


@dataclass(frozen=True, slots=True)
class OrderFinding:
    """What a column says about its order: the order if only one fits; else whether that leaves days open."""

    order: DateOrder | None
    is_open: bool
    contradicts: bool = False


def find_order(cells: Iterable[str]) -> OrderFinding:
    """The order that a column of dates is written in, as far as its values tell."""
    fitting: frozenset[DateOrder] | None = None
    differs = False
    for cell in cells:
        orders = possible_orders(cell)
        if orders is None:
            continue
        fitting = orders if fitting is None else fitting & orders
        differs = differs or len({read_moment(cell, order) for order in orders}) > 1
        if not fitting:
            return OrderFinding(None, True, contradicts=True)
    if fitting is None or (len(fitting) > 1 and not differs):
        return OrderFinding(None, False)
    return OrderFinding(next(iter(fitting)), False) if len(fitting) == 1 else OrderFinding(None, True)


def _self_evident(text: str) -> tuple[date, str] | None:
    """Day and rest of a text that is clear without an order."""
    found = _YEAR_FIRST.match(text)
    if found:
        return _with_rest(text, found, found[1], found[3], found[4])
    found = _COMPACT.match(text)
    if found:
        return _with_rest(text, found, *found.groups())
    return _named(text)


def _named(text: str) -> tuple[date, str] | None:
    for attempt in (text, _WEEKDAY.sub("", text)):
        found = _DAY_NAMED.match(attempt)
        if found and (month := _MONTH_NAMED.get(phrase(found[2]))):
            return _with_rest(attempt, found, _whole_year(found[3]), month, found[1])
        found = _NAMED_DAY.match(attempt)
        if found and (month := _MONTH_NAMED.get(phrase(found[1]))):
            return _with_rest(attempt, found, found[3], month, found[2])
    return None


def _in_figures(text: str) -> tuple[re.Match[str], str] | None:
    """A date in figures with the year last, and the text after it; a weekday before it is passed over."""
    found = _IN_FIGURES.match(text)
    if found is None and text[:1].isalpha():
        text = _WEEKDAY.sub("", text)
        found = _IN_FIGURES.match(text)
    return (found, text[found.end() :].strip()) if found else None


def _ordered(text: str, order: DateOrder | None) -> tuple[date, str] | None:
    parts = _in_figures(text)
    if parts is None:
        return None
    first, separator, second, third = parts[0].groups()
    if separator == "." and order is not DateOrder.YMD:
        order = DateOrder.DMY
    if order is None:
        order = _indifferent(first, second, third)
    day = _in_order(first, second, third, order) if order else None
    return (day, parts[1]) if day else None


def _indifferent(first: str, second: str, third: str) -> DateOrder | None:
    """Any order, if day and month are the same number or only one order fits; else None."""
    both = {order: _in_order(first, second, third, order) for order in (DateOrder.DMY, DateOrder.MDY)}
    days = {day for day in both.values() if day}
    return next((order for order, day in both.items() if day), None) if len(days) == 1 else None


def _in_order(first: str, second: str, third: str, order: DateOrder) -> date | None:
    if order is DateOrder.YMD:
        return _day(_whole_year(first), second, third) if len(third) == 2 else None
    year = _whole_year(third)
    return _day(year, second, first) if order is DateOrder.DMY else _day(year, first, second)


def _with_rest(
    text: str, found: re.Match[str], year: str | int, month: str | int, day: str | int
) -> tuple[date, str] | None:
    made = _day(year, month, day)
    return (made, text[found.end() :].strip()) if made else None


@lru_cache(maxsize=4096)
def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _whole_year(figures: str) -> int:
    """Two figures are a year from 1969 to 2068, as POSIX has it."""
    year = int(figures)
    if len(figures) > 2:
        return year
    return year + (2000 if year < 69 else 1900)


@lru_cache(maxsize=4096)
def _clock(text: str) -> tuple[time, timedelta | None] | None:
    found = _TIME.match(text)
    if found is None or (found[2] is None and found[5] is None):
        return None
    hour = int(found[1])
    if found[5]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[5][0] in "pP" else 0)
    micro = int((found[4] or "0").ljust(6, "0")[:6])
    try:
        return time(hour, int(found[2] or 0), int(found[3] or 0), micro), _offset(found[6])
    except ValueError:
        return None


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text.upper() in ("Z", "UTC", "GMT"):
        return timedelta()
    sign = -1 if text[0] == "-" else 1
    offset = sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:]) if len(text) > 3 else 0)
    # raises ValueError where no such zone can be
    timezone(offset)
    return offset


def moment_of(cell: date | datetime) -> Moment:
    """The moment of a typed cell; a workbook writes a day as its midnight."""
    if isinstance(cell, datetime):
        return Moment(cell.date(), cell.time() if cell.time() != time() else None)
    return Moment(cell)
