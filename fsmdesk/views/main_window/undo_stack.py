"""What was just done and can be taken back, and what was taken back and can be done again; latest first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

_KEPT = 50


@dataclass(frozen=True, slots=True)
class Undoable:
    """Something done, and the call that takes it back; or something taken back, and the call that does it again."""

    text: str
    undo: Callable[[], object]


class UndoStack(QObject):
    """Signals:
    changed(): another step would be undone next, or none.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Undoable] = []
        self._undone: list[Undoable] = []

    def load(self, steps: Iterable[Undoable], undone: Iterable[Undoable]) -> None:
        """These come before what was done meanwhile, oldest first."""
        if not self._steps:
            self._undone = [*undone, *self._undone][-_KEPT:]
        self._steps = [*steps, *self._steps][-_KEPT:]

    def push(self, step: Undoable, *, again: bool = False) -> None:
        """This step is undone next; unless it was done `again`, nothing that was undone can be any more."""
        self._steps = [*self._steps[-_KEPT + 1 :], step]
        if not again:
            self._undone = []
        self.changed.emit()

    def push_undone(self, step: Undoable) -> None:
        """This step was undone, and is done again next."""
        self._undone = [*self._undone[-_KEPT + 1 :], step]

    def top(self) -> Undoable | None:
        """What would be undone next."""
        return self._steps[-1] if self._steps else None

    def clear(self) -> None:
        """Nothing can be undone."""
        self._steps = []
        self._undone = []
        self.changed.emit()

    def undo(self) -> bool:
        """Take the latest step back; False if there is none. Each step is undone once."""
        if not self._steps:
            return False
        step = self._steps.pop()
        self.changed.emit()
        step.undo()
        return True

    def redo(self) -> bool:
        """Do again what was undone last; False if there is nothing."""
        if not self._undone:
            return False
        self._undone.pop().undo()
        return True
