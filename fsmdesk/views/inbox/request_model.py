"""The requests that wait, as cards."""

from PySide6.QtCore import QObject

from fsmdesk.core.formats import Formats
from fsmdesk.core.promises import Standing
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.times import Clock
from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import RequestRow
from fsmdesk.views.inbox.age_words import age_words
from fsmdesk.views.widgets.card_list import CardModel
from fsmdesk.views.widgets.countdown import Promise, countdown


class RequestModel(CardModel[RequestRow]):
    """Rows in the order in which they came from the office; `pending` ids are being answered."""

    def __init__(self, formats: Formats, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.formats = formats
        self.clock = clock
        self.pending: frozenset[int] = frozenset()

    def key_of(self, row: RequestRow) -> int:
        """The id of the work order."""
        return row.id

    def countdown(self, row: RequestRow) -> tuple[str, Standing]:
        """What the request was promised, as it stands now."""
        promise = Promise(WorkOrderState.REQUESTED, row.requested_at, row.respond_by_at, row.due_at)
        return countdown(promise, self.clock(), self.formats)

    def spoken(self, row: RequestRow) -> str:
        """What the card shows."""
        age = age_words(row.requested_at, self.clock(), self.formats)
        parts = [row.title, row.priority.label, row.customer, row.site, age, self.countdown(row)[0]]
        if row.is_urgent:
            parts.insert(1, tr("Urgent"))
        if row.question:
            parts.append(tr("Asked") if row.answered_at is None else tr("Answered"))
        if row.credit_hold:
            parts.append(tr("Credit hold"))
        return ", ".join(part for part in parts if part)
