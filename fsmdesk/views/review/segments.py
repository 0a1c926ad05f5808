"""The switch between the lists of what is done: to review, to invoice, feedback, the weekly audit."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.words import tr
from fsmdesk.services.closeout.messages import ReviewCounts, ReviewTally
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.place_segments import PlaceSegments

_KINDS = ("work_order", "feedback")
_PLACES = (
    ("review", tr("To review")),
    ("to_invoice", tr("To invoice")),
    ("feedback", tr("Feedback")),
    ("audit", tr("Weekly audit")),
)


class ReviewSegments(PlaceSegments):
    """Shows where one is, and how much waits in each list."""

    def __init__(self, desk: Desk, here: str, parent: QWidget) -> None:
        super().__init__(desk, _PLACES, tr("What is done"), here, parent)
        desk.hub.saved.connect(self._hear)
        self.read()

    def read(self) -> None:
        """Read how much waits."""
        self._desk.ask(self, ReviewCounts(), self._show)

    def _show(self, tally: ReviewTally) -> None:
        counts = {
            "review": tally.to_review,
            "to_invoice": tally.to_invoice,
            "feedback": tally.to_follow_up,
        }
        for place, title in _PLACES:
            count = counts.get(place, 0)
            self.set_words(place, f"{title} {self._desk.formats.count(count)}" if count else title)

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches(*_KINDS):
            self.read()


class ReviewBar(QWidget):
    """The row above a list: the switch at the left, what belongs to this list alone at the right."""

    def __init__(self, desk: Desk, here: str, parent: QWidget, *more: QWidget) -> None:
        super().__init__(parent)
        self.segments = ReviewSegments(desk, here, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.segments)
        row.addStretch(1)
        for widget in more:
            row.addWidget(widget)
