"""How Python behaves while a window is open: workers give way quickly, and rubbish is collected in quiet moments.

Why so: docs/decisions/0041-garbage-collection.md.
"""

import gc
import sys
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from fsmdesk.views.tasks import TaskRunner

_TURN_SECONDS: Final = 0.0005
_YOUNG, _MIDDLE = 2000, 10
_NEVER: Final = 1 << 30
_LOOK_MS: Final = 2000
_DUE: Final = 10  # middle collections, each of up to 20,000 objects that were new
_PATIENCE_SECONDS: Final = 60.0


class PythonManners(QObject):
    """Adopted when the window is shown, dropped when it closes; the process is then as it was."""

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._before: tuple[float, tuple[int, int, int]] | None = None
        self._collected_at = monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def adopt(self) -> None:
        """The window's thread waits at most half a millisecond for a worker; old things are collected by us alone."""
        if self._before is None:
            self._before = (sys.getswitchinterval(), gc.get_threshold())
            sys.setswitchinterval(_TURN_SECONDS)
            gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
            self._timer.start()

    def keep(self) -> None:
        """What is in memory now is taken to stay and not looked at again; takes no time."""
        if self._before is not None:
            gc.freeze()

    @Slot()
    def release(self) -> None:
        """What was taken to stay is looked at like everything else, and what is no longer used is freed."""
        if self._before is not None:
            gc.unfreeze()
            self._collect()

    def drop(self) -> None:
        """Python behaves as it did before."""
        if self._before is not None:
            self._timer.stop()
            interval, thresholds = self._before
            sys.setswitchinterval(interval)
            gc.set_threshold(*thresholds)
            gc.unfreeze()
            self._before = None

    @Slot()
    def _look(self) -> None:
        """Collect if enough came together and nobody waits, or if it had to wait for too long."""
        if gc.get_count()[2] < _DUE:
            return
        if self._tasks.is_idle() or monotonic() - self._collected_at > _PATIENCE_SECONDS:
            self._collect()

    def _collect(self) -> None:
        gc.collect()
        self._collected_at = monotonic()
