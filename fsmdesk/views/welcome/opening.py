"""What is shown while an office is being opened or made."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.tasks import Step
from fsmdesk.views.widgets.busy import ProgressCard
from fsmdesk.views.widgets.mark import Mark


class Opening(QWidget):
    """Signals:
    cancelled(): the person wants it to stop.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.addStretch(3)
        column.addWidget(Mark(48, self), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(20)
        self._card = ProgressCard(tr("Opening the office…"), self)
        self._card.setFixedWidth(360)
        self._card.cancelled.connect(self.cancelled)
        column.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(4)

    def show_step(self, step: Step) -> None:
        """Show how far it is."""
        self._card.show_step(step)
