"""Every step of a move for screen readers: taken, where it would land and what speaks against it, put down."""

from PySide6.QtCore import QObject, Slot

from fsmdesk.core.words import tr, trn
from fsmdesk.views.board.accessible import announce
from fsmdesk.views.board.drag_session import DragSession, Phase
from fsmdesk.views.board.drop_label import DropLabel
from fsmdesk.views.board.gesture import Gesture
from fsmdesk.views.board.schedule_view import ScheduleView


class SpokenMoves(QObject):
    """Says what the label beside the pointer says, each thing once."""

    def __init__(self, view: ScheduleView, session: DragSession, label: DropLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._session, self._label = view, session, label
        self._said = ""
        self._heading = ""
        session.started.connect(self._take)
        session.ended.connect(self._put_down)

    @Slot(object)
    def _take(self, gesture: Gesture) -> None:
        self._said = self._heading = ""
        name = gesture.subject.customer or gesture.subject.title
        count = len(gesture.companions)
        words = tr("{customer} is in your hand.").format(customer=name)
        if count:
            more = trn("{n} more goes with it.", "{n} more go with it.", count).format(n=count)
            words = f"{words} {more}"
        if self._session.phase is Phase.LIFTED:
            words = f"{words} {tr('Arrow keys move it, Enter puts it down, Esc puts it back.')}"
        announce(self._view, words)

    def tell_offer(self) -> None:
        """Where it would land, and what the rules say of that; nothing if that is what was said last."""
        text = ". ".join(line for line in self._label.text().split("\n") if line)
        if text != self._said:
            self._said, self._heading = text, self._label.heading
            announce(self._view, text)

    @Slot(object, bool)
    def _put_down(self, gesture: Gesture, was_dropped: bool) -> None:
        name = gesture.subject.customer or gesture.subject.title
        if was_dropped:
            text = tr("Put down: {where}").format(where=self._heading or name)
        else:
            text = tr("{customer} is put back.").format(customer=name)
        announce(self._view, text)
