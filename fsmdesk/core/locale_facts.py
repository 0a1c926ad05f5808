"""What a locale says about numbers, dates and times, as plain values with the writing of them.

`core/formats.py` fills these from Babel once for each locale; from then on writing a number costs no lookup.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

ASCII_DIGITS: Final = "0123456789"


@dataclass(frozen=True, slots=True)
class NumberFacts:
    """How numbers are written: `last_group` digits before the decimal mark, then groups of `other_groups`."""

    digits: str
    decimal: str
    group: str
    last_group: int
    other_groups: int
    minus: str
    percent_before: str
    percent_after: str
    code_before: bool

    def write(self, negative: bool, whole: int, fraction: str) -> str:
        """The number with its groups, in the locale's digits; `fraction` are ASCII digits, or empty."""
        text = self._grouped(whole)
        if fraction:
            text += self.decimal + fraction
        if self.digits != ASCII_DIGITS:
            text = text.translate(str.maketrans(ASCII_DIGITS, self.digits))
        return self.minus + text if negative else text

    def _grouped(self, whole: int) -> str:
        if self.last_group == self.other_groups == 3:
            return f"{whole:,}".replace(",", self.group)
        text = str(whole)
        if not self.last_group or len(text) <= self.last_group:
            return text
        head, parts = text[: -self.last_group], [text[-self.last_group :]]
        while head:
            parts.append(head[-self.other_groups :])
            head = head[: -self.other_groups]
        return self.group.join(reversed(parts))


# Compared by identity: there is one for each locale, and reading keeps its patterns by it.
@dataclass(frozen=True, slots=True, eq=False)
class DateFacts:
    """Names and templates of dates. A template has the fields of `write_date`; `order` permutes "dmy".

    `months` and `weekdays` have the widths `wide` and `abbreviated`, January and Monday first. The forms map
    every way to write a month (1 is January) or a weekday (0 is Monday), folded for search, to its number.
    """

    short: str
    medium: str
    long: str
    order: str
    months: Mapping[str, Sequence[str]]
    weekdays: Mapping[str, Sequence[str]]
    month_forms: Mapping[str, int]
    weekday_forms: Mapping[str, int]
    first_weekday: int


@dataclass(frozen=True, slots=True)
class TimeFacts:
    """How a time of day is written: 24 hours or with day periods; `template` has hour, minute, period."""

    template: str
    twelve_hours: bool
    padded: bool
    before_noon: str
    after_noon: str

    def write(self, minute: int, bare: bool = False) -> str:
        """The time at `minute` after midnight; `bare` leaves away the zero in front of a 24-hour time."""
        hour, rest = divmod(minute % 1440, 60)
        if self.twelve_hours:
            period = self.before_noon if hour < 12 else self.after_noon
            return self.template.format(hour=hour % 12 or 12, minute=f"{rest:02d}", period=period)
        shown = f"{hour:02d}" if self.padded and not bare else hour
        return self.template.format(hour=shown, minute=f"{rest:02d}", period="")


@dataclass(frozen=True, slots=True)
class LocaleFacts:
    """All that fsmdesk knows about one locale."""

    numbers: NumberFacts
    dates: DateFacts
    times: TimeFacts

    def in_digits(self, text: str) -> str:
        """The text with its ASCII digits turned into the locale's."""
        if self.numbers.digits == ASCII_DIGITS:
            return text
        return text.translate(str.maketrans(ASCII_DIGITS, self.numbers.digits))

    def write_date(self, template: str, day: date) -> str:
        """The date in one of the templates of `dates`."""
        month, weekday = day.month - 1, day.weekday()
        facts = self.dates
        text = template.format(
            day=day, wide=facts.months["wide"][month], short=facts.months["abbreviated"][month],
            weekday=facts.weekdays["wide"][weekday], week=facts.weekdays["abbreviated"][weekday],
        )  # fmt: skip
        return self.in_digits(text)


# Fields of the CLDR date patterns, as fields of the templates.
_DATE_FIELDS: Final = {
    "d": "{day.day}",
    "dd": "{day.day:02d}",
    "M": "{day.month}",
    "MM": "{day.month:02d}",
    "L": "{day.month}",
    "LL": "{day.month:02d}",
    "MMM": "{short}",
    "LLL": "{short}",
    "MMMM": "{wide}",
    "LLLL": "{wide}",
    # Two-digit years are ambiguous on paper, so every form shows four.
    "y": "{day.year:04d}",
    "yy": "{day.year:04d}",
    "yyyy": "{day.year:04d}",
    "E": "{week}",
    "EEE": "{week}",
    "ccc": "{week}",
    "EEEE": "{weekday}",
    "cccc": "{weekday}",
    # The era is dropped: no job is before our era.
    "G": "",
}
_TIME_FIELDS: Final = {
    "h": "{hour}",
    "hh": "{hour}",
    "K": "{hour}",
    "H": "{hour}",
    "HH": "{hour}",
    "k": "{hour}",
    "m": "{minute}",
    "mm": "{minute}",
    "a": "{period}",
    "b": "{period}",
    "B": "{period}",
}


def date_template(pattern: str) -> str:
    """The template of a CLDR date pattern."""
    return _template(pattern, _DATE_FIELDS)


def time_template(pattern: str) -> str:
    """The template of a CLDR time pattern."""
    return _template(pattern, _TIME_FIELDS)


def _template(pattern: str, fields: Mapping[str, str]) -> str:
    """Fields replaced, quoted text kept; a field that is not known raises KeyError, never prints wrong."""
    done, place = [], 0
    while place < len(pattern):
        character = pattern[place]
        if character == "'":
            end = pattern.index("'", place + 1)
            done.append(pattern[place + 1 : end] or "'")
            place = end + 1
        elif character.isascii() and character.isalpha():
            end = place
            while end < len(pattern) and pattern[end] == character:
                end += 1
            done.append(fields[pattern[place:end]])
            place = end
        else:
            done.append(character)
            place += 1
    return "".join(done).strip()
