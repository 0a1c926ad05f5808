"""The switch between the two lists of money: invoices and payments."""

from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.place_segments import PlaceSegments


class BillingSegments(PlaceSegments):
    """Shows where one is; the other segment goes there."""

    def __init__(self, desk: Desk, here: str, parent: QWidget) -> None:
        choices = (("invoices", tr("Invoices")), ("payments", tr("Payments")))
        super().__init__(desk, choices, tr("Invoices or payments"), here, parent)
