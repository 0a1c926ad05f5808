"""The ways before and after a visit, and the sentences that say when they do not fit between its neighbours."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fsmdesk.core.formats import Formats
from fsmdesk.core.near_times import time_near
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr

_MOST_LETTERS: Final = 44


@dataclass(frozen=True, slots=True)
class Way:
    """So many minutes from the place before, or to the place after.

    `at` is when the technician is free there, or has to be there; None if it is home, where nobody waits.
    `key` is the visit there.
    """

    minutes: int
    place: str = ""
    at: datetime | None = None
    key: Hashable = None


def tight_ways(
    span: Span, before: Way | None, after: Way | None, name: str, formats: Formats
) -> Iterator[tuple[str, Hashable]]:
    """A sentence for each way that takes longer than there is time for it, with the visit it leads from or to."""
    free_at = before.at if before is not None else None
    if (
        before is not None
        and free_at is not None
        and free_at + timedelta(minutes=before.minutes) > span.start
    ):
        words = tr("The way from {place} takes {length}: {name} is there until {time}.")
        yield _said(words, before, free_at, span, name, formats), before.key
    due_at = after.at if after is not None else None
    if after is not None and due_at is not None and span.end + timedelta(minutes=after.minutes) > due_at:
        words = tr("The way to {place} takes {length}: {name} has to be there at {time}.")
        yield _said(words, after, due_at, span, name, formats), after.key


def short_place(place: str) -> str:
    """The place in a few words: what follows it in a sentence is to be seen, too."""
    return place if len(place) <= _MOST_LETTERS else f"{place[: _MOST_LETTERS - 1].rstrip(' ,;–-')}…"


def _said(words: str, way: Way, at: datetime, span: Span, name: str, formats: Formats) -> str:
    length, time = formats.duration(way.minutes), time_near(at, span, formats)
    return words.format(place=short_place(way.place), length=length, name=name, time=time)
