"""Carries what was dropped to the office: shown at once as pending, settled or taken back by the answer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from fsmdesk.core.errors import ConflictError, NeedsConfirmation
from fsmdesk.core.messages import Command, Done
from fsmdesk.core.states import VisitState
from fsmdesk.core.words import tr
from fsmdesk.services.dispatch.messages import MoveVisit, PlaceVisit, SetVisitState, UnplaceVisit
from fsmdesk.views.board.gesture import JobDrop, Landing, VisitDrop
from fsmdesk.views.board.grid_target import job_as_visit
from fsmdesk.views.board.store import BoardStore, ChangedRows
from fsmdesk.views.board.visit_words import span_text
from fsmdesk.views.board.visits import Visit, instant_of
from fsmdesk.views.desk import Desk

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class ReasonWanted:
    """The office would do it if somebody said why."""

    drop: VisitDrop | JobDrop
    text: str


@dataclass(frozen=True, slots=True)
class Overtaking:
    """Somebody changed the visit after the version that whoever dropped it had seen."""

    drop: VisitDrop
    who: str
    seen_version: int


class BoardWriter(QObject):
    """Sends commands for the board, for each visit one after the other.

    While a visit's change is on its way, only the last of the following ones is kept, and sent with the
    version that the office has by then: holding Alt+Right does not pile up conflicts.

    Signals:
        shown(ChangedRows): something is shown differently now.
        jobs_shown(): the list beside the board is different now.
        reason_wanted(ReasonWanted): it goes on with a reason, or ends with `give_up`.
        overtaken(Overtaking): another seat was faster; the visit stays as that seat left it.
        settled(): the office has answered; what it stores should be read.
        made(int, int): what was shown under the first id is stored under the second, and is read.
        read(): what the office stores has been read, and what waited for that may go on.
    """

    shown = Signal(object)
    jobs_shown = Signal()
    reason_wanted = Signal(object)
    overtaken = Signal(object)
    settled = Signal()
    made = Signal(int, int)
    read = Signal()

    def __init__(self, desk: Desk, store: BoardStore, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self._store = store
        self._owner = owner
        self._sent: set[int] = set()
        self._next: dict[int, tuple[VisitDrop, str]] = {}
        self._unread: set[int] = set()
        self._made: dict[int, int] = {}

    @property
    def is_busy(self) -> bool:
        """True while an answer is awaited."""
        return bool(self._sent)

    def put(self, drop: VisitDrop | JobDrop, reason: str = "", seen_version: int | None = None) -> int:
        """It is shown where it was dropped, and asked for; returns the id it is shown under."""
        if isinstance(drop, VisitDrop):
            self.move(drop, reason, seen_version)
            return drop.visit.id
        return self.place(drop, reason)

    def seen_version(self, drop: VisitDrop | JobDrop) -> int | None:
        """The version of the visit that a person sees who is asked about a drop; None for jobs, and while an
        answer about the visit is awaited."""
        if not isinstance(drop, VisitDrop) or self.is_under_way(drop.visit.id):
            return None
        return (self._store.stored_visit(drop.visit.id) or drop.visit).version

    def move(self, drop: VisitDrop, reason: str = "", seen_version: int | None = None) -> None:
        """The visit is shown there at once, and asked for; what somebody changed since `seen_version` stays."""
        visit_id, landing = drop.visit.id, drop.landing
        self.preview(drop)
        if self.is_under_way(visit_id):
            self._next[visit_id] = (drop, reason)
            return
        stored = self._store.stored_visit(visit_id) or drop.visit
        command = MoveVisit(
            visit_id=visit_id,
            seen_version=stored.version if seen_version is None else seen_version,
            technician_id=landing.technician_id,
            start_at=instant_of(landing.start_minute),
            end_at=instant_of(landing.end_minute),
            reason=reason,
        )
        self._send(visit_id, command, self._moved_words(drop), drop)

    def place(self, drop: JobDrop, reason: str = "") -> int:
        """The job is shown on the board at once, and asked for; returns the id it is shown under."""
        job, landing = drop.job, drop.landing
        shown_id = self.preview(drop)
        command = PlaceVisit(
            work_order_id=job.work_order_id,
            visit_id=job.visit_id,
            seen_version=job.visit_version if job.visit_id is not None else job.work_order_version,
            technician_id=landing.technician_id,
            start_at=instant_of(landing.start_minute),
            end_at=instant_of(landing.end_minute),
            reason=reason,
        )
        self._send(shown_id, command, self._placed_words(drop), drop)
        return shown_id

    def unplace(self, visit: Visit) -> None:
        """The visit is gone from the board at once, and asked to wait in the list."""
        if self.is_under_way(visit.id):
            return
        stored = self._store.stored_visit(visit.id) or visit
        self.shown.emit(self._store.put_pending(visit.id, None))
        command = UnplaceVisit(visit_id=visit.id, seen_version=stored.version)
        text = tr("{customer} is back in the list").format(customer=visit.customer)
        self._send(visit.id, command, text, None)

    def set_state(self, visit: Visit, after: VisitState) -> None:
        """The visit is shown in the state at once, and asked to make the move."""
        if self.is_under_way(visit.id):
            return
        stored = self._store.stored_visit(visit.id) or visit
        self.shown.emit(self._store.put_pending(visit.id, replace(visit, state=after)))
        command = SetVisitState(visit_id=visit.id, seen_version=stored.version, after=after)
        text = tr("{customer}: {state}").format(customer=visit.customer, state=after.label)
        self._send(visit.id, command, text, None)

    def preview(self, drop: VisitDrop | JobDrop) -> int:
        """Show it where it was dropped without asking yet; returns the id it is shown under."""
        if isinstance(drop, VisitDrop):
            now = self._store.visit(drop.visit.id) or drop.visit
            self.shown.emit(self._store.put_pending(drop.visit.id, _moved(now, drop.landing)))
            return drop.visit.id
        # A visit that the office has not made yet is shown under an id that it never gives.
        shown_id = drop.job.visit_id if drop.job.visit_id is not None else -drop.job.work_order_id
        shown = self._store.put_pending(shown_id, job_as_visit(drop.job, drop.landing, shown_id))
        self._store.hide_job(drop.job.key)
        self.shown.emit(shown)
        self.jobs_shown.emit()
        return shown_id

    def give_up(self, drop: VisitDrop | JobDrop) -> None:
        """What was shown is taken back."""
        if isinstance(drop, VisitDrop):
            self.shown.emit(self._store.end_pending(drop.visit.id))
            return
        shown_id = drop.job.visit_id if drop.job.visit_id is not None else -drop.job.work_order_id
        self._store.unhide_job(drop.job.key)
        self.shown.emit(self._store.end_pending(shown_id))
        self.jobs_shown.emit()

    def stored_read(self) -> ChangedRows:
        """What the office has is in the store now: stand-ins of placed jobs go, and the next move is sent."""
        changed = ChangedRows()
        for shown_id in self._unread:
            changed.merge(self._store.end_pending(shown_id))
        self._unread.clear()
        made, self._made = self._made, {}
        for shown_id, visit_id in made.items():
            self.made.emit(shown_id, visit_id)
        for visit_id in [visit_id for visit_id in self._next if visit_id not in self._sent]:
            drop, reason = self._next.pop(visit_id)
            self.move(drop, reason)
        self.read.emit()
        return changed

    def begin(self, visit_ids: Iterable[int]) -> None:
        """Something else asks the office about these visits; nothing about them is sent meanwhile."""
        self._sent.update(visit_ids)

    def finish(self, visit_ids: Iterable[int], *, is_done: bool) -> None:
        """The office has answered; if it was done, they are shown as stored once that has been read."""
        ids = set(visit_ids)
        self._sent -= ids
        if is_done:
            self._unread |= ids
        self.settled.emit()

    def is_under_way(self, visit_id: int) -> bool:
        """True until the answer is here and what the office stores has been read: only then its version is known."""
        return visit_id in self._sent or visit_id in self._unread

    # inside

    def _send(self, shown_id: int, command: Command[R], said: str, drop: VisitDrop | JobDrop | None) -> None:
        self._sent.add(shown_id)

        def done(answer: Done[R]) -> None:
            self._sent.discard(shown_id)
            self._unread.add(shown_id)
            if isinstance(answer.value, int):
                self._made[shown_id] = answer.value
            self.settled.emit()

        def failed(error: Exception) -> None:
            self._sent.discard(shown_id)
            self._next.pop(shown_id, None)
            if isinstance(error, NeedsConfirmation) and error.needs_reason and drop is not None:
                self.reason_wanted.emit(ReasonWanted(drop, str(error)))
                return
            self._take_back(shown_id, drop)
            if isinstance(error, ConflictError) and isinstance(drop, VisitDrop):
                self.overtaken.emit(Overtaking(drop, error.who, error.seen_version))
            else:
                self._desk.errors.show(error, self._owner)
            self.settled.emit()

        self._desk.do(self._owner, command, done, failed, said)

    def _take_back(self, shown_id: int, drop: VisitDrop | JobDrop | None) -> None:
        if drop is not None:
            self.give_up(drop)
        else:
            self.shown.emit(self._store.end_pending(shown_id))

    def _moved_words(self, drop: VisitDrop) -> str:
        return tr("{customer}: {technician}, {times}").format(
            customer=drop.visit.customer,
            technician=self._technician_name(drop.landing),
            times=span_text(drop.landing, self._desk.formats),
        )

    def _placed_words(self, drop: JobDrop) -> str:
        return tr("{customer} scheduled: {technician}, {times}").format(
            customer=drop.job.customer,
            technician=self._technician_name(drop.landing),
            times=span_text(drop.landing, self._desk.formats),
        )

    def _technician_name(self, landing: Landing) -> str:
        technician = self._store.technicians.get(landing.technician_id)
        return technician.name if technician else ""


def _moved(visit: Visit, landing: Landing) -> Visit:
    return replace(
        visit,
        technician_id=landing.technician_id,
        start_minute=landing.start_minute,
        end_minute=landing.end_minute,
    )
