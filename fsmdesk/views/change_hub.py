"""Tells every open screen what was saved, by this seat or by another."""

from PySide6.QtCore import QObject, Signal, Slot

from fsmdesk.core.messages import ChangeSet


class ChangeHub(QObject):
    """Where committed changes meet the screens.

    Signals:
        saved(ChangeSet, object): what changed, and the owner that asked for it (None for another seat).
    """

    saved = Signal(object, object)
    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard.connect(self._pass_on)

    def tell(self, changes: ChangeSet, origin: QObject | None) -> None:
        """Announce what one of our own commands changed; GUI thread only."""
        if changes.records:
            self.saved.emit(changes, origin)

    def hear(self, changes: ChangeSet) -> None:
        """Announce what another seat changed; may be called from any thread."""
        self._heard.emit(changes)

    @Slot(object)
    def _pass_on(self, changes: ChangeSet) -> None:
        self.tell(changes, None)
