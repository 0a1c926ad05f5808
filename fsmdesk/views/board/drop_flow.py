"""What becomes of a drop: straight to the office, or first the question why it goes against the rules."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from fsmdesk.core.placement import Severity
from fsmdesk.core.words import tr
from fsmdesk.views.board.board_writer import BoardWriter, ReasonWanted
from fsmdesk.views.board.gesture import JobDrop, Landing, VisitDrop
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.reason_panel import ReasonPanel


@dataclass(frozen=True, slots=True)
class Asked:
    """What happens with the reason, or without one; and what it is about, if that is at one place."""

    go_on: Callable[[str], object]
    give_up: Callable[[], object]
    landing: Landing | None = None


class DropFlow(QObject):
    """Stands between the schedule, the list and the writer.

    Signals:
        refused(str): why nothing was done.
    """

    refused = Signal(str)

    def __init__(self, grid: ScheduleGrid, reason: ReasonPanel, writer: BoardWriter, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid
        self._reason = reason
        self._writer = writer
        self._asked: Asked | None = None
        self._asks_crew: Callable[[VisitDrop], bool] | None = None
        grid.visit_dropped.connect(self.take)
        grid.visit_resized.connect(self.take)
        grid.job_dropped.connect(self.take)
        reason.given.connect(self._go_on)
        reason.declined.connect(self.decline)
        writer.reason_wanted.connect(self._ask_about)

    @Slot(int)
    def unschedule(self, visit_id: int) -> None:
        """The visit goes back to the list, if nobody is on the way yet."""
        visit = self._grid.store.visit(visit_id)
        if visit is None:
            return
        if visit.is_movable:
            self._writer.unplace(visit)
            return
        text = tr("{customer} is {state} and can't go back to the list")
        self.refused.emit(text.format(customer=visit.customer, state=visit.state.label.lower()))

    @Slot()
    def decline(self) -> None:
        """What was asked about is put back; nothing happens if nothing was asked."""
        asked, self._asked = self._asked, None
        self._reason.hide()
        if asked is not None:
            self._grid.setFocus()
            asked.give_up()

    def ask_why(self, text: str, asked: Asked) -> None:
        """Ask for a reason; what was asked about before is given up."""
        if self._asked is not None:
            self._asked.give_up()
        self._asked = asked
        self._reason.ask(text)
        # The panel takes room from the schedule; what it asks about stays in sight.
        QTimer.singleShot(0, self._reveal_asked)

    def follow_crews(self, asks: Callable[[VisitDrop], bool]) -> None:
        """`asks` is called for each moved visit; where it answers True, it goes on with it itself."""
        self._asks_crew = asks

    @Slot(object)
    def take(self, drop: VisitDrop | JobDrop) -> None:
        """Ask the office for it, after a question about its crew or for the reason where one is needed."""
        if isinstance(drop, VisitDrop) and self._asks_crew is not None and self._asks_crew(drop):
            self._grid.select(drop.visit.id)
            return
        clash = self._clash_words(drop)
        if clash:
            shown_id = self._writer.preview(drop)
            self._ask_about(ReasonWanted(drop, clash))
        else:
            shown_id = self._writer.put(drop)
        self._grid.select(shown_id)

    def _clash_words(self, drop: VisitDrop | JobDrop) -> str:
        """The sentences that ask for a reason; empty if the drop just goes."""
        findings = self._grid.target.findings(drop.subject, drop.landing)
        return "\n".join(found.text for found in findings if found.severity is Severity.ASK_WHY)

    @Slot(object)
    def _ask_about(self, wanted: ReasonWanted) -> None:
        drop = wanted.drop
        # Who types a reason answers for what was there when it was asked for.
        go_on = partial(self._writer.put, drop, seen_version=self._writer.seen_version(drop))
        give_up = partial(self._writer.give_up, drop)
        self.ask_why(wanted.text, Asked(go_on, give_up, drop.landing))

    @Slot()
    def _reveal_asked(self) -> None:
        if self._asked is not None and self._asked.landing is not None:
            self._grid.reveal(self._grid.places.landing_rect(self._asked.landing))

    @Slot(str)
    def _go_on(self, reason: str) -> None:
        asked, self._asked = self._asked, None
        self._grid.setFocus()
        if asked is not None:
            asked.go_on(reason)
