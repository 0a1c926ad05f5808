"""The day it is in the shop."""

from datetime import date

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import now, wall_minute


def today(formats: Formats) -> date:
    """The day that the calendar on the shop's wall shows now."""
    return wall_minute(now(), formats.zone)[0]
