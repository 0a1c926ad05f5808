"""Days as people type them; what can be read in two ways goes by the locale's order."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from string import Formatter
from typing import Final, NamedTuple

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.locale_facts import DateFacts, LocaleFacts
from fsmdesk.core.texts import search_fold
from fsmdesk.core.typed_numbers import plain_digits
from fsmdesk.core.words import tr

_LONGEST: Final = 80
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_YEARS_AHEAD: Final = 20
_RELATIVE: Final = (("today", 0), ("tomorrow", 1), ("yesterday", -1))
_MONTH, _WEEKDAY = "month_name", "weekday_name"


def name_form(name: str) -> str:
    """A month's or weekday's name as reading compares it."""
    return search_fold(name).strip(" .")


def read_date(text: str, facts: LocaleFacts, today: date, field: str) -> date:
    """The day that is meant: a written form of the locale, ISO, `today`, `+3`, or a weekday after today.

    A year of two digits lies between 79 years back and 20 ahead; without a year it is the nearest such day.

    Raises:
        RuleBroken: it can't be read, does not exist, or is not on the weekday that is named.
    """
    typed = " ".join(search_fold(plain_digits(text)).split())
    parts = None
    if 0 < len(typed) <= _LONGEST:
        days = _relative_days(typed, facts.dates, today)
        if days is not None:
            return today + timedelta(days=days)
        parts = _written(typed, facts.dates) or _in_figures(typed, facts.dates) or _loose(typed, facts.dates)
    if parts is None:
        words = tr("“{text}” is not a date. Write it like {example}.")
        example = facts.write_date(facts.dates.short, today)
        raise RuleBroken(words.format(text=text.strip()[:_LONGEST], example=example), field)
    return _day_of(parts, facts, today, field)


class _Parts(NamedTuple):
    """What was found in the text: the year as typed, None if left out, and a weekday if named."""

    day: int
    month: int
    year: str | None
    weekday: int | None = None


def _relative_days(typed: str, facts: DateFacts, today: date) -> int | None:
    for word, days in _RELATIVE:
        if typed in (word, search_fold(tr(word))):
            return days
    if re.fullmatch(r"[+-] ?\d{1,4}", typed):
        return int(typed.replace(" ", ""))
    weekday = _named(typed.strip(" ."), facts.weekday_forms)
    return None if weekday is None else (weekday - today.weekday() - 1) % 7 + 1


def _named(word: str, forms: Mapping[str, int]) -> int | None:
    """Number of the month or weekday with this name, or with the only name that begins so."""
    if word in forms:
        return forms[word]
    begun = {number for form, number in forms.items() if form.startswith(word)} if len(word) > 2 else set()
    return begun.pop() if len(begun) == 1 else None


def _written(typed: str, facts: DateFacts) -> _Parts | None:
    """Read by the forms that fsmdesk itself writes, in which nothing is ambiguous."""
    for pattern in _patterns(facts):
        match = pattern.fullmatch(typed)
        if match:
            found = match.groupdict()
            month = facts.month_forms[found[_MONTH]] if found.get(_MONTH) else int(found["month"])
            weekday = facts.weekday_forms[found[_WEEKDAY]] if found.get(_WEEKDAY) else None
            return _Parts(int(found["day"]), month, found["year"], weekday)
    return None


@lru_cache(maxsize=32)
def _patterns(facts: DateFacts) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(template, facts) for template in (facts.short, facts.medium, facts.long))


def _pattern(template: str, facts: DateFacts) -> re.Pattern[str]:
    fields = {
        "day.day": r"(?P<day>\d{1,2})",
        "day.month": r"(?P<month>\d{1,2})",
        "day.year": r"(?P<year>\d{4}|\d\d)",
        **dict.fromkeys(("short", "wide"), rf"(?P<{_MONTH}>{_any_of(facts.month_forms)})\.?"),
        **dict.fromkeys(("week", "weekday"), rf"(?P<{_WEEKDAY}>{_any_of(facts.weekday_forms)})\.?"),
    }
    made = ""
    for literal, name, _, _ in Formatter().parse(template):
        folded = re.escape(search_fold(plain_digits(f"|{literal}|"))[1:-1])
        made += re.sub(r"(\\ )+", r"\\s*", folded) + (fields[name] if name else "")
    return re.compile(made)


def _any_of(forms: Mapping[str, int]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def _in_figures(typed: str, facts: DateFacts) -> _Parts | None:
    """Two or three numbers in the locale's order; a year of four digits in front means ISO order."""
    numbers = re.split(r" ?[./\- ] ?", typed.rstrip("."))
    if not 2 <= len(numbers) <= 3 or not all(re.fullmatch(r"\d{1,2}|\d{4}", n) for n in numbers):
        return None
    order = facts.order if len(numbers) == 3 else facts.order.replace("y", "")
    if len(numbers) == 3 and len(numbers[0]) == 4:
        order = "ymd"
    found = dict(zip(order, numbers, strict=True))
    if len(found["d"]) == 4 or len(found["m"]) == 4:
        return None
    return _Parts(int(found["d"]), int(found["m"]), found.get("y"))


def _loose(typed: str, facts: DateFacts) -> _Parts | None:
    """A month by name with a day, and perhaps a year and a weekday, in any order."""
    months: list[int] = []
    weekdays: list[int] = []
    for word in re.findall(r"[^\W\d_]+", typed):
        month, weekday = _named(word, facts.month_forms), _named(word, facts.weekday_forms)
        if month is not None:
            months.append(month)
        elif weekday is not None:
            weekdays.append(weekday)
        else:
            return None
    numbers = re.findall(r"\d+", typed)
    years = [n for n in numbers if len(n) == 4]
    small = [n for n in numbers if len(n) <= 2]
    if len(months) != 1 or len(weekdays) > 1 or (len(small), len(years)) not in {(1, 0), (1, 1), (2, 0)}:
        return None
    if len(small) + len(years) != len(numbers):
        return None
    year = years[0] if years else (small[1] if len(small) == 2 else None)
    return _Parts(int(small[0]), months[0], year, weekdays[0] if weekdays else None)


def _day_of(parts: _Parts, facts: LocaleFacts, today: date, field: str) -> date:
    try:
        day = _nearest(parts, today) if parts.year is None else _in_year(parts, today)
    except ValueError as error:
        raise RuleBroken(tr("There is no such day."), field) from error
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise RuleBroken(tr("The year {year} is too far away.").format(year=day.year), field)
    if parts.weekday is not None and parts.weekday != day.weekday():
        words = tr("This day is a {weekday}.")
        raise RuleBroken(words.format(weekday=facts.dates.weekdays["wide"][day.weekday()]), field)
    return day


def _in_year(parts: _Parts, today: date) -> date:
    year = int(parts.year or 0)
    if len(parts.year or "") == 2:
        year += today.year // 100 * 100
        if year > today.year + _YEARS_AHEAD:
            year -= 100
        elif year <= today.year + _YEARS_AHEAD - 100:
            year += 100
    return date(year, parts.month, parts.day)


def _nearest(parts: _Parts, today: date) -> date:
    near = []
    for year in range(today.year - 1, today.year + 2):
        try:
            near.append(date(year, parts.month, parts.day))
        except ValueError:
            continue
    return min(near, key=lambda day: abs(day - today))
