"""Times of day and lengths of time as people type them."""

import re
from typing import Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.locale_facts import TimeFacts
from fsmdesk.core.money import half_up
from fsmdesk.core.texts import search_fold
from fsmdesk.core.typed_numbers import plain_digits
from fsmdesk.core.words import tr

_LONGEST: Final = 40
_LONGEST_HOURS: Final = 24 * 366
# Letters that may stand between or after the figures of a time and mean only "o'clock".
_CLOCK_LETTERS: Final = frozenset({"", "h", "uhr", "kl", "時分", "時"})
_HOUR_WORDS: Final = frozenset({"h", "hr", "hrs", "hour", "hours"})
_MINUTE_WORDS: Final = frozenset({"m", "min", "mins", "minute", "minutes"})
_LENGTH_PART: Final = re.compile(r"(\d{1,5}(?:[.,]\d{1,4})?)\s*([^\W\d_]*)\.?\s*")


def read_time(text: str, facts: TimeFacts, field: str) -> int:
    """Minutes after midnight of a typed time: `9`, `930`, `9:30`, `9.30 pm`.

    Raises:
        RuleBroken: it is not a time of day.
    """
    typed = search_fold(plain_digits(text))
    numbers = re.findall(r"\d+", typed)
    if len(numbers) == 1 and 3 <= len(numbers[0]) <= 4:
        numbers = [numbers[0][:-2], numbers[0][-2:]]
    half = _half_of_day(_letters(typed), facts) if len(typed) <= _LONGEST else None
    if half is not None and 1 <= len(numbers) <= 2 and max(map(len, numbers)) <= 2:
        hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) == 2 else 0
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
            half = ""
        if not half and hour < 24 and minute < 60:
            return hour * 60 + minute
    words = tr("“{text}” is not a time of day. Write it like {example}.")
    raise RuleBroken(words.format(text=text.strip()[:_LONGEST], example=facts.write(9 * 60 + 30)), field)


def _letters(folded: str) -> str:
    """What stands beside the figures, without blanks and the marks of a time."""
    return re.sub(r"[\d\s.:]", "", folded)


def _half_of_day(letters: str, facts: TimeFacts) -> str | None:
    """`am` or `pm`, empty for none, None if the letters say something else."""
    if letters in _CLOCK_LETTERS or letters == _written_letters(facts, ""):
        return ""
    for half, name in (("am", facts.before_noon), ("pm", facts.after_noon)):
        if letters in (half, half[0], _letters(search_fold(name)), _written_letters(facts, name)):
            return half
    return None


def _written_letters(facts: TimeFacts, period: str) -> str:
    """What the locale itself writes beside the figures."""
    return _letters(search_fold(facts.template.format(hour="", minute="", period=period)))


def read_duration(text: str, field: str) -> int:
    """Minutes of a typed length: `1:30`, `90`, `1.5h`, `1 h 30`, `90 min`.

    A bare whole number is minutes, a bare number with decimals is hours. Parts of a minute are rounded,
    half up.

    Raises:
        RuleBroken: it can't be read, or is longer than a year.
    """
    typed = search_fold(plain_digits(text))
    minutes = _clock_length(typed) if len(typed) <= _LONGEST else None
    if minutes is None:
        words = tr("“{text}” is not a length of time. Write it like 1:30, 1.5 h or 90 min.")
        raise RuleBroken(words.format(text=text.strip()[:_LONGEST]), field)
    if minutes > _LONGEST_HOURS * 60:
        raise RuleBroken(tr("This is longer than a year."), field)
    return minutes


def _clock_length(typed: str) -> int | None:
    clock = re.fullmatch(r"(\d{1,4}):([0-5]\d)(?: ?h)?", typed)
    if clock:
        return int(clock[1]) * 60 + int(clock[2])
    parts = _LENGTH_PART.findall(typed)
    if not parts or _LENGTH_PART.sub("", typed).strip():
        return None
    return _one_part(*parts[0]) if len(parts) == 1 else _hours_and_minutes(parts)


def _one_part(number: str, unit: str) -> int | None:
    decimals = "." in number or "," in number
    if unit in _hour_words() or (not unit and decimals):
        return _in_minutes(number, 60)
    return _in_minutes(number, 1) if not unit or unit in _minute_words() else None


def _hours_and_minutes(parts: list[tuple[str, str]]) -> int | None:
    """`1 h 30` and `1 h 30 min`: whole hours, then less than an hour of whole minutes."""
    if len(parts) != 2 or parts[0][1] not in _hour_words() or parts[1][1] not in {"", *_minute_words()}:
        return None
    hours, minutes = parts[0][0], parts[1][0]
    whole = hours.isdecimal() and minutes.isdecimal() and int(minutes) < 60
    return int(hours) * 60 + int(minutes) if whole else None


def _in_minutes(number: str, each: int) -> int:
    whole, _, fraction = number.replace(",", ".").partition(".")
    return half_up(int(whole + fraction) * each, 10 ** len(fraction))


def _hour_words() -> frozenset[str]:
    return _HOUR_WORDS | {search_fold(tr("h"))}


def _minute_words() -> frozenset[str]:
    return _MINUTE_WORDS | {search_fold(tr("min"))}
