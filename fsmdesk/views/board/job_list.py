"""The waiting work beside the board: drag from it to schedule, drag to it to let it wait."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.placement import Finding, Rule, Severity
from fsmdesk.core.words import tr
from fsmdesk.services.waiting.messages import WaitingListRow
from fsmdesk.views.board.drag_session import DragSession, Offer
from fsmdesk.views.board.gesture import Gesture, GestureKind
from fsmdesk.views.board.job_filter import JobFilter, is_found
from fsmdesk.views.board.job_model import JobModel
from fsmdesk.views.board.job_view import JobListView
from fsmdesk.views.board.list_bar import ListBar
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.visits import Job
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.laid_out_once import laid_out_once
from fsmdesk.views.widgets.search_field import SearchField
from fsmdesk.views.widgets.surfaces import Surface, paragraph, words

PANEL_WIDTH = 424


class JobPanel(Surface):
    """The office's lists, what can be looked for in them, the cards, and a word of help while there are none.

    Signals:
        visits_dropped(tuple, object): these visits (ids) were dropped on the list with this id, None for
            "To schedule".
        jobs_dropped(tuple, object): these jobs were dropped on the tab of another list.
    """

    visits_dropped = Signal(object, object)
    jobs_dropped = Signal(object, object)

    def __init__(
        self, store: BoardStore, formats: Formats, session: DragSession, parent: QWidget | None = None
    ) -> None:
        super().__init__("side", parent)
        self.setFixedWidth(PANEL_WIDTH)
        self.store = store
        self.session = session
        self.model = JobModel(formats, self)
        self.view = JobListView(self.model, session, self)
        self.bar = ListBar(self)
        self.search = SearchField(tr("Search this list"), parent=self)
        self.filter = JobFilter(self)
        self._total = 0
        self._offered: int | None = None
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
        self.bar.chosen.connect(self._show_list)
        self.search.searched.connect(self._show_found)
        self.search.went_down.connect(self.view.setFocus)
        self.filter.changed.connect(self._show_found)
        session.add_target(self)
        session.started.connect(self._mark_lifted)
        session.ended.connect(self._unmark_lifted)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setContentsMargins(16, 0, 16, 0)
        heading.setSpacing(8)
        heading.addWidget(words(tr("Waiting work"), "section", self))
        heading.addStretch(1)
        heading.addWidget(self.slot_button)
        looking = QHBoxLayout()
        looking.setContentsMargins(16, 4, 16, 0)
        looking.setSpacing(6)
        looking.addWidget(self.search, 1)
        looking.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(6)
        column.addLayout(heading)
        column.addWidget(self.bar)
        column.addLayout(looking)
        self._hint.setContentsMargins(16, 0, 16, 4)
        column.addWidget(self._hint)
        column.addWidget(self.empty_words)
        column.addWidget(self.view, 1)

    def show_lists(self, lists: Sequence[WaitingListRow]) -> None:
        """The office has these lists; the one that is shown stays, if it is still there."""
        self.bar.show_lists(lists)
        self.show_jobs()

    def show_jobs(self, total: int | None = None) -> None:
        """Show what waits in the store now; `total` if the office has more than it sent."""
        self._total = self._total if total is None else total
        waiting = self.store.waiting_jobs()
        self.bar.count(waiting)
        here = [job for job in waiting if self.bar.list_of(job) == self.bar.list_id]
        self.filter.offer(here)
        found = [job for job in here if self.filter.takes(job) and is_found(job, self.search.text())]
        self.model.replace_rows(found)
        with laid_out_once(self):
            self.empty_words.setText(self._empty_words(bool(here)))
            self.empty_words.setVisible(not found)
            self._hint.setText(self._hint_words(len(self.store.jobs)))
            self._hint.setVisible(bool(found))
            self.slot_button.setVisible(bool(found))

    def offered_jobs(self) -> list[Job]:
        """The jobs of the list that is shown, the chosen ones first."""
        chosen = self.view.chosen_jobs
        keys = {job.key for job in chosen}
        return [*chosen, *(job for job in self.model.rows() if job.key not in keys)]

    def choose(self, key: tuple[int, int]) -> None:
        """The job with this key has the ring and the keys, in whatever list; nothing happens if it does not wait."""
        job = self.store.jobs.get(key)
        if job is None:
            return
        if self.model.place_of(key) < 0:
            self.search.show_text("")
            self.filter.clear()
            self.bar.choose(self.bar.list_of(job))
            self.show_jobs()
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
        """Visits that are dropped here wait again; jobs can be dropped on the tab of another list."""
        if not self.rect().contains(self.mapFromGlobal(at)):
            return None
        is_tab, list_id = self.bar.tab_at(at)
        if gesture.kind is GestureKind.PLACE:
            if not is_tab or list_id == self.bar.list_id:
                return None
        elif gesture.kind is not GestureKind.MOVE or gesture.is_copy:
            return None
        self._offered = list_id if is_tab else self.bar.list_id
        keeps = self.bar.keeps_place(self._offered) or gesture.kind is GestureKind.PLACE
        text = tr("It is listed there") if keeps else tr("It keeps its length and waits here")
        if gesture.companions:
            text = tr("{count} together").format(count=len(gesture.companions) + 1)
        words = tr("In “{list}”") if keeps else tr("Back to the list: {list}")
        heading = words.format(list=self.bar.name_of(self._offered))
        return Offer(heading, (Finding(Rule.SHIFT, Severity.GOOD, text),))

    def show_offer(self, gesture: Gesture, offer: Offer | None) -> None:
        """A frame around the list or its tab while a drop here would mean something."""
        is_here = offer is not None and self._offered == self.bar.list_id
        self.view.show_offered(is_here)
        self.bar.show_offered(self._offered if offer is not None and not is_here else self.bar.list_id)

    def take(self, gesture: Gesture, offer: Offer) -> None:
        """Tell what came back, or goes to another list."""
        if gesture.kind is GestureKind.PLACE:
            jobs = (gesture.subject, *gesture.companions)
            self.jobs_dropped.emit(tuple(job for job in jobs if isinstance(job, Job)), self._offered)
        else:
            self.visits_dropped.emit(gesture.visit_ids, self._offered)

    def scroll_toward(self, at: QPoint) -> bool:
        """The list stands still: where in it a visit is dropped makes no difference."""
        return False

    @Slot(object)
    def _mark_lifted(self, gesture: Gesture) -> None:
        if isinstance(gesture.subject, Job):
            jobs = (gesture.subject, *gesture.companions)
            self.view.show_lifted(job for job in jobs if isinstance(job, Job))

    @Slot()
    def _unmark_lifted(self) -> None:
        self.view.show_lifted()

    @Slot(object)
    def _show_list(self, list_id: int | None) -> None:
        self.view.clearSelection()
        self.show_jobs()
        self.view.scrollToTop()

    @Slot()
    def _show_found(self) -> None:
        self.show_jobs()

    def _empty_words(self, is_filtered: bool) -> str:
        if is_filtered:
            return tr("Nothing in this list is like that. Look for something else, or take the filter off.")
        if self.bar.list_id is None:
            return tr(
                "Nothing waits to be scheduled. Approved requests appear here, and visits taken off the board."
            )
        return tr("Nothing is in this list. Drag a job or a visit here, or onto the name of the list.")

    def _hint_words(self, loaded: int) -> str:
        if self._total > loaded:
            words = tr("The {count} most urgent of {total} are here.")
            return words.format(count=loaded, total=self._total)
        return tr("By priority, then due. Drag onto a row, or press Space.")
