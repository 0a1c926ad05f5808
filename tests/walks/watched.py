"""An application that measures how long each event keeps the window from answering."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

_KEPT = 12
_WORTH_KEEPING_MS = 5.0


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """One event that kept the GUI thread: for how long by the clock, how much of it computing, and what it was."""

    milliseconds: float
    computing: float
    event: str
    receiver: str
    where: str


class WatchedApplication(QApplication):
    """Times every event that is delivered while no other one is; `place` says where the person is.

    `blocks` are the longest by the clock, `busiest` those with the most computing.
    """

    def __init__(self, place: Callable[[], str] = str) -> None:
        self.blocks: list[Block] = []
        self.busiest: list[Block] = []
        self.count = 0
        self.place = place
        self._depth = 0
        self._is_broken_up = False
        super().__init__([])

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """The event is delivered; what it took is kept if it is among the longest."""
        if self._depth:
            # Inside an event that waits, the window answers: what is outside tells nothing any more.
            self._is_broken_up = self._is_broken_up or event.spontaneous()
            return super().notify(receiver, event)
        self._depth = 1
        self._is_broken_up = False
        kind = event.type()
        computing, began = time.thread_time(), time.perf_counter()
        try:
            return super().notify(receiver, event)
        finally:
            took = (time.perf_counter() - began) * 1000
            self._depth = 0
            self.count += 1
            if took > _WORTH_KEEPING_MS and not self._is_broken_up:
                self._keep(took, (time.thread_time() - computing) * 1000, kind, receiver)

    def _keep(self, took: float, computing: float, kind: QEvent.Type, receiver: QObject) -> None:
        is_long = len(self.blocks) < _KEPT or took > self.blocks[-1].milliseconds
        is_busy = len(self.busiest) < _KEPT or computing > self.busiest[-1].computing
        if not (is_long or is_busy):
            return
        try:
            name = f"{type(receiver).__name__} {receiver.objectName()}".strip()
            if isinstance(receiver, QTimer):
                name += f" of {type(receiver.parent()).__name__}"
        except RuntimeError:  # gone with its event
            name = "something that is gone"
        block = Block(took, computing, kind.name, name, self.place())
        self.blocks = sorted((*self.blocks, block), reverse=True)[:_KEPT]
        self.busiest = sorted((*self.busiest, block), key=attrgetter("computing"), reverse=True)[:_KEPT]

    def leave_out(self) -> None:
        """The event that is being delivered does not count."""
        self._is_broken_up = True

    def forget(self) -> None:
        """Start counting anew."""
        self.blocks.clear()
        self.busiest.clear()
        self.count = 0
