"""What is shown while documents are made: how far it is, and a way to stop it."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.views.tasks import Step
from fsmdesk.views.widgets.busy import SHOWN_AFTER_MS, ProgressCard
from fsmdesk.views.widgets.surfaces import Card

_WIDTH = 380


class WaitingPage(QWidget):
    """A card in the middle that appears once the waiting gets long.

    Signals:
        cancelled(): the person wants it to stop.
    """

    cancelled = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        self._text = text
        self._card = Card(parent=self)
        self._card.setFixedWidth(_WIDTH)
        column.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)
        self._progress: ProgressCard | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_AFTER_MS)
        self._timer.timeout.connect(self._card.show)

    def showEvent(self, event: object) -> None:
        """A new wait begins."""
        if self._progress is not None:
            self._progress.deleteLater()
        self._progress = ProgressCard(self._text, self._card)
        self._progress.cancelled.connect(self._stop)
        self._card.body.addWidget(self._progress)
        self._card.hide()
        self._timer.start()

    def hideEvent(self, event: object) -> None:
        """It is over."""
        self._timer.stop()

    def show_step(self, step: Step) -> None:
        """Show how far it is."""
        if self._progress is not None:
            self._progress.show_step(step)

    @Slot()
    def _stop(self) -> None:
        self.cancelled.emit()
