"""Actions: what can be done by mouse, by key and in the command box, described once."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from fsmdesk.views.theme.icons import icon

# In front of the id of an action of another place, which goes there first.
OFFERED = "at."
_ONCE = ("Return", "Enter", "Space", "Delete")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing a person can do. `handler` is a bound method; `shortcut` is written as `Ctrl+N`.

    `words` are further words under which the command box finds it.
    """

    id: str
    text: str
    handler: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    words: str = ""


class ActionRegistry(QObject):
    """All actions that the window and its screens offer, each as a QAction on the widget that owns it.

    Signals:
        changed(): actions came or went.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, tuple[ActionSpec, QAction, QWidget]] = {}

    def add(
        self,
        owner: QWidget,
        spec: ActionSpec,
        context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
    ) -> QAction:
        """The action is reachable while `owner` is visible, by its shortcut and in the command box.

        An action with the same id on another owner is replaced in the command box only when that one is gone
        or hidden, so each open record can have its own Save.
        """
        action = QAction(spec.text, owner)
        action.setToolTip(tip(spec.text, spec.shortcut))
        if spec.icon:
            action.setIcon(icon(spec.icon))
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
            action.setShortcutContext(context)
            action.setAutoRepeat(_may_repeat(spec.shortcut))
        action.triggered.connect(_Call(spec.handler, action).run)
        owner.addAction(action)
        self._entries[f"{spec.id}@{id(owner)}"] = (spec, action, owner)
        self.changed.emit()
        return action

    def offered(self) -> list[tuple[ActionSpec, QAction]]:
        """What can be done now: enabled, on widgets that are visible; in the order they were added."""
        self._entries = {
            key: entry for key, entry in self._entries.items() if isValid(entry[1]) and isValid(entry[2])
        }
        return [
            (spec, action)
            for spec, action, owner in self._entries.values()
            if action.isEnabled() and owner.isVisible()
        ]


def _may_repeat(shortcut: str) -> bool:
    """A key that is held down walks on or zooms on, but it does nothing a second time to the next record."""
    key = shortcut.split(", ")[-1].rpartition("+")[2]
    return not (key.isalpha() and (len(key) == 1 or key in _ONCE))


class _Call(QObject):
    """Calls a handler without the `checked` argument of `triggered`; lives as long as its action."""

    def __init__(self, handler: Callable[[], object], action: QAction) -> None:
        super().__init__(action)
        self._handler = handler

    def run(self) -> None:
        """Call the handler."""
        self._handler()


def shown_keys(shortcut: str) -> str:
    """A shortcut as it is written on buttons: `Ctrl+Return` becomes `Ctrl ↵`."""
    return shortcut.replace("Return", "↵").replace("+", " ") if shortcut != "+" else shortcut


def tip(text: str, shortcut: str) -> str:
    """The tooltip of a control that does what the shortcut does."""
    return f"{text}  ({shown_keys(shortcut)})" if shortcut else text
