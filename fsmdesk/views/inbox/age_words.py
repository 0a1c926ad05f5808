"""How long a request waits, in few words."""

from datetime import datetime, timedelta

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr

_MINUTE = timedelta(minutes=1)


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
