"""The live feed: what other seats change reaches this one, a moment later and across lost connections."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from fsmdesk.core.errors import FsmError
from fsmdesk.core.hands import Hand
from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.core.words import tr
from fsmdesk.db.failures import sort_error
from fsmdesk.db.location import Location
from fsmdesk.db.log_reader import Entry, LogReader, log_reader

_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 15.0


class Who(NamedTuple):
    """Who changed something: the person's name, empty for a program, and the seat, empty for a plain client."""

    person: str
    seat: str


OnChanges = Callable[[ChangeSet, Who], None]
OnState = Callable[[bool, str], None]
OnHand = Callable[[Hand], None]


class ChangeFeed:
    """Follows one office in a thread of its own, from `start` until `stop`.

    `on_changes` is told what another seat committed, each change once, in order; own changes are left out.
    `on_state` is told whether the office can be heard, and if not, why; `on_hand` what another seat holds
    or let go of. All are called in the thread.
    A seat that has read something before it began to listen looks back for some seconds.
    """

    def __init__(
        self,
        location: Location,
        own_seat: str,
        on_changes: OnChanges,
        on_state: OnState | None = None,
        *,
        on_hand: OnHand | None = None,
        look_back_seconds: int = 0,
    ) -> None:
        self._reader: LogReader = log_reader(location, look_back_seconds)
        self._own_seat = own_seat
        self._on_changes = on_changes
        self._on_state = on_state or _unheard
        self._on_hand = on_hand or _unseen
        self._stopping = threading.Event()
        self._wake: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """What is committed from about now on is heard; `on_state` tells when."""
        self._wake, woken = socket.socketpair()
        self._thread = threading.Thread(target=self._follow, args=(woken,), name="fsmdesk-feed", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Nothing is told any more; the thread and its connection are gone."""
        self._stopping.set()
        if self._wake is None or self._thread is None:
            return
        with self._wake as wake:
            with suppress(OSError):  # the thread died of a mistake of ours, and nobody listens
                wake.send(b"!")
            self._thread.join()
        self._wake = None

    def _follow(self, woken: socket.socket) -> None:
        with woken:
            self._follow_until_stopped(woken)

    def _follow_until_stopped(self, woken: socket.socket) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while not self._stopping.is_set():
            try:
                self._reader.connect()
                self._on_state(True, "")
                pause = _FIRST_PAUSE_SECONDS
                self._listen(woken)
            except Exception as error:
                reason = _reason(error)
                if reason is None:
                    raise
                self._on_state(False, reason)
            finally:
                self._reader.close()
            self._stopping.wait(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    def _listen(self, woken: socket.socket) -> None:
        while not self._stopping.is_set():
            self._tell(self._reader.read())
            for hand in self._reader.hands():
                if hand.seat != self._own_seat:
                    self._on_hand(hand)
            self._reader.wait(woken)

    def _tell(self, entries: list[Entry]) -> None:
        """One call for each stretch of changes by the same seat and person, in the order of the log."""
        stretch: set[RecordRef] = set()
        by: Who | None = None
        for entry in entries:
            if entry.seat and entry.seat == self._own_seat:
                continue
            who = Who(entry.person, entry.seat)
            if by is not None and who != by:
                self._on_changes(ChangeSet.of(stretch), by)
                stretch = set()
            by = who
            stretch.add(RecordRef(entry.table, entry.record_id))
        if by is not None:
            self._on_changes(ChangeSet.of(stretch), by)


def _reason(error: Exception) -> str | None:
    """Why the office can't be heard, or None if that is our own mistake."""
    if isinstance(error, FsmError):
        return str(error)
    sorted_error = sort_error(error)
    if sorted_error is not None:
        return str(sorted_error)
    if isinstance(error, OSError):
        return tr("The server does not answer. Check the network and try again.")
    return None


def _unheard(_connected: bool, _why: str) -> None:
    """Nobody wants to know."""


def _unseen(_hand: Hand) -> None:
    """Nobody wants to know."""
