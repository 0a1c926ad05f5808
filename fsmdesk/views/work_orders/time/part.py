"""The tab of time on a job's screen."""

from fsmdesk.services.orders.messages import WorkOrderCard
from fsmdesk.views.work_orders.time.panel import TimePanel


class TimePart(TimePanel):
    """The panel, told of the job by the tabs."""

    def show_card(self, card: WorkOrderCard) -> None:
        """Show the time on this job."""
        self.show_job(card.id)
