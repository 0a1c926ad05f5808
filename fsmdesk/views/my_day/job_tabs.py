"""What is recorded on the job of a visit: photos, time and more, each made when it is first looked at."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.surfaces import Surface, hairline

MakePart = Callable[[QWidget], QWidget]
ShowJob = Callable[[QWidget, int], object]


class JobTabs(Surface):
    """Shows one part at a time, for the job given to `show_job`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._makers: list[tuple[MakePart, ShowJob]] = []
        self._parts: dict[int, QWidget] = {}
        self._keys: list[str] = []
        self._titles: list[str] = []
        self._job = 0
        self._shown: dict[int, int] = {}
        self.bar = QTabBar(self)
        self.bar.setAccessibleName(tr("Recorded on this job"))
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 6, 8, 12)
        self._column.setSpacing(0)
        self._column.addWidget(self.bar)
        self._column.addWidget(hairline(self))
        self.bar.currentChanged.connect(self._turn)

    def add_part(self, key: str, title: str, make: MakePart, show_job: ShowJob) -> None:
        """One more tab; `show_job` tells the part which job it is about."""
        self._makers.append((make, show_job))
        self._keys.append(key)
        self._titles.append(title)
        self.bar.addTab(title)

    def show_job(self, work_order_id: int) -> None:
        """This is the job; only the part in view is told now."""
        self._job = work_order_id
        self._turn(self.bar.currentIndex())

    def show_count(self, key: str, count: str) -> None:
        """Say behind the title how much there is."""
        at = self._keys.index(key)
        words = f"{self._titles[at]} {count}".strip()
        if self.bar.tabText(at) != words:
            self.bar.setTabText(at, words)

    def turn_to(self, key: str) -> None:
        """Show this part."""
        self.bar.setCurrentIndex(self._keys.index(key))

    def part(self, key: str) -> QWidget:
        """The part with this key, made now if it was never shown."""
        at = self._keys.index(key)
        if at not in self._parts:
            made = self._makers[at][0](self)
            made.hide()
            self._parts[at] = made
            self._column.addWidget(made)
        return self._parts[at]

    @Slot(int)
    def _turn(self, at: int) -> None:
        if at < 0 or not self._job:
            return
        for other, part in self._parts.items():
            if other != at:
                part.hide()
        part = self.part(self._keys[at])
        if self._shown.get(at) != self._job:
            self._shown[at] = self._job
            self._makers[at][1](part, self._job)
        part.show()
