"""What of a list of waiting work is shown: by priority, skill and region, and by any scrap of text."""

from collections.abc import Iterable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from fsmdesk.core.terms import Priority
from fsmdesk.core.words import tr
from fsmdesk.views.board.visits import Job
from fsmdesk.views.widgets.buttons import IconButton

KeyT = TypeVar("KeyT")


def is_found(job: Job, text: str) -> bool:
    """True if every word of the text is somewhere in the job, in capitals or not."""
    words = text.casefold().split()
    if not words:
        return True
    parts = (job.number, job.customer, job.title, job.site, job.region, job.kind.label, *job.skills)
    told = " ".join(parts).casefold()
    return all(word in told for word in words)


class JobFilter(IconButton):
    """A button with a menu; what is checked in one part of it is shown, and all where nothing is checked.

    Signals:
        changed(): something else is checked.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("funnel", tr("Show only some of the list"), parent=parent)
        self.priorities: set[Priority] = set()
        self.skills: set[str] = set()
        self.regions: set[str] = set()
        self._known: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._menu = QMenu(self)
        self.setCheckable(True)
        self.clicked.connect(self._open)

    @property
    def is_on(self) -> bool:
        """True if it hides anything."""
        return bool(self.priorities or self.skills or self.regions)

    def offer(self, jobs: Iterable[Job]) -> None:
        """Skills and regions of these jobs can be asked for."""
        skills: set[str] = set(self.skills)
        regions: set[str] = set(self.regions)
        for job in jobs:
            skills.update(job.skills)
            if job.region:
                regions.add(job.region)
        self._known = (tuple(sorted(skills)), tuple(sorted(regions)))

    def takes(self, job: Job) -> bool:
        """True if the job is shown."""
        if self.priorities and job.priority not in self.priorities:
            return False
        if self.skills and not self.skills & set(job.skills):
            return False
        return not self.regions or job.region in self.regions

    @Slot()
    def clear(self) -> None:
        """Nothing is hidden any more."""
        if self.is_on:
            for chosen in (self.priorities, self.skills, self.regions):
                chosen.clear()
            self._tell()
        self.setChecked(False)

    @Slot()
    def _open(self) -> None:
        self.setChecked(self.is_on)
        self._fill()
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _fill(self) -> None:
        menu = self._menu
        menu.clear()
        menu.addSection(tr("Priority"))
        for priority in Priority:
            self._check(f"P{priority:d} · {priority.label}", priority in self.priorities).toggled.connect(
                partial(self._set, self.priorities, priority)
            )
        for heading, names, chosen in (
            (tr("Skill"), self._known[0], self.skills),
            (tr("Region"), self._known[1], self.regions),
        ):
            if names:
                menu.addSection(heading)
            for name in names:
                self._check(name, name in chosen).toggled.connect(partial(self._set, chosen, name))
        if self.is_on:
            menu.addSeparator()
            menu.addAction(tr("Show all")).triggered.connect(self.clear)

    def _check(self, text: str, is_checked: bool) -> QAction:
        action = self._menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(is_checked)
        return action

    def _set(self, chosen: set[KeyT], value: KeyT, is_checked: bool) -> None:
        if is_checked:
            chosen.add(value)
        else:
            chosen.discard(value)
        self._tell()

    def _tell(self) -> None:
        self.setChecked(self.is_on)
        self.changed.emit()
