"""Hands on the board: others see what is dragged here, and what they hold is marked."""

from PySide6.QtCore import QObject, Slot

from fsmdesk.core.words import tr
from fsmdesk.views.board.drag_session import DragSession
from fsmdesk.views.board.gesture import Gesture
from fsmdesk.views.board.hands import HandsOfOthers
from fsmdesk.views.board.schedule_view import ScheduleView
from fsmdesk.views.desk import Desk
from fsmdesk.views.hand_teller import HandTeller


class BoardHands(QObject):
    """Stands between the schedule, the gesture under way, and the other seats."""

    def __init__(self, desk: Desk, grid: ScheduleView, session: DragSession, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._grid = grid
        self.others = HandsOfOthers(grid.store, desk.hub, self)
        self.teller = HandTeller(desk, "visit", self)
        self.others.changed.connect(self._show)
        session.started.connect(self._take)
        session.ended.connect(self._put_down)

    @Slot(int)
    def _show(self, visit_id: int) -> None:
        self._grid.state.hands = self.others.names
        self._grid.update_visit(visit_id)

    @Slot(object)
    def _take(self, gesture: Gesture) -> None:
        visit = gesture.visit
        if visit is None or visit.id <= 0:
            return
        self.teller.hold(visit.id)
        name = self.others.names.get(visit.id)
        if name:
            self._desk.shell.say(tr("{name} has this visit in the hand too.").format(name=name))

    @Slot(object, bool)
    def _put_down(self, _gesture: Gesture, _was_dropped: bool) -> None:
        self.teller.let_go()
