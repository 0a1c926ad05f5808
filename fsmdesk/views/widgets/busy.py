"""What is under way for longer than half a second: a moving sign, what it is, and Cancel."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.tasks import Step, TaskRunner
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import words

SHOWN_AFTER_MS = 500
_TURN_MS = 60


class Spinner(QWidget):
    """A turning ring; it turns only while it is seen."""

    def __init__(self, side: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(side, side)
        self.setAccessibleName(tr("Working"))
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TURN_MS)
        self._timer.timeout.connect(self._turn)

    def showEvent(self, event: object) -> None:
        """Turn from now on."""
        self._timer.start()

    def hideEvent(self, event: object) -> None:
        """Rest from now on."""
        self._timer.stop()

    @Slot()
    def _turn(self) -> None:
        self._angle = (self._angle - 24) % 360
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring and its bright part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(QColor(tokens().hairline), 2))
        painter.drawEllipse(ring)
        pen = QPen(QColor(tokens().accent), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(ring, self._angle * 16, 100 * 16)


class BusyLine(QWidget):
    """Shows that something is under way once it takes longer than half a second.

    Signals:
        cancelled(): the person wants it to stop.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._spinner = Spinner(14, self)
        self._text = words("", "small", self)
        self._cancel = KeyButton(tr("Cancel"), "link", parent=self)
        self._cancel.clicked.connect(self._stop)
        row.addWidget(self._spinner)
        row.addWidget(self._text)
        row.addWidget(self._cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_AFTER_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def begin(self, text: str, can_cancel: bool = False) -> None:
        """Something begins; it is shown if it has not ended in half a second."""
        self.tell(text)
        self._cancel.setVisible(can_cancel)
        if not self.isVisible():
            self._timer.start()

    def tell(self, text: str) -> None:
        """Say what is being done now."""
        self._text.setText(text)

    def end(self) -> None:
        """It ended."""
        self._timer.stop()
        self.hide()

    @Slot()
    def _stop(self) -> None:
        self.cancelled.emit()


class BusyWatch(QWidget):
    """Ties a busy line to the task runner: shown while any outcome is awaited for over half a second."""

    def __init__(self, tasks: TaskRunner, line: BusyLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()
        self._tasks = tasks
        self._line = line
        tasks.started.connect(self._began)
        tasks.ended.connect(self._ended)

    @Slot()
    def _began(self) -> None:
        self._line.begin(tr("Working…"))

    @Slot()
    def _ended(self) -> None:
        if self._tasks.is_idle():
            self._line.end()


class ProgressCard(QWidget):
    """A long job inside a screen: what it does, a bar, and Cancel.

    Signals:
        cancelled(): the person wants it to stop.
    """

    cancelled = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._text = words(text, "", self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(text)
        self._cancel = KeyButton(tr("Cancel"), parent=self)
        self._cancel.clicked.connect(self._stop)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        column.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignRight)

    def show_step(self, step: Step) -> None:
        """Show how far the job is; pass this as `on_progress` to the task runner."""
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        if step.text:
            self._text.setText(step.text)

    @Slot()
    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self.cancelled.emit()
