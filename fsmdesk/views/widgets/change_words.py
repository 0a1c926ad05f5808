"""Who changed what, and how long ago, in words. No Qt."""

from datetime import datetime
from typing import Final

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr, trn

_MOST_SHOWN: Final = 60
_JUST_NOW_SECONDS: Final = 5


def changed_words(kind: str, who: str, at: datetime | None, now: datetime, formats: Formats) -> str:
    """`Rosa changed this work order 20 seconds ago.`, as far as it is known."""
    named = {"who": who or tr("Another seat"), "record": record_words(kind)}
    if at is None:
        return tr("{who} changed {record}.").format(**named)
    return tr("{who} changed {record} {when}.").format(**named, when=ago_words(at, now, formats))


def ago_words(at: datetime, now: datetime, formats: Formats) -> str:
    """`just now`, `20 seconds ago`, `3 minutes ago`, then the time of day, then the day with it."""
    seconds = int((now - at).total_seconds())
    if seconds < _JUST_NOW_SECONDS:
        return tr("just now")
    if seconds < 60:
        return tr("{n} seconds ago").format(n=formats.count(seconds))
    minutes = seconds // 60
    if minutes < 60:
        return trn("{n} minute ago", "{n} minutes ago", minutes).format(n=formats.count(minutes))
    is_today = wall_minute(at, formats.zone)[0] == wall_minute(now, formats.zone)[0]
    return tr("at {time}").format(time=formats.time(at)) if is_today else formats.instant(at)


def record_words(kind: str) -> str:
    """What a record of this kind is called where it is shown."""
    names = {
        "work_order": tr("this work order"),
        "invoice": tr("this invoice"),
        "customer": tr("this customer"),
        "contact": tr("this contact"),
        "site": tr("this site"),
        "place": tr("this place"),
        "equipment": tr("this equipment"),
        "agreement": tr("this agreement"),
        "item": tr("this item"),
        "technician": tr("this technician"),
        "absence": tr("this absence"),
        "tax": tr("this tax"),
        "person": tr("this person"),
        "company": tr("the company"),
    }
    return names.get(kind, tr("this"))


def quoted(text: str) -> str:
    """The text on one line between quotation marks, cut where it gets long; a dash for nothing."""
    line = " ".join(text.split())
    if not line:
        return "–"
    return f"“{line[:_MOST_SHOWN].rstrip()}…”" if len(line) > _MOST_SHOWN else f"“{line}”"
