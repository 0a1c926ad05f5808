"""How long a machine is under warranty, as a badge."""

from datetime import date

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.today import today
from fsmdesk.views.widgets.badges import Look


def warranty_words(until: date | None, formats: Formats) -> str:
    """The words of the badge; empty where nothing is known."""
    if until is None:
        return ""
    says = tr("until {day}") if until >= today(formats) else tr("over since {day}")
    return says.format(day=formats.date(until))


def warranty_look(until: date | None, formats: Formats) -> Look:
    """How the badge is drawn."""
    if until is not None and until >= today(formats):
        return Look("success", "shield-check")
    return Look("neutral")
