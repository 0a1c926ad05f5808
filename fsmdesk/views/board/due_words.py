"""How soon a job is wanted, in few words, as it stands at the edge of a card."""

from datetime import date, timedelta
from enum import Enum

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.views.board.visit_words import time_text
from fsmdesk.views.board.visits import Job, Visit, instant_of

_SOON_MINUTES = 120
_NEAR = timedelta(days=7)


class Urgency(Enum):
    """What the words are coloured by."""

    LATE = "late"
    TODAY = "today"
    LATER = "later"


def due_words(job: Job, now_minute: int, formats: Formats) -> tuple[str, Urgency]:
    """Words and urgency: `due in 48 min`, `due 15:30`, `by Fri 27`, `no date`, `2 h late`."""
    due = job.due_minute
    if due is None:
        return window_words(job, now_minute, formats) or tr("no date"), Urgency.LATER
    if due < now_minute:
        return tr("{length} late").format(length=_length(now_minute - due, formats)), Urgency.LATE
    if due - now_minute < _SOON_MINUTES:
        return tr("due in {length}").format(length=formats.duration(due - now_minute)), Urgency.LATE
    if _day(due, formats) == _day(now_minute, formats):
        return tr("due {time}").format(time=time_text(due, formats)), Urgency.TODAY
    return tr("by {day}").format(day=_day_words(due, now_minute, formats)), Urgency.LATER


def window_words(job: Job | Visit, now_minute: int, formats: Formats) -> str:
    """When it suits the customer: `Mon 23 9:00–12:00`, `Fri 27 – Mon 30`; empty if nothing was said."""
    opens, closes = job.window_start_minute, job.window_end_minute
    if opens is None or closes is None:
        return ""
    first, last = _day_words(opens, now_minute, formats), _day_words(closes - 1, now_minute, formats)
    if first != last:
        return f"{first} – {last}"
    start, end = (wall_minute(instant_of(minute), formats.zone)[1] for minute in (opens, closes))
    if start == 0:  # as it was asked for: nobody means from midnight on
        return first if end == 0 else tr("{day} before {time}").format(day=first, time=formats.minute(end))
    return f"{first} {formats.minutes_span(start, end)}"


def _length(minutes: int, formats: Formats) -> str:
    days, rest = divmod(minutes, 24 * 60)
    return tr("{n} d").format(n=days) if days else formats.duration(rest)


def _day_words(minute: int, now_minute: int, formats: Formats) -> str:
    """`Fri 27` within a week, else the date, since the weekday would not tell which week is meant."""
    day = _day(minute, formats)
    if timedelta(0) <= day - _day(now_minute, formats) <= _NEAR:
        return f"{formats.weekday(day.weekday(), short=True)} {day.day}"
    return formats.date(day)


def _day(minute: int, formats: Formats) -> date:
    return wall_minute(instant_of(minute), formats.zone)[0]
