"""The only way off the GUI thread and back onto it.

A job is a plain callable that opens its own unit of work and returns plain values. Its outcome, a
result or an error but never both, arrives on the GUI thread; nothing arrives for an owner that is gone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from threading import Event
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")
OnResult = Callable[[T], object]
OnError = Callable[[Exception], object]
OnProgress = Callable[["Step"], object]

_STACK_BYTES = 8 << 20  # macOS gives worker threads 512 KB, too little for deep statements
_STEP_SECONDS = 0.05  # progress is told at most this often


class Lane(Enum):
    """Which workers a job waits for."""

    WRITE = "write"  # commands, one after the other in the order they were given
    READ = "read"  # queries
    REST = "rest"  # everything that does not talk to the database: files, documents, network


class Cancelled(Exception):
    """The job was stopped by the person; it is never shown."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a long job is: `done` of `total` (0 while unknown), and what it is doing."""

    done: int
    total: int
    text: str


class Progress:
    """A long job's way to tell how far it is and to notice that it should stop."""

    def __init__(self, tell: Callable[[Step], None]) -> None:
        self._tell = tell
        self._stopped = Event()
        self._told_at = 0.0

    def report(self, done: int, total: int = 0, text: str = "") -> None:
        """Tell how far the job is. Cheap enough to call for every row.

        Raises:
            Cancelled: the person asked to stop; let it pass.
        """
        if self._stopped.is_set():
            raise Cancelled
        moment = monotonic()
        if moment - self._told_at >= _STEP_SECONDS or (total and done >= total):
            self._told_at = moment
            self._tell(Step(done, total, text))

    def stop(self) -> None:
        """Ask the job to end; its next report raises Cancelled."""
        self._stopped.set()


@dataclass(slots=True)
class _Waiting:
    owner: QObject
    on_result: OnResult[Any]
    on_error: OnError
    on_progress: OnProgress | None = None
    progress: Progress | None = None


class TaskRunner(QObject):
    """Runs jobs off the GUI thread and delivers each outcome on it.

    Signals:
        started(int, object): a ticket was given to this owner.
        ended(int): the outcome of a ticket was delivered, or the ticket was forgotten.
    """

    started = Signal(int, object)
    ended = Signal(int)
    _finished = Signal(int, object, object)
    _stepped = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {lane: self._pool(workers) for lane, workers in _WORKERS.items()}
        self._waiting: dict[int, _Waiting] = {}
        self._next_ticket = 0
        self._is_closed = False
        self._finished.connect(self._deliver)
        self._stepped.connect(self._step)

    def _pool(self, workers: int) -> QThreadPool:
        pool = QThreadPool(self)
        pool.setMaxThreadCount(workers)
        pool.setStackSize(_STACK_BYTES)
        return pool

    def run(
        self,
        owner: QObject,
        job: Callable[[], T],
        on_result: OnResult[T],
        on_error: OnError,
        lane: Lane = Lane.READ,
    ) -> int:
        """Start the job; exactly one of the callbacks runs on the GUI thread while `owner` lives."""
        return self._start(_Waiting(owner, on_result, on_error), job, lane)

    def run_long(
        self,
        owner: QObject,
        job: Callable[[Progress], T],
        on_result: OnResult[T],
        on_error: OnError,
        on_progress: OnProgress,
        lane: Lane = Lane.REST,
    ) -> int:
        """The same for a job that reports how far it is; cancelling stops it at its next report."""
        ticket = self._next_ticket + 1
        progress = Progress(lambda step: self._stepped.emit(ticket, step))
        return self._start(
            _Waiting(owner, on_result, on_error, on_progress, progress), lambda: job(progress), lane
        )

    def cancel(self, ticket: int) -> None:
        """Forget the outcome and ask a long job to stop; others end in their own time."""
        waiting = self._waiting.pop(ticket, None)
        if waiting is None:
            return
        if waiting.progress is not None:
            waiting.progress.stop()
        self.ended.emit(ticket)

    def forget(self, owner: QObject) -> None:
        """Cancel everything this owner still waits for."""
        for ticket in [ticket for ticket, waiting in self._waiting.items() if waiting.owner is owner]:
            self.cancel(ticket)

    def is_idle(self) -> bool:
        """True while no outcome is awaited."""
        return not self._waiting

    def drain(self, milliseconds: int = 5000) -> bool:
        """Stop accepting, forget what is awaited, and wait for the workers; call before the window goes."""
        self._is_closed = True
        for ticket in list(self._waiting):
            self.cancel(ticket)
        for pool in self._pools.values():
            pool.clear()
        return all(pool.waitForDone(milliseconds) for pool in self._pools.values())

    def _start(self, waiting: _Waiting, job: Callable[[], object], lane: Lane) -> int:
        self._next_ticket += 1
        ticket = self._next_ticket
        if self._is_closed:
            return ticket
        self._waiting[ticket] = waiting
        self._pools[lane].start(lambda: self._work(ticket, job))
        self.started.emit(ticket, waiting.owner)
        return ticket

    def _work(self, ticket: int, job: Callable[[], object]) -> None:
        try:
            result = job()
        except Exception as error:  # noqa: BLE001 - the one place where any error becomes an outcome
            self._finished.emit(ticket, None, error)
        else:
            self._finished.emit(ticket, result, None)

    @Slot(int, object, object)
    def _deliver(self, ticket: int, result: object, error: Exception | None) -> None:
        waiting = self._waiting.pop(ticket, None)
        if waiting is None:
            return
        self.ended.emit(ticket)
        if not isValid(waiting.owner) or isinstance(error, Cancelled):
            return
        if error is not None:
            waiting.on_error(error)
        else:
            waiting.on_result(result)

    @Slot(int, object)
    def _step(self, ticket: int, step: Step) -> None:
        waiting = self._waiting.get(ticket)
        if waiting is not None and waiting.on_progress is not None and isValid(waiting.owner):
            waiting.on_progress(step)


_WORKERS = {Lane.WRITE: 1, Lane.READ: 2, Lane.REST: 2}
