"""Undo and redo of a seat: what its person did before sitting down here, and what others did last."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.undoing.messages import LastStep, MySteps, Steps, WhatWasLast
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.status_line import StatusLine
from fsmdesk.views.main_window.undo_stack import Undoable, UndoStack

_SOON_MS = 400


class TakingBack(QObject):
    """Fills the stack with what the person can still take back, and says what other seats did."""

    def __init__(self, desk: Desk, stack: UndoStack, line: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stack = stack
        self._line = line
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._ask_last)
        desk.hub.saved.connect(self._hear)

    def begin(self) -> None:
        """What was done at an earlier sitting can be taken back, and what was done last is said."""
        self._desk.ask(self, MySteps(), self._load, _not_known)

    @Slot(ChangeSet, object)
    def _hear(self, _changes: ChangeSet, origin: QObject | None) -> None:
        if origin is None and not self._soon.isActive():
            self._soon.start()

    @Slot()
    def _ask_last(self) -> None:
        if self._desk.may(Permission.SEE_OFFICE):
            self._desk.ask(self, WhatWasLast(), self._say, _not_known)

    def _load(self, steps: Steps) -> None:
        desk = self._desk
        undo = [Undoable(step.said, partial(desk.undo, step.key, step.said)) for step in steps.undo]
        redo = [
            Undoable(step.said, partial(desk.redo, step.key, step.undone, step.said)) for step in steps.redo
        ]
        self._stack.load(undo, redo)
        self._ask_last()

    def _say(self, last: LastStep | None) -> None:
        """What somebody else did; what this person did is offered back, also that of yesterday."""
        if last is None:
            return
        if not last.is_mine:
            who = last.who or tr("Another program")
            self._line.say(tr("{who}: {what}").format(who=who, what=last.said), False)
            return
        step = self._stack.top()
        if not self._line.said() and step is not None and step.text == last.said:
            self._line.say(last.said, True)


def _not_known(_error: Exception) -> None:
    """Then nothing earlier is offered; the place that is shown says what is wrong with the office."""
