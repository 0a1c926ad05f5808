"""Reads numbers as other programs write them, and tells the decimal sign from whole columns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_SPACES = "  \t\u00a0\u2007\u2009\u202f"
_GAPS = str.maketrans("", "", _SPACES + "'’")
# Signs and codes of currencies before or after a number; what they are worth is not for the reader to say.
_CURRENCY = re.compile(
    r"^(?:[A-Z]{1,3}\$|[$€£¥₺₹₽₴₪₩฿₫]|(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|TRY|TL|PLN|CZK|SEK|NOK|DKK|HUF|RON|MXN|BRL|ZAR|INR"
    r"|Fr\.?|Rs\.?|kr\.?|zł|Kč|R\$?)(?![A-Za-z]))",
    re.IGNORECASE,
)
_CURRENCY_AFTER = re.compile(
    r"(?:[$€£¥₺₹₽₴₪₩฿₫]|(?<![A-Za-z])(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|TRY|TL|PLN|CZK|SEK|NOK|DKK|HUF|RON|MXN|BRL|ZAR"
    r"|INR|Fr\.?|Rs\.?|kr\.?|zł|Kč))$",
    re.IGNORECASE,
)
# `5,-` and `5.--` are prices without cents
_NO_CENTS = re.compile(r"[.,][-–—]{1,2}$")
_FIGURES = re.compile(r"[0-9][0-9.,]*|[.,][0-9]+", re.ASCII)
_GROUPED = {
    ".": re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]*)?|[0-9]*(?:\.[0-9]*)?", re.ASCII),
    ",": re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]*)?|[0-9]*(?:,[0-9]*)?", re.ASCII),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a number with their marks, its sign, and the currency beside it."""

    digits: str
    negative: bool = False
    currency: str = ""


def split_number(text: str) -> Figures | None:
    """The parts of a text that is a number; None for anything else."""
    rest = text.strip(_SPACES)
    negative = rest.startswith("(") and rest.endswith(")")
    rest = _NO_CENTS.sub("", rest[1:-1] if negative else rest)
    currency = ""
    # a sign may stand outside or inside the currency: -$5 and $-5
    for _ in range(2):
        if not negative:
            rest, negative = _without_sign(rest)
        rest, found = _without_currency(rest)
        currency = currency or found
    digits = rest.translate(_GAPS)
    return Figures(digits, negative, currency) if _FIGURES.fullmatch(digits) else None


def read_number(text: str, decimal: str) -> Decimal | None:
    """The number that a text is, `decimal` being its decimal sign; None for anything else."""
    figures = split_number(text)
    if figures is None or not _GROUPED[decimal].fullmatch(figures.digits):
        return None
    grouping = "," if decimal == "." else "."
    plain = figures.digits.replace(grouping, "").replace(decimal, ".")
    number = Decimal(plain)
    return -number if figures.negative else number


def number_of(cell: int | float) -> Decimal:
    """The number in a typed cell, without the noise of its binary fraction."""
    return Decimal(format(cell, ".15g")) if isinstance(cell, float) else Decimal(cell)


def decimal_sign_of(text: str) -> str | None:
    """`.` or `,` if the text tells which is its decimal sign, `?` if either may be, None if it holds no such mark."""
    figures = split_number(text)
    if figures is None:
        return None
    digits = figures.digits
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return None
    if len(set(marks)) == 2:
        return marks[-1] if _GROUPED[marks[-1]].fullmatch(digits) else None
    if len(marks) > 1:
        sign = "," if marks[0] == "." else "."
        return sign if _GROUPED[sign].fullmatch(digits) else None
    whole, _, fraction = digits.partition(marks[0])
    # three figures after one mark: a thousand or a fraction, unless no thousand is written so
    if len(fraction) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        return "?"
    return marks[0]


@dataclass(frozen=True, slots=True)
class SignFinding:
    """What numbers say about their decimal sign: the sign if it is settled; else whether that matters."""

    sign: str | None
    is_open: bool
    contradicts: bool = False


def find_decimal_sign(cells: Iterable[str]) -> SignFinding:
    """The decimal sign of a column of numbers, as far as its values tell."""
    told = {sign for sign in map(decimal_sign_of, cells) if sign}
    clear = told - {"?"}
    if len(clear) == 1:
        return SignFinding(clear.pop(), False)
    return SignFinding(None, bool(told), contradicts=len(clear) > 1)


def _without_sign(text: str) -> tuple[str, bool]:
    text = text.strip(_SPACES)
    if text[:1] in ("-", "−", "–"):
        return text[1:].lstrip(_SPACES), True
    if text.endswith(("-", "−")):
        return text[:-1].rstrip(_SPACES), True
    return (text[1:].lstrip(_SPACES) if text[:1] == "+" else text), False


def _without_currency(text: str) -> tuple[str, str]:
    for pattern in (_CURRENCY, _CURRENCY_AFTER):
        found = pattern.search(text)
        if found:
            return (text[: found.start()] + text[found.end() :]).strip(_SPACES), found.group().strip()
    return text, ""
