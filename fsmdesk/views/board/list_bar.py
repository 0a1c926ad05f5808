"""The names of the office's lists of waiting work, with how much is in each."""

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.waiting.messages import WaitingListRow
from fsmdesk.views.board.visits import Job
from fsmdesk.views.widgets.buttons import Chip, IconButton
from fsmdesk.views.widgets.flow_layout import FlowLayout
from fsmdesk.views.widgets.laid_out_once import laid_out_once

_EVERY = -1


class ListBar(QWidget):
    """A tab for each list, "To schedule" first; the button at the end makes and changes lists.

    Signals:
        chosen(object): the list with this id shall be shown, None is "To schedule".
        managing(): lists shall be made, named, ordered or removed.
    """

    chosen = Signal(object)
    managing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list_id: int | None = None
        self._lists: tuple[WaitingListRow, ...] = ()
        self._counts: Counter[int | None] = Counter()
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(16, 0, 16, 0)
        self._group = QButtonGroup(self)  # being exclusive it gives arrow keys, and one stop for Tab
        self.tabs: dict[int | None, Chip] = {}
        self.manage_button = IconButton("settings", tr("Make and change lists"), parent=self)
        self.manage_button.clicked.connect(self.managing)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._build()

    def show_lists(self, lists: Sequence[WaitingListRow]) -> None:
        """These lists have tabs; what was shown stays shown if it is still there."""
        if tuple(lists) == self._lists:
            return
        self._lists = tuple(lists)
        if self.list_id is not None and self.list_id not in {row.id for row in lists}:
            self.list_id = None
        self._build()

    def choose(self, list_id: int | None) -> None:
        """The list is the one that is shown; nobody is told."""
        if list_id in self.tabs:
            self.list_id = list_id
            self.tabs[list_id].setChecked(True)

    def count(self, jobs: Iterable[Job]) -> None:
        """Each tab tells how many of these are in its list."""
        self._counts = Counter(self.list_of(job) for job in jobs)
        self._name_tabs()

    def list_of(self, job: Job) -> int | None:
        """The list that the job is in, None where that is no list of the office."""
        return job.waiting_list_id if job.waiting_list_id in self.tabs else None

    def name_of(self, list_id: int | None) -> str:
        """What the list is called."""
        found = next((row.name for row in self._lists if row.id == list_id), "")
        return found or tr("To schedule")

    def keeps_place(self, list_id: int | None) -> bool:
        """True if what is in the list stays on the board."""
        return any(row.keeps_place for row in self._lists if row.id == list_id)

    def tab_at(self, at: QPoint) -> tuple[bool, int | None]:
        """If there is a tab at this place of the screen, and of which list."""
        for list_id, tab in self.tabs.items():
            if tab.isVisible() and tab.rect().contains(tab.mapFromGlobal(at)):
                return True, list_id
        return False, None

    def show_offered(self, list_id: int | None) -> None:
        """The tab of this list looks as if it were chosen, while something hangs over it."""
        tab = self.tabs.get(list_id)
        if tab is not None:
            tab.setChecked(True)

    def _build(self) -> None:
        with laid_out_once(self):
            self._replace_tabs()
        self.tabs[self.list_id].setChecked(True)
        self._name_tabs()

    def _replace_tabs(self) -> None:
        for tab in self.tabs.values():
            self._group.removeButton(tab)
            self._flow.removeWidget(tab)
            tab.hide()
            tab.deleteLater()
        self._flow.removeWidget(self.manage_button)
        self.tabs = {}
        for list_id in (None, *(row.id for row in self._lists)):
            tab = Chip(self.name_of(list_id), parent=self)
            tab.setProperty("list", _EVERY if list_id is None else list_id)
            tab.clicked.connect(self._tell)
            self._group.addButton(tab)
            self._flow.addWidget(tab)
            self.tabs[list_id] = tab
            tab.show()
        self._flow.addWidget(self.manage_button)

    def _name_tabs(self) -> None:
        for list_id, tab in self.tabs.items():
            text = f"{self.name_of(list_id)}  {self._counts[list_id]}"
            if tab.text() != text:
                tab.setText(text)
                tab.setAccessibleName(text)
                tab.updateGeometry()

    @Slot()
    def _tell(self) -> None:
        for list_id, tab in self.tabs.items():
            if tab is self.sender() and list_id != self.list_id:
                self.list_id = list_id
                self.chosen.emit(list_id)
