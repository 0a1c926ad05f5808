"""Makes screens ahead of their first visit, in small pieces, while the window has nothing else to do."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from fsmdesk.views.making import Making
from fsmdesk.views.screen import Screen
from fsmdesk.views.tasks import TaskRunner

_PAUSE_MS: Final = 40


class Warming(QObject):
    """`prepare` begins the screen of a place without showing it; `then` is called when all are made.

    Making the largest screens and dressing all their widgets in one go would keep the window from answering
    for a tenth of a second when they are first opened.
    """

    def __init__(
        self,
        prepare: Callable[[str], Making[Screen] | None],
        place_ids: Iterable[str],
        tasks: TaskRunner,
        then: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._prepare = prepare
        self._left = list(place_ids)
        self._making: Making[Screen] | None = None
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
        if self._making is not None and not self._making.is_done():
            self._making.step()
        elif self._left:
            self._making = self._prepare(self._left.pop(0))
        else:
            self._timer.stop()
            self._then()
