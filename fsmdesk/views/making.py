"""Large things are made a piece at a time, so that the window answers in between."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

T = TypeVar("T")
WidgetT = TypeVar("WidgetT", bound=QWidget)
Pieces = Iterator[None]

_SLICE_SECONDS: Final = 0.006
_MANY: Final = 60  # so many widgets are made in one event, and dressed and shown in others
_END: Final = object()
# What is begun while a piece is made; None where nothing is made in pieces. Only the window's thread makes widgets.
_begun: ContextVar[list[Pieces] | None] = ContextVar("begun", default=None)


def make(pieces: Pieces) -> None:
    """Make all of it: now, or a piece at a time where what it belongs to is made so.

    A generator that calls something which makes itself in pieces yields before it uses the inside of that.
    """
    begun = _begun.get()
    if begun is None:
        for _ in pieces:
            pass
    else:
        begun.append(pieces)


class Making(QObject, Generic[WidgetT]):
    """One widget in the making, from `build` on until it is whole and each widget in it has its style.

    What a piece begins is made whole before the next piece of the same thing is made. `widget` is hidden until
    somebody shows it; it `is_in_pieces` if it began any, or consists of many widgets. A piece that fails ends the
    making, which `is_broken` then: the error is raised where the piece was asked for.

    Signals:
        made(): it is whole.
        failed(): it never will be.
    """

    made = Signal()
    failed = Signal()

    def __init__(self, build: Callable[[], WidgetT], parent: QObject) -> None:
        super().__init__(parent)
        self._line: deque[Pieces] = deque()
        self._then: Callable[[], object] | None = None
        self.is_broken = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self.widget = self._collect(build)
        self.is_in_pieces = bool(self._line) or len(self.widget.findChildren(QWidget)) > _MANY
        self._line.append(_dressing(self.widget))

    def is_done(self) -> bool:
        """True once nothing is left to make."""
        return not self._line

    def step(self) -> None:
        """One piece more is made; several where they are small."""
        end = time.perf_counter() + _SLICE_SECONDS
        while self._line:
            self._make_piece()
            if time.perf_counter() > end:
                return

    def _make_piece(self) -> None:
        pieces = self._line[0]
        try:
            is_left = self._collect(lambda: next(pieces, _END)) is not _END
        except BaseException:
            self.is_broken = True
            self._line.clear()
            self._timer.stop()
            self.failed.emit()
            raise
        if not is_left:
            self._line.remove(pieces)
            if not self._line:
                self.made.emit()

    def finish(self) -> None:
        """All that is left is made now."""
        while self._line:
            self.step()
        self._tell()

    def hurry(self, then: Callable[[], object]) -> None:
        """Go on with it whenever the window has nothing else to do; `then` is called once it is whole.

        What is whole or small does not wait.
        """
        self._then = then
        if self.is_in_pieces and self._line:
            self._timer.start(0)
        else:
            self.finish()

    def leave(self) -> None:
        """Nobody waits for it any more; it stays as far as it came."""
        self._then = None
        self._timer.stop()

    @Slot()
    def _go_on(self) -> None:
        if self._line:
            self.step()
        else:  # in an event of its own: who waits has things to do
            self._tell()

    def _tell(self) -> None:
        """Who waits for it hears once that it is whole."""
        self._timer.stop()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _collect(self, call: Callable[[], T]) -> T:
        """What the call begins is made next, in the order in which it was begun."""
        begun: list[Pieces] = []
        token = _begun.set(begun)
        try:
            return call()
        finally:
            _begun.reset(token)
            self._line.extendleft(reversed(begun))


class Slices(QObject):
    """Goes on with pieces that somebody waits for, a few milliseconds in each event; `then` follows the last."""

    def __init__(self, pieces: Pieces, then: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._pieces = pieces
        self._then = then
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(0)

    @Slot()
    def _go_on(self) -> None:
        end = time.perf_counter() + _SLICE_SECONDS
        for _ in self._pieces:
            if time.perf_counter() > end:
                return
        self._timer.stop()
        self.deleteLater()
        self._then()


def _dressing(root: QWidget) -> Pieces:
    """The style of each widget is worked out, some at a time."""
    if not isValid(root):
        return
    bare = root.findChildren(QWidget)
    yield
    while bare:
        end = time.perf_counter() + _SLICE_SECONDS
        while bare and time.perf_counter() < end:
            widget = bare.pop()
            if isValid(widget):  # else something replaced it meanwhile
                widget.ensurePolished()
        yield
