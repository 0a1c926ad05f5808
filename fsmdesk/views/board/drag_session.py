"""One drag from press to drop, tracked with ordinary mouse events.

The widget that was pressed forwards press, move and release: Qt keeps delivering moves to it anywhere
on the screen. No native drag, since that blocks in a nested event loop and can't be steered by keys.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from fsmdesk.core.placement import Finding, Severity, worst
from fsmdesk.views.board.gesture import Drop, Gesture, Landing, held

_SCROLL_EVERY_MS = 16
_NOTHING_HELD = Qt.KeyboardModifier.NoModifier
_MODIFIERS = {
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What a target would make of the drop; without a landing the visit goes back to the list.

    `findings` are about all that is in the hand; `companions` is where those land that go with the subject.
    """

    heading: str
    findings: tuple[Finding, ...] = ()
    landing: Landing | None = None
    companions: tuple[Drop, ...] = ()

    @property
    def severity(self) -> Severity:
        """The weight of its heaviest finding."""
        return worst(self.findings)


class DropTarget(Protocol):
    """A widget that things can be dropped on. Positions are global."""

    def offer(self, gesture: Gesture, at: QPoint) -> Offer | None:
        """What a drop here would do; None if this is not over the target."""

    def show_offer(self, gesture: Gesture, offer: Offer | None) -> None:
        """Mark the landing place, or take the mark away."""

    def take(self, gesture: Gesture, offer: Offer) -> None:
        """It was dropped."""

    def scroll_toward(self, at: QPoint) -> bool:
        """Scroll if the pointer is at an edge; True if something moved."""


class Phase(Enum):
    """How far a drag is."""

    IDLE = "idle"
    ARMED = "armed"
    DRAGGING = "dragging"
    LIFTED = "lifted"


class DragSession(QObject):
    """At most one gesture at a time, by mouse (armed, dragging) or by keys (lifted).

    Signals:
        started(Gesture): it is in the hand now.
        offered(object, QPoint): the Offer (None where it can't be dropped) and the global place of the
            pointer; for a lifted visit the place is null.
        ended(Gesture, bool): it is out of the hand; True if it was dropped.
        blocked(Offer): it was let go over a place where a rule does not let it land.
    """

    started = Signal(object)
    offered = Signal(object, QPoint)
    ended = Signal(object, bool)
    blocked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.phase = Phase.IDLE
        self.gesture: Gesture | None = None
        self._targets: list[DropTarget] = []
        self._target: DropTarget | None = None
        self._offer: Offer | None = None
        self._pressed_at = QPoint()
        self._at = QPoint()
        self._modifiers = _NOTHING_HELD
        self._scroller = QTimer(self)
        self._scroller.setInterval(_SCROLL_EVERY_MS)
        self._scroller.timeout.connect(self._scroll)

    @property
    def is_active(self) -> bool:
        """True while something is in the hand."""
        return self.phase in (Phase.DRAGGING, Phase.LIFTED)

    @property
    def landing(self) -> Landing | None:
        """Where it would land now."""
        return self._offer.landing if self._offer is not None else None

    def add_target(self, target: DropTarget) -> None:
        """Things can be dropped there from now on."""
        self._targets.append(target)

    def press(self, gesture: Gesture, at: QPoint) -> None:
        """The button went down on something that can be dragged."""
        if self.phase is Phase.IDLE:
            self.gesture, self._pressed_at, self.phase = gesture, at, Phase.ARMED

    def move(self, at: QPoint, modifiers: Qt.KeyboardModifier = _NOTHING_HELD) -> None:
        """The pointer moved with the button down; far enough from the press it becomes a drag."""
        self._modifiers = modifiers
        if self.phase is Phase.ARMED:
            if (at - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
                return
            self._begin(Phase.DRAGGING)
            self._scroller.start()
        if self.phase is Phase.DRAGGING:
            self._at = at
            self._look()

    def release(self, at: QPoint, modifiers: Qt.KeyboardModifier = _NOTHING_HELD) -> bool:
        """The button went up; True if this ended a drag and not a click."""
        self._modifiers = modifiers
        if self.phase is Phase.ARMED:
            self.phase, self.gesture = Phase.IDLE, None
            return False
        if self.phase is not Phase.DRAGGING:
            return False
        self._at = at
        self._look()
        self.drop()
        return True

    def lift(self, gesture: Gesture, target: DropTarget, offer: Offer) -> None:
        """Take something into the hand by key; `reoffer` moves it on, `drop` or `cancel` ends it."""
        if self.phase is Phase.IDLE:
            self.gesture = gesture
            self._begin(Phase.LIFTED)
            self.reoffer(target, offer)

    def reoffer(self, target: DropTarget, offer: Offer) -> None:
        """The lifted visit is over another place."""
        if self.phase is Phase.LIFTED:
            self._at = QPoint()
            self._set_offer(target, offer)

    def drop(self) -> None:
        """Let go: it lands if the place allows it, else nothing happens."""
        gesture, target, offer = self.gesture, self._target, self._offer
        allowed = offer is not None and offer.severity < Severity.BLOCK
        self._end(was_dropped=allowed)
        if gesture is not None and target is not None and offer is not None and allowed:
            target.take(gesture, offer)
        elif offer is not None:
            self.blocked.emit(offer)

    @Slot()
    def cancel(self) -> None:
        """Everything is as it was before the press."""
        if self.phase is Phase.ARMED:
            self.phase, self.gesture = Phase.IDLE, None
        elif self.is_active:
            self._end(was_dropped=False)

    def look_again(self) -> None:
        """Ask the target anew, since what is under the pointer changed."""
        if self.phase is Phase.DRAGGING:
            self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While dragging: Esc, the right button and leaving the program cancel; Shift, Ctrl and Alt count."""
        kind = event.type()
        if self.phase is Phase.DRAGGING and isinstance(event, QKeyEvent):
            self._hold(kind, event)
        if kind == QEvent.Type.ApplicationDeactivate:
            self.cancel()
            return False
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                # The override only claims the key; the press that follows it is the one that counts.
                event.accept()
                if kind == QEvent.Type.KeyPress:
                    self.cancel()
                return True
        elif (
            kind == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.RightButton
        ):
            self.cancel()
            return True
        return False

    def _hold(self, kind: QEvent.Type, event: QKeyEvent) -> None:
        """A key that changes what a drop means went down or up while the pointer rests."""
        modifier = _MODIFIERS.get(Qt.Key(event.key()))
        if modifier is None or kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return
        is_down = kind == QEvent.Type.KeyPress
        self._modifiers = self._modifiers | modifier if is_down else self._modifiers & ~modifier
        self._look()

    def _begin(self, phase: Phase) -> None:
        self.phase = phase
        app = QGuiApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self.started.emit(self.gesture)

    def _end(self, was_dropped: bool) -> None:
        gesture, target = self.gesture, self._target
        self._scroller.stop()
        app = QGuiApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.phase, self.gesture, self._target, self._offer = Phase.IDLE, None, None, None
        if gesture is not None and target is not None:
            target.show_offer(gesture, None)
        if gesture is not None:
            self.ended.emit(gesture, was_dropped)

    def _look(self) -> None:
        """Find the target under the pointer and what it would make of a drop."""
        if self.gesture is None:
            return
        if self.phase is Phase.DRAGGING:
            self.gesture = held(self.gesture, self._modifiers, self._at - self._pressed_at)
        for target in self._targets:
            offer = target.offer(self.gesture, self._at)
            if offer is not None:
                self._set_offer(target, offer)
                return
        self._set_offer(None, None)

    def _set_offer(self, target: DropTarget | None, offer: Offer | None) -> None:
        if self.gesture is None:
            return
        if self._target is not None and self._target is not target:
            self._target.show_offer(self.gesture, None)
        self._target, self._offer = target, offer
        if target is not None:
            target.show_offer(self.gesture, offer)
        self.offered.emit(offer, self._at)

    @Slot()
    def _scroll(self) -> None:
        for target in self._targets:
            if target.scroll_toward(self._at):
                self._look()
                return
