"""What was just done and can be taken back, latest first."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

_KEPT = 50


@dataclass(frozen=True, slots=True)
class Undoable:
    """Something done, and the call that takes it back."""

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

    def push(self, step: Undoable) -> None:
        """This step is undone next."""
        self._steps = [*self._steps[-_KEPT + 1 :], step]
        self.changed.emit()

    def top(self) -> Undoable | None:
        """What would be undone next."""
        return self._steps[-1] if self._steps else None

    def clear(self) -> None:
        """Nothing can be undone."""
        self._steps = []
        self.changed.emit()

    def undo(self) -> bool:
        """Take the latest step back; False if there is none. Each step is undone once."""
        if not self._steps:
            return False
        step = self._steps.pop()
        self.changed.emit()
        step.undo()
        return True
