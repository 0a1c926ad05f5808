"""Mouse and keys as a person would use them: real events into real windows, and waiting for what they cause."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fsmdesk.core.errors import FsmError

PATIENCE_SECONDS = 20.0
_PAUSE_MILLISECONDS = 10
_DRAG_STEPS = 12

WidgetT = TypeVar("WidgetT", bound=QWidget)


class TourBroken(FsmError):
    """Something that should have come did not, or a check did not hold."""


def wait_for(what: Callable[[], object], words: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Events are handled until `what` is true.

    Raises:
        TourBroken: it did not become true in time; `words` say what was waited for.
    """
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            raise TourBroken(f"waited in vain for {words}")
        QTest.qWait(_PAUSE_MILLISECONDS)


def rest(milliseconds: int = 250) -> None:
    """Events are handled for a while, so that what was begun is painted."""
    QTest.qWait(milliseconds)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """A click with the left button, in the middle unless said."""
    QTest.mouseClick(
        widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or widget.rect().center()
    )


def double_click(widget: QWidget, at: QPoint) -> None:
    """A double click with the left button."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def drag(
    source: QWidget, start: QPoint, target: QWidget, end: QPoint, before_drop: Callable[[], None]
) -> None:
    """Press on the source, move to a point of the target, look, let go. The pressed widget gets all moves."""
    goal = source.mapFromGlobal(target.mapToGlobal(end))
    QTest.mousePress(source, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, _DRAG_STEPS + 1):
        way = (goal - start) * (step / _DRAG_STEPS)
        QTest.mouseMove(source, start + QPoint(int(way.x()), int(way.y())))
        QTest.qWait(_PAUSE_MILLISECONDS)
    before_drop()
    QTest.mouseRelease(source, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, goal)


def type_text(text: str) -> None:
    """The text is typed where the focus is."""
    QTest.keyClicks(focused(), text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, where the focus is."""
    QTest.keyClick(focused(), key, modifier)


def focused() -> QWidget:
    """The widget that has the focus.

    Raises:
        TourBroken: none has.
    """
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    if widget is None:
        raise TourBroken("no widget has the focus")
    return widget


def the(kind: type[WidgetT], inside: QWidget, name: str = "") -> WidgetT:
    """The visible widget of this kind, by its accessible name where one is given.

    Raises:
        TourBroken: there is none.
    """
    for widget in inside.findChildren(kind):
        if widget.isVisible() and (not name or widget.accessibleName() == name):
            return widget
    raise TourBroken(f"there is no {kind.__name__} {name!r} on {inside.accessibleName() or inside}")
