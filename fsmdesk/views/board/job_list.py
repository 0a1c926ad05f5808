"""The unscheduled jobs beside the board: drag from it to schedule, drag to it to unschedule."""

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.placement import Finding, Rule, Severity
from fsmdesk.core.words import tr
from fsmdesk.views.board.drag_session import DragSession, Offer
from fsmdesk.views.board.gesture import Gesture, GestureKind
from fsmdesk.views.board.job_cards import JobCardDelegate
from fsmdesk.views.board.job_model import JobModel
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.visits import Job
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.badges import Badge, Look
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.card_list import CardList
from fsmdesk.views.widgets.surfaces import Surface, paragraph, words

PANEL_WIDTH = 424


class JobListView(CardList):
    """The cards; a press on one holds it for a drag.

    Signals:
        job_lifted(Job): a job shall be placed by keys.
        job_opened(Job): the work order shall be opened.
    """

    job_lifted = Signal(object)
    job_opened = Signal(object)

    def __init__(self, model: JobModel, session: DragSession, parent: QWidget | None = None) -> None:
        super().__init__(tr("Jobs to schedule"), JobCardDelegate(), parent)
        self.jobs = model
        self._session = session
        self._is_offered = False
        self.setModel(model)

    @property
    def chosen_job(self) -> Job | None:
        """The job with the ring."""
        return self.jobs.row_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def show_lifted(self, job: Job | None) -> None:
        """Pale the job that is in the hand."""
        delegate = self.itemDelegate()
        if isinstance(delegate, JobCardDelegate):
            delegate.lifted = job.key if job else None
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
        """Choose the card, and hold it."""
        super().mousePressEvent(event)
        job = self._job_at(event.position().toPoint())
        if job is not None and event.button() == Qt.MouseButton.LeftButton:
            self._session.press(Gesture(GestureKind.PLACE, job), event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a drag; never select along the way."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._session.move(event.globalPosition().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of what is in the hand."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._session.release(event.globalPosition().toPoint())

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


class JobPanel(Surface):
    """Heading with the count, the cards, and a word of help while there are none.

    Signals:
        visit_unscheduled(int): a visit was dropped here.
    """

    visit_unscheduled = Signal(int)

    def __init__(
        self, store: BoardStore, formats: Formats, session: DragSession, parent: QWidget | None = None
    ) -> None:
        super().__init__("side", parent)
        self.setFixedWidth(PANEL_WIDTH)
        self.store = store
        self.session = session
        self.model = JobModel(formats, self)
        self.view = JobListView(self.model, session, self)
        self._count = Badge("0", Look("neutral"), self)
        self.slot_button = KeyButton(tr("Find a slot"), "", "sparkles", "S", self)
        self._hint = words(tr("By priority, then due. Drag onto a row, or press Space."), "muted", self)
        self.empty_words = paragraph(
            tr(
                "Nothing waits to be scheduled. Approved requests appear here, and visits taken off the board."
            ),
            "muted",
            self,
        )
        self.empty_words.setContentsMargins(16, 24, 16, 0)
        self._lay_out()
        session.add_target(self)
        session.started.connect(self._mark_lifted)
        session.ended.connect(self._unmark_lifted)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(words(tr("To schedule"), "section", self))
        heading.addWidget(self._count)
        heading.addStretch(1)
        heading.addWidget(self.slot_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(4)
        heading.setContentsMargins(16, 0, 16, 0)
        column.addLayout(heading)
        self._hint.setContentsMargins(16, 0, 16, 6)
        column.addWidget(self._hint)
        column.addWidget(self.empty_words)
        column.addWidget(self.view, 1)

    def show_jobs(self, total: int | None = None) -> None:
        """Show what waits in the store now; `total` if the office has more than it sent."""
        jobs = self.store.waiting_jobs()
        self.model.replace_rows(jobs)
        self._count.set_badge(str(max(total or 0, len(jobs))), Look("neutral"))
        self.empty_words.setVisible(not jobs)
        self._hint.setVisible(bool(jobs))
        self.slot_button.setVisible(bool(jobs))

    def choose(self, key: tuple[int, int]) -> None:
        """The job with this key has the ring and the keys; nothing happens if it is not among those shown."""
        row = self.model.place_of(key)
        if row >= 0:
            index = self.model.index(row)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
            self.view.setFocus()

    def show_now(self, minute: int) -> None:
        """Words about what is due are told from this minute."""
        self.model.show_now(minute)

    # as a drop target

    def offer(self, gesture: Gesture, at: QPoint) -> Offer | None:
        """A visit that is dropped here is unscheduled."""
        if gesture.kind is not GestureKind.MOVE or not self.rect().contains(self.mapFromGlobal(at)):
            return None
        text = tr("It keeps its length and waits here")
        return Offer(tr("Back to the list"), (Finding(Rule.SHIFT, Severity.GOOD, text),))

    def show_offer(self, gesture: Gesture, offer: Offer | None) -> None:
        """A frame around the list while a drop here would unschedule."""
        self.view.show_offered(offer is not None)

    def take(self, gesture: Gesture, offer: Offer) -> None:
        """Tell that a visit came back."""
        if gesture.visit_id is not None:
            self.visit_unscheduled.emit(gesture.visit_id)

    def scroll_toward(self, at: QPoint) -> bool:
        """The list stands still: where in it a visit is dropped makes no difference."""
        return False

    @Slot(object)
    def _mark_lifted(self, gesture: Gesture) -> None:
        if isinstance(gesture.subject, Job):
            self.view.show_lifted(gesture.subject)

    @Slot()
    def _unmark_lifted(self) -> None:
        self.view.show_lifted(None)
