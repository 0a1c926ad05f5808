"""Reads the board from the office, one read at a time, and brings the store up to date row by row."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from fsmdesk.services.dispatch.messages import AboutVisit, BoardDay, BoardView, Debtors, VisitDetail
from fsmdesk.views.board.board_rows import job_from, technician_from, visit_from
from fsmdesk.views.board.period import Period
from fsmdesk.views.board.store import BoardChanges, BoardStore, ChangedRows
from fsmdesk.views.board.visits import Visit
from fsmdesk.views.desk import Desk

_SOON_MS = 30
_REST_MS = 120


class BoardReader(QObject):
    """A read that was overtaken by a change is thrown away and made again, so the board never steps back.

    Signals:
        read_done(BoardView, bool): the store has it; True if these are other days than before.
        detail_read(VisitDetail): more about the visit that was asked for last.
        updating(): the store still has what is on the screen, and gets what was read of the same days now.
        debts_read(): it is known by now which customers owe money; what differs is in `last_changes`.
    """

    read_done = Signal(object, bool)
    detail_read = Signal(object)
    updating = Signal()
    debts_read = Signal()

    def __init__(self, desk: Desk, store: BoardStore, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self._store = store
        self._owner = owner
        self._period: Period | None = None
        self._shown: Period | None = None
        self.has_added_days = False
        self._is_reading = False
        self._is_overtaken = False
        self._detail_of: tuple[int, int] | None = None
        self.last_changes = ChangedRows()
        self._view: BoardView | None = None
        self._debtors: frozenset[int] = frozenset()
        self._payers: frozenset[int] = frozenset()  # about whom that is known
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._read_now)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST_MS)
        self._resting.timeout.connect(self._read_detail)

    @property
    def is_waiting(self) -> bool:
        """True while a read is under way or about to start."""
        return self._is_reading or self._soon.isActive()

    def read(self, period: Period) -> None:
        """Read these days now."""
        self._period = period
        self._read_now()

    def read_soon(self) -> None:
        """Read the same days again in a moment; several wishes become one read."""
        self._is_overtaken = self._is_reading
        if self._period is not None and not self._is_reading and not self._soon.isActive():
            self._soon.start()

    def read_detail(self, visit: Visit | None) -> None:
        """Tell more about this visit once the choice rests on it; each version of it is read once."""
        wanted = (visit.id, visit.version) if visit is not None else None
        if wanted != self._detail_of:
            self._detail_of = wanted
            self._resting.start()

    @Slot()
    def _read_detail(self) -> None:
        if self._detail_of is not None:
            self._desk.ask(
                self._owner, AboutVisit(visit_id=self._detail_of[0]), self._take_detail, self._no_detail
            )

    def _take_detail(self, detail: VisitDetail) -> None:
        if self._detail_of is not None and detail.visit_id == self._detail_of[0]:
            self.detail_read.emit(detail)

    def _no_detail(self, error: Exception) -> None:
        """The visit is gone, or the server: the board itself says so, and the strip does with less."""
        self._detail_of = None

    @Slot()
    def _read_now(self) -> None:
        if self._period is None:
            return
        if self._is_reading:
            self._is_overtaken = True
            return
        self._soon.stop()
        self._is_reading, self._is_overtaken = True, False
        wanted = BoardDay(day=self._period.first, day_count=self._period.count)
        self._desk.ask(self._owner, wanted, self._take, self._fail)

    def _take(self, view: BoardView) -> None:
        self._is_reading = False
        period = Period(view.first_day, view.day_count)
        if self._is_overtaken or period != self._period:
            self._read_now()
            return
        self._view = view
        before, self._shown = self._shown, period
        is_other = period != before
        self.has_added_days = is_other and before is not None and _overlap(before, period)
        if is_other and not self.has_added_days:
            self.last_changes = self._load(view)
        else:
            self.last_changes = self._update(view)
        self.read_done.emit(view, is_other)
        self._ask_debts()

    def read_debts_again(self) -> None:
        """Somebody paid, or was billed: who owes money is asked anew."""
        self._payers = frozenset()
        self._ask_debts()

    def _ask_debts(self) -> None:
        """Whoever is on the board by now and was not asked about; the board is painted meanwhile."""
        if self._view is None:
            return
        shown = {row.customer_id for row in self._view.visits} | {row.customer_id for row in self._view.jobs}
        asked = frozenset(payer for payer in shown if payer is not None) - self._payers
        if asked:
            self._payers |= asked
            query = Debtors(customer_ids=tuple(sorted(asked)))
            self._desk.ask(self._owner, query, partial(self._take_debts, asked), self._no_debts)

    def _take_debts(self, asked: frozenset[int], owing: frozenset[int]) -> None:
        before, self._debtors = self._debtors, (self._debtors - asked) | owing
        if self._debtors != before and self._view is not None and not self._is_reading:
            self.last_changes = self._update(self._view)
            self.debts_read.emit()

    def _no_debts(self, _error: Exception) -> None:
        """Without them the board does without that mark; the next read asks again."""
        self._payers = frozenset()

    def _fail(self, error: Exception) -> None:
        self._is_reading = False
        self._desk.errors.show(error, self._owner, self._read_now, read=BoardDay)

    def _load(self, view: BoardView) -> ChangedRows:
        self._store.load(
            (technician_from(row) for row in view.technicians),
            (visit_from(row, self._debtors) for row in view.visits),
            (job_from(row, self._debtors) for row in view.jobs),
        )
        return ChangedRows(is_structural=True)

    def _update(self, view: BoardView) -> ChangedRows:
        """Only what differs is touched, so that selection, scroll and a gesture stay."""
        self.updating.emit()
        changed = self._store.show_technicians(technician_from(row) for row in view.technicians)
        gone = self._store.stored_ids() - {row.id for row in view.visits}
        visits = [visit_from(row, self._debtors) for row in view.visits]
        changed.merge(self._store.apply(BoardChanges(visits, gone)))
        self._store.show_jobs(job_from(row, self._debtors) for row in view.jobs)
        return changed


def _overlap(before: Period, period: Period) -> bool:
    """True if days were added to what was shown, so that what is on the screen stays there."""
    return period.count > before.count and period.first < before.after and before.first < period.after
