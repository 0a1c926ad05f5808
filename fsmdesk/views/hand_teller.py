"""Tells other seats what this one has in its hand, for as long as it is there."""

from PySide6.QtCore import QObject, QTimer, Slot

from fsmdesk.core.permissions import Permission
from fsmdesk.services.hands.messages import ShowHand
from fsmdesk.views.desk import Desk

RENEWED_MS = 5_000


class HandTeller(QObject):
    """For records of one kind; at most one is held at a time.

    It is told again every few seconds, so that a seat that comes later sees it, and one that died is forgotten.
    """

    def __init__(self, desk: Desk, kind: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self._held: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(RENEWED_MS)
        self._timer.timeout.connect(self._renew)

    def hold(self, record_id: int) -> None:
        """Others see that this record is held; what was held before is let go of."""
        if record_id == self._held or not self._desk.may(Permission.SEE_OFFICE):
            return
        self.let_go()
        self._held = record_id
        self._tell(record_id, True)
        self._timer.start()

    @Slot()
    def let_go(self) -> None:
        """Others see that nothing is held; nothing happens if nothing was."""
        self._timer.stop()
        held, self._held = self._held, None
        if held is not None:
            self._tell(held, False)

    @Slot()
    def _renew(self) -> None:
        if self._held is not None:
            self._tell(self._held, True)

    def _tell(self, record_id: int, is_held: bool) -> None:
        message = ShowHand(kind=self._kind, record_id=record_id, is_held=is_held)
        self._desk.ask(self, message, _nothing, _nothing)


def _nothing(_outcome: object) -> None:
    """Whether it was heard changes nothing here."""
