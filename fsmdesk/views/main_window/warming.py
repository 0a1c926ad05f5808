"""Makes screens ahead of their first visit, in small pieces, while the window has nothing else to do."""

import time
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from fsmdesk.views.screen import Screen
from fsmdesk.views.tasks import TaskRunner

_PAUSE_MS: Final = 120
_SLICE_SECONDS: Final = 0.008


class Warming(QObject):
    """`prepare` makes the screen of a place without showing it; `then` is called when all are made.

    Making the largest screens and dressing all their widgets in one go would keep the window from answering
    for a tenth of a second when they are first opened.
    """

    def __init__(
        self,
        prepare: Callable[[str], Screen | None],
        place_ids: Iterable[str],
        tasks: TaskRunner,
        then: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._prepare = prepare
        self._left = list(place_ids)
        self._made: Screen | None = None
        self._bare: list[QWidget] = []
        self._tasks = tasks
        self._then = then
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Go on with it until all is made."""
        self._timer.start()

    @Slot()
    def _go_on(self) -> None:
        if not self._tasks.is_idle():
            return
        if self._bare:
            self._dress()
        elif self._made is not None:
            self._bare = self._made.findChildren(QWidget) if isValid(self._made) else []
            self._made = None
        elif self._left:
            self._made = self._prepare(self._left.pop(0))
        else:
            self._timer.stop()
            self._then()

    def _dress(self) -> None:
        """The style of some widgets is worked out; those that are gone meanwhile are left."""
        end = time.perf_counter() + _SLICE_SECONDS
        while self._bare and time.perf_counter() < end:
            widget = self._bare.pop()
            try:
                widget.ensurePolished()
            except RuntimeError:  # its screen replaced it
                continue
