"""The label beside the pointer while something is in the hand, and what is said when it may not land."""

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.placement import Severity
from fsmdesk.views.board.drag_session import DragSession, Offer
from fsmdesk.views.board.drop_label import DropLabel
from fsmdesk.views.board.gesture import Gesture
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.spoken_moves import SpokenMoves
from fsmdesk.views.desk import Shell


class ToldOffers(QObject):
    """Follows the gesture under way: to the eye beside the pointer, to screen readers in words."""

    def __init__(self, shell: Shell, grid: ScheduleGrid, session: DragSession, screen: QWidget) -> None:
        super().__init__(screen)
        self._shell = shell
        self._grid = grid
        self._session = session
        self._screen = screen
        self.label = DropLabel(screen)
        self._spoken = SpokenMoves(grid, session, self.label, self)
        session.offered.connect(self._show)
        session.ended.connect(self._hide)
        session.blocked.connect(self._say_why)

    @Slot(object, QPoint)
    def _show(self, offer: Offer | None, at: QPoint) -> None:
        gesture: Gesture | None = self._session.gesture
        if gesture is None:
            return
        window = self._screen.window()
        if self.label.parentWidget() is not window:
            self.label.setParent(window)
        self.label.show_offer(gesture, offer)
        spot = self._grid.ghost_corner() if at.isNull() else at
        self.label.move_beside(window.mapFromGlobal(spot))
        self._spoken.tell_offer()

    @Slot(object, bool)
    def _hide(self, _gesture: Gesture, _was_dropped: bool) -> None:
        self.label.hide()

    @Slot(object)
    def _say_why(self, offer: Offer) -> None:
        """It is back where it was; the label that said why is gone by now."""
        self._shell.say(" ".join(one.text for one in offer.findings if one.severity is Severity.BLOCK))
