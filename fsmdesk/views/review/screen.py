"""The review queue: what is done and nobody has looked over yet."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction

from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.services.closeout.messages import ReviewRow, ReviewWorkOrder, SendBack
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.review.queue_columns import queue_columns
from fsmdesk.views.review.queue_screen import QueueScreen
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.reason_bar import ReasonBar


class ReviewScreen(QueueScreen):
    """Review lets a job be billed; sending it back asks what is left to do."""

    name = "review"
    place = "review"
    export_kind = "to-review"
    columns = queue_columns()
    state = WorkOrderState.COMPLETE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Review"))
        self._refusal = why_not(desk, Permission.REVIEW_WORK)
        self.reason_bar = ReasonBar(self)
        self.add_above(self.reason_bar)
        self.back_action = self.add_action(
            ActionSpec("review.send_back", tr("Send back…"), self._ask_back, "Ctrl+B", "undo-2")
        )
        self.review_action = self.add_action(
            ActionSpec("review.review", tr("Review"), self.go_on, "Ctrl+Return", "clipboard-check"),
            primary=True,
        )
        self._look()

    def empty_state(self) -> EmptyState:
        """What will be here."""
        text = tr("Jobs come here as soon as they are complete.")
        return EmptyState("clipboard-check", tr("Nothing to review"), text)

    def steps(self) -> Sequence[QAction]:
        """Review, or send back."""
        return (self.review_action, self.back_action)

    @Slot()
    def _look(self) -> None:
        super()._look()
        chosen = self.table.chosen()
        self.allow(self.review_action, bool(chosen), self._refusal)
        self.allow(self.back_action, len(chosen) == 1, self._refusal)

    @Slot()
    def go_on(self) -> None:
        """What is chosen is reviewed."""
        if not self.review_action.isEnabled():
            return
        for row in self.table.chosen():
            command = ReviewWorkOrder(work_order_id=row.id, seen_version=row.version)
            said = tr("Reviewed #{number}").format(number=row.number)
            self.desk.do(self, command, self.settle, partial(self.refuse, row), said=said)
        self.table.tick_none()

    def _ask_back(self) -> None:
        chosen = self.table.chosen()
        if len(chosen) != 1:
            return
        words = tr("#{number} {title} is to be scheduled again, with one more visit.")
        self.reason_bar.ask(
            words.format(number=chosen[0].number, title=chosen[0].title),
            tr("What is left to do?"),
            tr("Send back"),
            partial(self._send_back, chosen[0]),
        )

    def _send_back(self, row: ReviewRow, reason: str) -> None:
        command = SendBack(work_order_id=row.id, seen_version=row.version, reason=reason)
        said = tr("Sent #{number} back").format(number=row.number)
        self.desk.do(self, command, self.settle, partial(self.refuse, row), said=said)
        self.table.setFocus()
