"""How long a request waits and how soon it is wanted, in few words."""

from datetime import datetime, timedelta

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr

_MINUTE = timedelta(minutes=1)
_SOON = timedelta(hours=2)
_WEEK = timedelta(days=7)


def age_words(since: datetime, now: datetime, formats: Formats) -> str:
    """`just now`, `58 min`, `3 h`, `2 d`."""
    minutes = int((now - since).total_seconds() // 60)
    if minutes < 1:
        return tr("just now")
    if minutes < 60:
        return formats.duration(minutes)
    if minutes < 24 * 60:
        return formats.duration(minutes // 60 * 60)
    return tr("{n} d").format(n=formats.count(minutes // (24 * 60)))


def ago_words(since: datetime, now: datetime, formats: Formats) -> str:
    """`just now`, `58 min ago`."""
    age = age_words(since, now, formats)
    return age if now - since < _MINUTE else tr("{age} ago").format(age=age)


def due_words(due: datetime | None, now: datetime, formats: Formats) -> tuple[str, str]:
    """`due 15:30` and the token of its colour: late and soon in red, today in orange, else muted."""
    if due is None:
        return "", "muted"
    if now - _MINUTE < due <= now:
        return tr("due now"), "danger_text"
    if due <= now:
        return tr("{length} late").format(length=age_words(due, now, formats)), "danger_text"
    day, minute = wall_minute(due, formats.zone)
    if due - now < _SOON:
        left = int((due - now).total_seconds() // 60)
        return tr("due in {length}").format(length=formats.duration(max(left, 1))), "danger_text"
    if day == wall_minute(now, formats.zone)[0]:
        return tr("due {time}").format(time=formats.minute(minute)), "warn_text"
    if due - now < _WEEK:
        weekday = formats.weekday(day.weekday(), short=True)
        return tr("due {weekday} {time}").format(weekday=weekday, time=formats.minute(minute)), "muted"
    return tr("due {day}").format(day=formats.date(day)), "muted"
