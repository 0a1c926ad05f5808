"""When it suits the caller, as people say it: `today before 15:00`, `tomorrow morning`, `Mon 9-12`."""

import re
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.texts import search_fold
from fsmdesk.core.times import instant_at, wall_minute
from fsmdesk.core.words import tr

_DAY: Final = 24 * 60
_LONGEST: Final = 80
_TIME: Final = r"\d{1,2}(?:[:.h]?\d\d)?(?: ?[ap]\.?m\.?)?"
_PARTS_OF_DAY: Final = (
    ("morning", 8 * 60, 12 * 60),
    ("afternoon", 12 * 60, 17 * 60),
    ("evening", 17 * 60, 21 * 60),
    ("all day", 0, _DAY),
    ("any time", 0, _DAY),
)
_BEFORE: Final = ("before", "until", "till", "by")
_UP_TO: Final = ("by", "until", "till")
_AFTER: Final = ("after", "from", "not before")
_TO: Final = ("to", "and", "until", "till")
_IDLE: Final = ("on", "at", "this", "in the", "between")


class Window(NamedTuple):
    """From and to, aware UTC."""

    start: datetime
    end: datetime


class _Minutes(NamedTuple):
    start: int
    end: int


def read_window(text: str, formats: Formats, today: date, field: str = "window_end_at") -> Window:
    """The time that is meant; without a day it is today, without a time the whole day.

    Raises:
        RuleBroken: it can't be read, or ends before it starts.
    """
    typed = " ".join(search_fold(text).replace(",", " ").split())[:_LONGEST]
    several = _several_days(typed, formats, today)
    if several is not None:
        return several
    minutes, day_words = _split_times(typed, formats, field)
    day_words = _without_idle(day_words)
    if minutes is None:
        day = _day(day_words, text, formats, today, field)
        return _window(day, 0, day, _DAY, formats)
    if minutes.end <= minutes.start:
        raise RuleBroken(tr("The end must be after the start."), field)
    day = _day(day_words, text, formats, today, field) if day_words else today
    return _window(day, minutes.start, day, minutes.end, formats)


def write_window(window: Window, formats: Formats, today: date) -> str:
    """The window in words that `read_window` reads as the same."""
    first, start = wall_minute(window.start, formats.zone)
    last, end = wall_minute(window.end, formats.zone)
    if end == 0:
        last, end = last - timedelta(days=1), _DAY
    for text in (_spoken(first, start, last, end, formats, today), _plain(first, start, last, end)):
        try:
            if read_window(text, formats, today) == window:
                return text
        except RuleBroken:
            continue
    return f"{formats.instant(window.start)} – {formats.instant(window.end)}"


def _spoken(first: date, start: int, last: date, end: int, formats: Formats, today: date) -> str:
    day = _day_words(first, formats, today)
    if first != last:
        return f"{day} – {_day_words(last, formats, today)}"
    if start == 0:
        if end == _DAY:
            return day
        return tr("{day}, before {time}").format(day=day, time=formats.minute(end))
    if end == _DAY:
        return tr("{day}, after {time}").format(day=day, time=formats.minute(start))
    return f"{day}, {formats.minute(start)}–{formats.minute(end)}"


def _plain(first: date, start: int, last: date, end: int) -> str:
    if first != last:
        return f"{first.isoformat()} – {last.isoformat()}"
    end %= _DAY  # 00:00 is read as the end of the day
    return f"{first.isoformat()} {start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"


def _day_words(day: date, formats: Formats, today: date) -> str:
    named = {today: tr("today"), today + timedelta(days=1): tr("tomorrow")}
    return named.get(day) or formats.date(day)


def _window(first: date, start: int, last: date, end: int, formats: Formats) -> Window:
    return Window(instant_at(first, start, formats.zone), instant_at(last, end, formats.zone))


def _split_times(typed: str, formats: Formats, field: str) -> tuple[_Minutes | None, str]:
    """The times, None if there are none, and the words that are left."""
    for name, start, end in _PARTS_OF_DAY:
        found = re.search(rf"\b(?:{_any_of((name,))})\b", typed)
        if found:
            return _Minutes(start, end), _rest(typed, found)
    to = rf"(?:[-–—]|{_any_of(_TO)})"
    found = re.search(rf"(?<![\d./-])({_TIME}) ?{to} ?({_TIME})(?![\d./-])", typed)
    if found:
        return _range(found[1], found[2], formats, field), _rest(typed, found, _AFTER)
    found = re.search(rf"\b(?:{_any_of(_BEFORE)}) ({_TIME})(?![\w./-])", typed)
    if found:
        return _Minutes(0, formats.parse_time(found[1], field)), _rest(typed, found)
    found = re.search(rf"\b(?:{_any_of(_AFTER)}) ({_TIME})(?![\w./-])", typed)
    if found:
        return _Minutes(formats.parse_time(found[1], field), _DAY), _rest(typed, found)
    found = re.search(r"(?<![\d./-])\d{1,2}(?::\d\d(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?)(?![\w./-])", typed)
    if found:  # one time of day alone: somebody should come within that hour
        start = formats.parse_time(found[0], field)
        return _Minutes(start, min(start + 60, _DAY)), _rest(typed, found)
    return None, typed


def _range(first: str, second: str, formats: Formats, field: str) -> _Minutes:
    """Two times; in `1-3 pm` the first is of the same half of the day."""
    start, end = formats.parse_time(first, field), formats.parse_time(second, field)
    is_open = not re.search(r"[ap]", first) and re.search(r"p", second)
    if is_open and start + _DAY // 2 < end:
        start += _DAY // 2
    return _Minutes(start, end or _DAY)


def _rest(typed: str, found: re.Match[str], before: tuple[str, ...] = ()) -> str:
    left = typed[: found.start()].strip()
    for word in _forms(before):
        left = re.sub(rf"(?:^|\s){re.escape(word)}$", "", left)
    return f"{left} {typed[found.end() :]}".strip()


def _without_idle(words: str) -> str:
    for word in _forms(_IDLE):
        words = re.sub(rf"^{re.escape(word)}(?:\s|$)|(?:^|\s){re.escape(word)}$", "", words).strip()
    return words


def _several_days(typed: str, formats: Formats, today: date) -> Window | None:
    """From one named day to another, or from today up to one; None if something else is meant."""
    until = re.fullmatch(rf"(?:{_any_of(_UP_TO)}) (.*[^\W\d_]{{3}}.*)", typed)
    words = ["today", until[1]] if until else re.split(rf" (?:[-–—]|{_any_of(_TO)}) ", typed)
    if len(words) != 2 or not all(re.search(r"[^\W\d_]{2}", each) for each in words):
        return None
    try:
        first = formats.parse_date(words[0], today)
        last = formats.parse_date(words[1], today if until else first)
    except RuleBroken:
        return None
    return _window(first, 0, last, _DAY, formats) if first <= last else None


def _day(words: str, text: str, formats: Formats, today: date, field: str) -> date:
    try:
        return formats.parse_date(words, today, field)
    except RuleBroken as error:
        raise _unreadable(text, formats, field) from error


def _unreadable(text: str, formats: Formats, field: str) -> RuleBroken:
    says = tr("“{text}” is not a time. Write it like {example}.")
    example = tr("tomorrow before {time}").format(time=formats.minute(15 * 60))
    return RuleBroken(says.format(text=text.strip()[:_LONGEST], example=example), field)


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in _forms(words))


def _forms(words: tuple[str, ...]) -> list[str]:
    """The words in English and in the chosen language, the longest first."""
    forms = {*words, *(search_fold(tr(word)) for word in words)}
    return sorted(forms, key=len, reverse=True)
