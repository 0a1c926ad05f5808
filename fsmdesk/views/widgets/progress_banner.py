"""A long job told in a banner of a screen: what it does, how far it is, and Cancel."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.tasks import Step
from fsmdesk.views.widgets.banner import BannerArea
from fsmdesk.views.widgets.busy import SHOWN_AFTER_MS, Spinner
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import Surface, words

_BAR_WIDTH = 240


class ProgressBanner(Surface):
    """Stands among the banners once the job takes longer than half a second, until `end`.

    Signals:
        cancelled(): the person wants it to stop.
    """

    cancelled = Signal()

    def __init__(self, area: BannerArea, text: str) -> None:
        super().__init__("banner", area)
        self.setProperty("banner", "info")
        self.setAccessibleName(text)
        self._area = area
        self._text = words(text, "", self)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setAccessibleName(text)
        cancel = KeyButton(tr("Cancel"), "link", parent=self)
        cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 8, 7)
        row.setSpacing(10)
        parts: tuple[QWidget, ...] = (Spinner(16, self), self._text, self._bar, cancel)
        for part in parts:
            row.addWidget(part, 1 if part is self._text else 0)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_AFTER_MS)
        self._timer.timeout.connect(self._appear)
        self._timer.start()

    @Slot(object)
    def show_step(self, step: Step) -> None:
        """Show how far the job is; a job that does not know yet turns on."""
        self._bar.setRange(0, step.total)
        self._bar.setValue(min(step.done, step.total))
        if step.text:
            self._text.setText(step.text)

    def end(self) -> None:
        """The job is over, whatever became of it."""
        self._timer.stop()
        self._area.release(self)
        self.deleteLater()

    @Slot()
    def _appear(self) -> None:
        self._area.hold(self)

    @Slot()
    def _stop(self) -> None:
        self.cancelled.emit()
