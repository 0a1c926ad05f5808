"""The waiting jobs as cards that can be chosen, held and dragged, several at once."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.board.drag_session import DragSession
from fsmdesk.views.board.gesture import Gesture, GestureKind
from fsmdesk.views.board.job_cards import JobCardDelegate
from fsmdesk.views.board.job_model import JobModel
from fsmdesk.views.board.visits import Job
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.card_list import CardList


class JobListView(CardList):
    """The cards; a press on one holds it for a drag.

    Signals:
        job_lifted(Job): a job shall be placed by keys.
        job_opened(Job): the work order shall be opened.
        menu_wanted(QPoint): what can be done with the chosen jobs shall be offered, at this place of the screen.
    """

    job_lifted = Signal(object)
    job_opened = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: JobModel, session: DragSession, parent: QWidget | None = None) -> None:
        super().__init__(tr("Jobs to schedule"), JobCardDelegate(), parent)
        self.jobs = model
        self._session = session
        self._is_offered = False
        self._clicked: QModelIndex | None = None
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    @property
    def chosen_job(self) -> Job | None:
        """The job with the ring."""
        return self.jobs.row_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    @property
    def chosen_jobs(self) -> list[Job]:
        """All jobs with a ring, in the order of the list; the one with the keys is among them."""
        rows = {index.row() for index in self.selectionModel().selectedIndexes()}
        if self.currentIndex().isValid():
            rows.add(self.currentIndex().row())
        return [job for row in sorted(rows) if (job := self.jobs.row_at(row)) is not None]

    def show_lifted(self, jobs: Iterable[Job] = ()) -> None:
        """Pale the jobs that are in the hand."""
        delegate = self.itemDelegate()
        if isinstance(delegate, JobCardDelegate):
            delegate.lifted = frozenset(job.key for job in jobs)
            self.viewport().update()

    def show_offered(self, is_offered: bool) -> None:
        """Frame the list while a drop on it would mean something."""
        self._is_offered = is_offered
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cards, and the frame over them."""
        super().paintEvent(event)
        if self._is_offered:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            accent = QColor(tokens().accent)
            pen = QPen(accent, 2, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            accent.setAlpha(24)
            painter.setBrush(accent)
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(8, 2, -8, -8), 10, 10)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the card, and hold it with the others that are chosen."""
        index: QModelIndex = self.indexAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        # One of several that are chosen: which of them stay chosen is told by the release, if this is no drag.
        self._clicked = index if is_left and is_plain and len(self.chosen_jobs) > 1 else None
        if self._clicked is None or not self.selectionModel().isSelected(index):
            self._clicked = None
            super().mousePressEvent(event)
        job = self._job_at(event.position().toPoint())
        if job is not None and is_left and job in self.chosen_jobs:
            others = tuple(one for one in self.chosen_jobs if one.key != job.key)
            gesture = Gesture(GestureKind.PLACE, job, companions=others)
            self._session.press(gesture, event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a drag; never select along the way."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._session.move(event.globalPosition().toPoint(), event.modifiers())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of what is in the hand."""
        super().mouseReleaseEvent(event)
        clicked, self._clicked = self._clicked, None
        if event.button() != Qt.MouseButton.LeftButton:
            return
        was_drag = self._session.release(event.globalPosition().toPoint(), event.modifiers())
        if clicked is not None and clicked.isValid() and not was_drag:
            self.setCurrentIndex(clicked)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the chosen jobs; by key below the card that has the keys."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            card = self.visualRect(self.currentIndex())
            self.menu_wanted.emit(self.viewport().mapToGlobal(card.center()))
        elif self._job_at(self.viewport().mapFromGlobal(event.globalPos())) is not None:
            self.menu_wanted.emit(event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the work order."""
        job = self._job_at(event.position().toPoint())
        if job is not None and event.button() == Qt.MouseButton.LeftButton:
            self._session.cancel()
            self.job_opened.emit(job)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space takes the job to the board by keys; Enter opens it."""
        job = self.chosen_job
        if job is not None and event.key() == Qt.Key.Key_Space:
            self.job_lifted.emit(job)
        elif job is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.job_opened.emit(job)
        else:
            super().keyPressEvent(event)

    def _job_at(self, at: QPoint) -> Job | None:
        index: QModelIndex = self.indexAt(at)
        return self.jobs.row_at(index.row()) if index.isValid() else None
