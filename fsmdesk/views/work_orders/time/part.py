"""The tab of time on a job's screen."""

from fsmdesk.core.formats import Formats
from fsmdesk.services.orders.messages import WorkOrderCard
from fsmdesk.views.widgets.time_sheet.panel import TimePanel


class TimePart(TimePanel):
    """The panel, told of the job by the tabs."""

    def show_card(self, card: WorkOrderCard) -> None:
        """Show the time on this job."""
        self.show_job(card.id)


def time_count(card: WorkOrderCard, formats: Formats) -> str:
    """How much labour there is, behind the title of the tab."""
    seconds = card.recorded.labour_seconds
    return formats.duration(seconds // 60) if seconds else ""
