"""Who should go, on the board: S looks for the best slots, arrows show them as a ghost, Enter drops the job there.

What is taken goes the way of every drop, so that rules, reasons and undo are the same.
"""

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from fsmdesk.core.placement import Severity
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.suggesting.messages import SlotRow, SuggestSlots
from fsmdesk.views.board.accessible import announce
from fsmdesk.views.board.board_reader import BoardReader
from fsmdesk.views.board.gesture import Gesture, GestureKind, Landing
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.job_list import PANEL_WIDTH, JobPanel
from fsmdesk.views.board.visit_words import numbered
from fsmdesk.views.board.visits import Job, Visit, minute_of
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.slots.slot_finder import SlotFinder

_ROOM_FOR_BOTH = 860


class Suggesting(QObject):
    """Ties the list of slots to the board.

    Signals:
        day_wanted(date): the board shall show that day, for a slot that was taken there.
        refused(str): why nobody is looked for.
    """

    day_wanted = Signal(object)
    refused = Signal(str)

    def __init__(
        self, desk: Desk, grid: ScheduleGrid, jobs: JobPanel, reader: BoardReader, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._grid = grid
        self._jobs = jobs
        self._subject: Visit | Job | None = None
        self._awaited: tuple[Gesture, Landing] | None = None
        self._has_hidden_jobs = False
        self.finder = SlotFinder(desk, tr("Book it"), grid)
        self.finder.setFixedWidth(PANEL_WIDTH)
        self.finder.pointed.connect(self._point)
        self.finder.taken.connect(self._take)
        self.finder.closed.connect(self._close)
        jobs.slot_button.clicked.connect(self.suggest_for_job)
        # Queued, so that the board shows by then what was read.
        reader.read_done.connect(self._look_again, Qt.ConnectionType.QueuedConnection)

    def column(self) -> QVBoxLayout:
        """The waiting jobs, and below them the slots while somebody is looked for."""
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._jobs, 1)
        column.addWidget(self.finder, 2)
        return column

    @Slot()
    def suggest(self) -> None:
        """Look for slots for what is chosen: the waiting job if the list has the keys, else the visit."""
        if self.finder.has_keys:
            return
        job, visit = self._jobs.view.chosen_job, self._grid.selected_visit
        if self._jobs.view.hasFocus() or visit is None:
            self.suggest_for(job or visit)
        else:
            self.suggest_for(visit)

    @Slot()
    def suggest_for_job(self) -> None:
        """Look for slots for the chosen waiting job, or the first one."""
        self.suggest_for(self._jobs.view.chosen_job or self._jobs.model.row_at(0))

    @Slot()
    def suggest_for_visit(self) -> None:
        """Look for slots for the chosen visit."""
        self.suggest_for(self._grid.selected_visit)

    def suggest_for(self, subject: Visit | Job | None) -> None:
        """Look for the best slots; says why not where there is nothing to look for."""
        if subject is None:
            self.refused.emit(tr("Choose a visit or a waiting job first."))
            return
        if isinstance(subject, Visit) and not subject.is_movable:
            words = tr("{customer} is {state} and can't be moved")
            state = subject.state.label.lower()
            self.refused.emit(words.format(customer=subject.customer, state=state))
            return
        self._subject = subject
        visit_id = subject.id if isinstance(subject, Visit) else subject.visit_id
        query = SuggestSlots(work_order_id=subject.work_order_id, visit_id=visit_id)
        about = " · ".join(part for part in (numbered(subject.number), subject.customer) if part)
        self._make_room()
        self.finder.look_for(query, about)

    # inside

    def _make_room(self) -> None:
        """In a low window the slots stand in place of the waiting jobs: both would show hardly anything."""
        if self._jobs.isVisible() and self._grid.window().height() < _ROOM_FOR_BOTH:
            self._jobs.hide()
            self._has_hidden_jobs = True

    @Slot(object)
    def _point(self, row: SlotRow | None) -> None:
        """A ghost where the job would land, if that day is shown."""
        grid, subject = self._grid, self._subject
        if grid.session.is_active or subject is None:
            return
        landing = _landing(row) if row is not None else None
        gesture = _gesture(subject)
        offer = grid.target.judge(gesture, landing) if landing is not None and self._shows(landing) else None
        grid.target.show_offer(gesture, offer)
        if offer is None:
            grid.show_lifted(())
        elif offer.landing is not None:
            self._reveal(offer.landing)

    @Slot(object)
    def _take(self, row: SlotRow) -> None:
        """The job is dropped there; on another day once that is shown."""
        subject = self._now(self._subject)
        if subject is None:
            return
        landing, gesture = _landing(row), _gesture(subject)
        self.finder.close_finder()
        announce(self._grid, tr("Taken: {technician}").format(technician=row.technician))
        if self._shows(landing):
            self._drop(gesture, landing)
            return
        self._awaited = gesture, landing
        day: date = wall_minute(row.start_at, self._desk.formats.zone)[0]
        self.day_wanted.emit(day)

    def _drop(self, gesture: Gesture, landing: Landing) -> None:
        offer = self._grid.target.judge(gesture, landing)
        if offer is None:
            self.refused.emit(tr("This technician is not on the board any more."))
            return
        if offer.severity >= Severity.BLOCK:
            against = (finding.text for finding in offer.findings if finding.severity >= Severity.BLOCK)
            self.refused.emit(" ".join(against))
            return
        self._grid.target.take(gesture, offer)
        self._reveal(landing)

    def _reveal(self, landing: Landing) -> None:
        """Its row may be hidden by a filter or in a folded group; then there is nothing to show."""
        place = self._grid.places.landing_rect(landing)
        if place.isValid():
            self._grid.reveal(place)

    @Slot()
    def _close(self) -> None:
        """Nothing hangs over the board any more, and the keys are where they were."""
        subject, self._subject = self._subject, None
        if self._has_hidden_jobs:
            self._has_hidden_jobs = False
            self._jobs.show()
        if subject is not None and not self._grid.session.is_active:
            self._grid.target.show_offer(_gesture(subject), None)
            self._grid.show_lifted(())
        (self._jobs.view if isinstance(subject, Job) else self._grid).setFocus()

    @Slot()
    def _look_again(self) -> None:
        """Another day is here, or the same one anew: drop what was taken there, and give up what is gone."""
        awaited, self._awaited = self._awaited, None
        if awaited is not None and self._shows(awaited[1]):
            self._drop(*awaited)
        subject = self._subject
        if isinstance(subject, Job) and subject.key not in self._grid.store.jobs:
            self.finder.close_finder()
            self.refused.emit(tr("{customer} does not wait any more").format(customer=subject.customer))
        elif subject is not None:
            self._point(self.finder.list.current_slot)

    def _now(self, subject: Visit | Job | None) -> Visit | Job | None:
        """The subject as the board knows it now, with the version that is seen."""
        store = self._grid.store
        if isinstance(subject, Visit):
            return store.visit(subject.id) or subject
        return store.jobs.get(subject.key) if subject is not None else None

    def _shows(self, landing: Landing) -> bool:
        scale = self._grid.scale
        return scale.start_minute <= landing.start_minute < scale.end_minute


def _gesture(subject: Visit | Job) -> Gesture:
    kind = GestureKind.MOVE if isinstance(subject, Visit) else GestureKind.PLACE
    return Gesture(kind, subject)


def _landing(row: SlotRow) -> Landing:
    return Landing(row.technician_id, minute_of(row.start_at), minute_of(row.end_at))
