"""Tells every open screen what was saved, by this seat or by another."""

from PySide6.QtCore import QObject, Signal, Slot

from fsmdesk.core.hands import Hand
from fsmdesk.core.messages import ChangeSet


class ChangeHub(QObject):
    """Where committed changes meet the screens.

    Signals:
        saved(ChangeSet, object): what changed, and the owner that asked for it (None for another seat).
        reached(bool, str): whether other seats can be heard, and if not, why.
        held(Hand): another seat holds a record in its hand, or has let go of it.
    """

    saved = Signal(object, object)
    reached = Signal(bool, str)
    held = Signal(object)
    _heard = Signal(object)
    _told = Signal(bool, str)
    _seen = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard.connect(self._pass_on)
        self._told.connect(self._pass_connection_on)
        self._seen.connect(self._pass_hand_on)

    def tell(self, changes: ChangeSet, origin: QObject | None) -> None:
        """Announce what one of our own commands changed; GUI thread only."""
        if changes.records:
            self.saved.emit(changes, origin)

    def hear(self, changes: ChangeSet) -> None:
        """Announce what another seat changed; may be called from any thread."""
        self._heard.emit(changes)

    def tell_connection(self, is_reached: bool, why: str) -> None:
        """Announce whether other seats can be heard; may be called from any thread."""
        self._told.emit(is_reached, why)

    def see(self, hand: Hand) -> None:
        """Announce what another seat holds; may be called from any thread."""
        self._seen.emit(hand)

    @Slot(object)
    def _pass_hand_on(self, hand: Hand) -> None:
        self.held.emit(hand)

    @Slot(object)
    def _pass_on(self, changes: ChangeSet) -> None:
        self.tell(changes, None)

    @Slot(bool, str)
    def _pass_connection_on(self, is_reached: bool, why: str) -> None:
        self.reached.emit(is_reached, why)
