"""The schedule for screen readers: a list with one item for each visit in sight.

Qt calls these methods from C++, where an exception can't be caught: each copes with a visit or a view
that is gone. What is handed to Qt is kept alive here, since Qt keeps no Python reference.
"""

from functools import cache

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from fsmdesk.core.words import trn
from fsmdesk.views.board.schedule_view import ScheduleView
from fsmdesk.views.board.spoken_visit import spoken_visit
from fsmdesk.views.board.visits import Visit


class VisitAccessible(QAccessibleInterface):
    """One visit of the schedule, made when it is asked for."""

    def __init__(self, view: ScheduleView, visit_id: int) -> None:
        super().__init__()
        self._view = view
        self.visit_id = visit_id

    def _visit(self) -> Visit | None:
        return self._view.store.visit(self.visit_id) if isValid(self._view) else None

    def isValid(self) -> bool:
        """True while the visit is on the board."""
        return self._visit() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        """A visit is no QObject."""
        return None

    def role(self) -> QAccessible.Role:
        """An item of the list."""
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        """Everything about the visit in one sentence."""
        visit = self._visit()
        if visit is None or kind is not QAccessible.Text.Name:
            return ""
        return spoken_visit(self._view, visit)

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """What a visit is called comes from its record."""

    def state(self) -> QAccessible.State:
        """Whether it can be chosen, is chosen, and has the focus."""
        state = QAccessible.State()
        state.selectable = state.focusable = True
        if isValid(self._view):
            has_keys = self._view.state.selected_id == self.visit_id
            state.selected = has_keys or self.visit_id in self._view.state.chosen_ids
            state.focused = has_keys and self._view.hasFocus()
            state.multiSelectable = True
            state.offscreen = self.rect().isEmpty()
        return state

    def rect(self) -> QRect:
        """Where it is on the screen."""
        if not isValid(self._view):
            return QRect()
        box = self._view.visit_box(self.visit_id)
        return QRect(self._view.viewport().mapToGlobal(box.topLeft()), box.size())

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The schedule."""
        return QAccessible.queryAccessibleInterface(self._view) if isValid(self._view) else None

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """A visit has no parts."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """A visit has no parts."""
        return None

    def childCount(self) -> int:
        """A visit has no parts."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """A visit has no parts."""
        return -1

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window of the schedule."""
        return self._view.window().windowHandle() if isValid(self._view) else None

    def foregroundColor(self) -> QColor:
        """Left to the reader."""
        return QColor()

    def backgroundColor(self) -> QColor:
        """Left to the reader."""
        return QColor()


class ScheduleAccessible(QAccessibleWidget):
    """The schedule as a list of the visits that are in sight, row by row."""

    def __init__(self, view: ScheduleView) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = view
        self._items: dict[int, VisitAccessible] = {}

    def text(self, kind: QAccessible.Text) -> str:
        """What the list is, and how many visits it shows."""
        if kind is not QAccessible.Text.Name or not isValid(self._view):
            return ""
        count = self.childCount()
        counted = trn("{n} visit", "{n} visits", count).format(n=count)
        return f"{self._view.accessibleName()}, {counted}"

    def childCount(self) -> int:
        """How many visits are in sight."""
        return len(self._ids())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The visit at this place of the list."""
        ids = self._ids()
        return self.item(ids[index]) if 0 <= index < len(ids) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Where the visit stands in the list."""
        ids = self._ids()
        visit_id = child.visit_id if isinstance(child, VisitAccessible) else None
        return ids.index(visit_id) if visit_id in ids else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The visit at a place of the screen."""
        if not isValid(self._view):
            return None
        at = self._view.viewport().mapFromGlobal(QPoint(x, y))
        hit = self._view.places.hit(self._view.content_point(at))
        return self.item(hit.visit.id) if hit.visit else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The chosen visit."""
        visit = self._view.selected_visit if isValid(self._view) else None
        return self.item(visit.id) if visit else None

    def item(self, visit_id: int) -> VisitAccessible:
        """The visit for screen readers, the same one each time."""
        found = self._items.get(visit_id)
        if found is None:
            found = self._items[visit_id] = VisitAccessible(self._view, visit_id)
        return found

    def _ids(self) -> list[int]:
        if not isValid(self._view):
            return []
        hidden = self._view.places.hidden_ids
        return [visit.id for visit in self._view.visits_in_sight() if visit.id not in hidden]


class _Factory:
    """Makes what screen readers see of schedules, and keeps it: Qt has pointers only."""

    def __init__(self) -> None:
        self._kept: list[ScheduleAccessible] = []

    def make(self, name: str, thing: QObject | None) -> QAccessibleInterface | None:
        """What a screen reader sees of a schedule; None for everything else."""
        if not isinstance(thing, ScheduleView):
            return None
        self._kept = [made for made in self._kept if isValid(made)]
        made = ScheduleAccessible(thing)
        self._kept.append(made)
        return made


@cache
def install() -> _Factory:
    """From now on Qt asks here for what a screen reader sees of a schedule."""
    factory = _Factory()
    QAccessible.installFactory(factory.make)
    return factory


def tell_focus(view: ScheduleView) -> None:
    """A screen reader says which visit is chosen now."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.Focus))


def announce(view: ScheduleView, text: str) -> None:
    """A screen reader says this at once."""
    if QAccessible.isActive() and text:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, text))
