"""How Python behaves while a window is open: workers give way quickly, and only the window's thread collects rubbish.

Why so: docs/decisions/0041-garbage-collection.md.
"""

import gc
import sys
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from fsmdesk.views.tasks import TaskRunner

_TURN_SECONDS: Final = 0.0005
_LOOK_MS: Final = 250
_YOUNG: Final = 2000  # new objects
_MIDDLE: Final = 10  # young collections
_DUE: Final = 10  # middle collections
_PATIENCE_SECONDS: Final = 60.0


class PythonManners(QObject):
    """Adopted when the window is shown, dropped when it closes; the process is then as it was."""

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._before: tuple[float, bool] | None = None
        self._collected_at = monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def adopt(self) -> None:
        """The window's thread waits at most half a millisecond for a worker, and nothing is collected but by us.

        A collection that comes by itself runs in whichever thread allocates; in a worker it would destroy
        widgets that belong to the window's thread, which Qt does not survive.
        """
        if self._before is None:
            self._before = (sys.getswitchinterval(), gc.isenabled())
            sys.setswitchinterval(_TURN_SECONDS)
            gc.disable()
            self._timer.start()

    @Slot()
    def keep(self) -> None:
        """What is in memory now is taken to stay and not looked at again; takes no time."""
        if self._before is not None:
            gc.freeze()

    @Slot()
    def release(self) -> None:
        """What was taken to stay is looked at once more, and what is no longer used is freed."""
        if self._before is not None:
            gc.unfreeze()
            self._collect()
            gc.freeze()

    def drop(self) -> None:
        """Python behaves as it did before."""
        if self._before is not None:
            self._timer.stop()
            interval, was_enabled = self._before
            sys.setswitchinterval(interval)
            if was_enabled:
                gc.enable()
            gc.unfreeze()
            self._before = None

    @Slot()
    def _look(self) -> None:
        """Collect what is new, or everything once enough came together and nobody waits, or it waited too long."""
        young, middle, old = gc.get_count()
        if old >= _DUE and (self._tasks.is_idle() or monotonic() - self._collected_at > _PATIENCE_SECONDS):
            self._collect()
        elif middle >= _MIDDLE:
            gc.collect(1)
        elif young >= _YOUNG:
            gc.collect(0)

    def _collect(self) -> None:
        gc.collect()
        self._collected_at = monotonic()
