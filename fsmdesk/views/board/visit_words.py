"""Visits and times in words: for cards, tooltips, and the strip below the board."""

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import Span, wall_minute
from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.marks import marks_of
from fsmdesk.views.board.visits import Visit, instant_of


def numbered(number: str) -> str:
    """A work order's number as people write it: #4427."""
    return f"#{number}" if number else ""


def time_text(minute: int, formats: Formats) -> str:
    """The wall time of a minute."""
    return formats.time(instant_of(minute))


def span_text(visit: Visit | Landing, formats: Formats) -> str:
    """From when to when, such as `9:30–11:30`."""
    return formats.span(Span(instant_of(visit.start_minute), instant_of(visit.end_minute)))


def card_time(visit: Visit, formats: Formats) -> str:
    """The same without days, which the place on the board tells."""
    _, start = wall_minute(instant_of(visit.start_minute), formats.zone)
    _, end = wall_minute(instant_of(visit.end_minute), formats.zone)
    return formats.minutes_span(start, end)


def remarks(visit: Visit) -> list[str]:
    """What is special about a visit, in words: everything that its marks tell the eye."""
    return [mark.words for mark in marks_of(visit)]
