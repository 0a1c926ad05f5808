"""Times as a sentence about a span says them."""

from datetime import datetime

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import Span, wall_minute


def time_near(instant: datetime, span: Span, formats: Formats) -> str:
    """The time alone if it is on the day of the span's start or end, else with its day."""
    day, minute = wall_minute(instant, formats.zone)
    if day in (wall_minute(span.start, formats.zone)[0], wall_minute(span.end, formats.zone)[0]):
        return formats.minute(minute)
    return formats.instant(instant)
