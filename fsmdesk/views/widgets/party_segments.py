"""The switch between the two lists of one place: customers and their sites."""

from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.place_segments import PlaceSegments


class PartySegments(PlaceSegments):
    """Shows where one is; the other segment goes there."""

    def __init__(self, desk: Desk, here: str, parent: QWidget) -> None:
        choices = (("customers", tr("Customers")), ("sites", tr("Sites")))
        super().__init__(desk, choices, tr("Customers or sites"), here, parent)
