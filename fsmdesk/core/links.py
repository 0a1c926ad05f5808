"""Jobs that come before or after each other, and the sentences that say when a place breaks that order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fsmdesk.core.formats import Formats
from fsmdesk.core.near_times import time_near
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr


@dataclass(frozen=True, slots=True)
class Link:
    """A job that comes before or after another: its number, and when it ends or begins; None if that is not planned."""

    number: int
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """What a job depends on that is not complete, and what depends on the job."""

    waits_for: tuple[Link, ...] = ()
    awaited_by: tuple[Link, ...] = ()


NO_LINKS: Final = Links()


def broken_links(span: Span, links: Links, formats: Formats) -> Iterator[str]:
    """A sentence for each job that this span comes before or after against the order."""
    for link in links.waits_for:
        if link.at is None:
            yield tr("Job {number} has to be done before, and is not planned to its end.").format(
                number=link.number
            )
        elif link.at > span.start:
            words = tr("Job {number} has to be done before, and is planned until {time}.")
            yield words.format(number=link.number, time=time_near(link.at, span, formats))
    for link in links.awaited_by:
        if link.at is not None and link.at < span.end:
            words = tr("Job {number} waits for this one, and begins at {time}.")
            yield words.format(number=link.number, time=time_near(link.at, span, formats))
