"""The job of a visit as the card of the signature wants it. No Qt."""

from dataclasses import dataclass

from fsmdesk.core.states import WorkOrderState
from fsmdesk.services.my_day.messages import MyVisitCard
from fsmdesk.services.orders.messages import Recorded


@dataclass(frozen=True, slots=True)
class JobToSign:
    """What of a job is said where it is signed."""

    id: int
    number: int
    title: str
    customer: str
    site: str
    state: WorkOrderState
    recorded: Recorded

    @staticmethod
    def of(card: MyVisitCard) -> "JobToSign":
        """The job of this visit."""
        return JobToSign(
            *(card.work_order_id, card.number, card.title, card.customer, card.site),
            *(card.order_state, card.recorded),
        )
