"""Reads lengths of time as other programs write them, and tells hours from minutes."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from fsmdesk.core.money import half_up
from fsmdesk.exchange.phrases import phrase

_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::[0-5][0-9])?", re.ASCII)
_PART = r"([0-9]+(?:[.,][0-9]+)?)\s*({units})\b\.?"
_HOUR_WORDS = "hours|hour|hrs|hr|h|heures|heure|stunden|stunde|std|saat|sa|horas|hora"
_MINUTE_WORDS = "minutes|minute|mins|min|m|minuten|dakika|dk|minutos|minuto|mn"
_WORDED = re.compile(
    rf"(?:{_PART.format(units=_HOUR_WORDS)})?\s*(?:{_PART.format(units=_MINUTE_WORDS)})?",
    re.ASCII | re.IGNORECASE,
)
_HOURS_THEN_FIGURES = re.compile(r"([0-9]{1,3})h([0-5][0-9])", re.ASCII | re.IGNORECASE)


class LengthUnit(StrEnum):
    """What a bare number of a column of lengths counts."""

    HOURS = "hours"
    MINUTES = "minutes"


def read_length(text: str) -> int | None:
    """Minutes of a text that names its units, such as `1:30`, `1h30` or `2 hrs 15 min`; None for others."""
    text = text.strip()
    found = _CLOCK.fullmatch(text) or _HOURS_THEN_FIGURES.fullmatch(text)
    if found:
        return int(found[1]) * 60 + int(found[2])
    found = _WORDED.fullmatch(text)
    if found is None or not (found[1] or found[3]):
        return None
    hours, minutes = (Decimal((found[at] or "0").replace(",", ".")) for at in (1, 3))
    return whole_minutes(hours * 60 + minutes)


def whole_minutes(minutes: Decimal) -> int:
    """The nearest whole minute, half a minute rounded up."""
    numerator, denominator = minutes.as_integer_ratio()
    return half_up(numerator, denominator)


def unit_in_header(header: str) -> LengthUnit | None:
    """The unit that the words of a header name."""
    words = set(phrase(header).split())
    if words & set(_HOUR_WORDS.split("|")):
        return LengthUnit.HOURS
    return LengthUnit.MINUTES if words & set(_MINUTE_WORDS.split("|")) else None


def unit_of(values: Iterable[Decimal]) -> LengthUnit | None:
    """The unit that bare numbers speak for: jobs last from minutes to days; None if both would do."""
    counts = [value for value in values if value > 0]
    if not counts:
        return LengthUnit.MINUTES
    whole = all(value == value.to_integral_value() for value in counts)
    # 10 and more whole fives are minutes of a job; hours of a job are small
    if whole and min(counts) >= 10 and all(value % 5 == 0 for value in counts):
        return LengthUnit.MINUTES
    if max(counts) <= 24 and (min(counts) < 5 or not whole):
        return LengthUnit.HOURS
    return None
