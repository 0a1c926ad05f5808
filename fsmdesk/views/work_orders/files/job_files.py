"""The tab with the photos and files of a job."""

from PySide6.QtWidgets import QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.services.files.messages import FileOwner
from fsmdesk.services.orders.messages import WorkOrderCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.files.files_part import FilesPart


class JobFiles(FilesPart):
    """Follows the job that is shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)

    def show_card(self, card: WorkOrderCard) -> None:
        """Show the files of this job."""
        self.show_owner(FileOwner.WORK_ORDER, card.id)


def file_count(card: WorkOrderCard, formats: Formats) -> str:
    """How many there are, in words for the tab."""
    return formats.count(card.recorded.files) if card.recorded.files else ""
