"""Keeps the numbers on the rail true while work comes and goes."""

from PySide6.QtCore import QObject, QTimer, Slot

from fsmdesk.core.messages import ChangeSet
from fsmdesk.services.counts.messages import RailCounts, Waiting
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.rail import Rail

# Many changes in a moment are one look.
_SOON_MS = 150


class RailCounter(QObject):
    """Counts once `begin` is called, and again whenever a job changes, here or at another seat."""

    def __init__(self, desk: Desk, rail: Rail, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rail = rail
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._count)

    def begin(self) -> None:
        """Count, and go on listening."""
        self._desk.hub.saved.connect(self._hear)
        self._count()

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches("work_order"):
            self._soon.start()

    @Slot()
    def _count(self) -> None:
        self._desk.ask(self, RailCounts(), self._show, self._leave)

    def _show(self, waiting: Waiting) -> None:
        count = self._desk.formats.count
        shown = {"inbox": waiting.requests, "review": waiting.to_review}
        self._rail.show_counts({place: count(number) if number else "" for place, number in shown.items()})

    def _leave(self, _error: Exception) -> None:
        """The numbers stay as they were; the screens themselves say what is wrong."""
