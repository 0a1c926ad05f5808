"""What a hand does with mouse and clipboard beyond clicking, anywhere in a window."""

from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_STEPS = 6
HOSTILE = (
    "x" * 20_000,
    "line\n" * 3_000,
    "nul \0 and bell \a and delete \x7f",
    "\u202eright to left\u202c \u200b\ufeff zero wide",
    "<b>bold</b> <img src=file:///etc/passwd> &amp; <script>alert(1)</script>",
    "'; DROP TABLE work_order; -- % _ \\ \"",
    "{0} {name} %s %(name)s %1",
    "é e\u0301 ﷽ 👨‍👩‍👧‍👦 \U0001f9ef \uffff",
    "-99999999999999999999.999",
    "1e400",
    "٣٫٥",
    "\t\t\r\n",
)


def context_menu(widget: QWidget, at: QPoint) -> None:
    """The right button: whatever menu there is opens."""
    QTest.mouseClick(widget, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    """The left button goes down at one point and up at another, with some points between."""
    plain, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QTest.mousePress(widget, left, plain, start)
    for step in range(1, _STEPS + 1):
        QTest.mouseMove(widget, start + (end - start) * step / _STEPS)
        QApplication.processEvents()
    QTest.mouseRelease(widget, left, plain, end)


def paste(field: QWidget, chance: Random) -> None:
    """Something long or hostile is pasted."""
    QGuiApplication.clipboard().setText(chance.choice(HOSTILE))
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def random_point(widget: QWidget, chance: Random) -> QPoint:
    """Any point of it."""
    return QPoint(chance.randrange(max(widget.width(), 1)), chance.randrange(max(widget.height(), 1)))
