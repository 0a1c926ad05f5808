"""The card of tabs below the form: lines, visits, and what else is kept of a job."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.services.orders.messages import WorkOrderCard
from fsmdesk.views.widgets.field import next_stop
from fsmdesk.views.widgets.surfaces import Surface, hairline
from fsmdesk.views.widgets.tab_order import lead_into

MakePart = Callable[[QWidget], QWidget]
CountWords = Callable[[WorkOrderCard, Formats], str]


@runtime_checkable
class JobPart(Protocol):
    """A part of a tab that wants to hear which job is shown, and again when that job was read anew."""

    def show_card(self, card: WorkOrderCard) -> None:
        """The part is in view and this is the job."""


@dataclass
class _Tab:
    """A tab; `part` is None until it is first shown, `is_old` while the job it knows is not the one here."""

    at: int
    title: str
    count: CountWords | None
    make: MakePart | None = None
    part: QWidget | None = None
    is_old: bool = True


class TabCard(Surface):
    """Shows one part at a time and is as high as that one needs.

    A part may be given by what makes it: then it is made when it is first shown. A part that is a `JobPart`
    hears of the job while it is in view only, so a tab nobody looks at costs nothing.

    Signals:
        turned(str): the part with this key is shown.
    """

    turned = Signal(str)

    def __init__(self, name: str, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._formats = formats
        self._tabs: dict[str, _Tab] = {}
        self._card: WorkOrderCard | None = None
        self.bar = QTabBar(self)
        self.bar.setAccessibleName(name)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar.currentChanged.connect(self._turn)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 6, 8, 12)
        self._column.setSpacing(0)
        self._column.addWidget(self.bar)
        self._column.addWidget(hairline(self))

    def add_part(
        self, key: str, title: str, part: QWidget | MakePart, count: CountWords | None = None
    ) -> None:
        """One more tab; `count` says in words behind the title how much is in it, from the job's card."""
        tab = self._tabs[key] = _Tab(len(self._tabs), title, count)
        if isinstance(part, QWidget):
            self._place(tab, part)
        else:
            tab.make = part
        self.bar.addTab(_plain(title))

    def has(self, key: str) -> bool:
        """True if there is a tab with this key."""
        return key in self._tabs

    def part(self, key: str) -> QWidget:
        """The part with this key, made now if it was never shown."""
        tab = self._tabs[key]
        if tab.part is None and tab.make is not None:
            self._place(tab, tab.make(self))
        assert tab.part is not None
        return tab.part

    def show_card(self, card: WorkOrderCard) -> None:
        """This is the job: say the counts, and tell the part in view; the others hear when they are shown."""
        self._card = card
        for key, tab in self._tabs.items():
            tab.is_old = True
            if tab.count is not None:
                self.show_count(key, tab.count(card, self._formats))
        self._tell_shown()

    def show_count(self, key: str, count: str) -> None:
        """Say behind the title how many there are."""
        tab = self._tabs[key]
        words = _plain(f"{tab.title} {count}".strip())
        if self.bar.tabText(tab.at) != words:
            self.bar.setTabText(tab.at, words)

    def turn_to(self, key: str) -> None:
        """Show this part."""
        self.bar.setCurrentIndex(self._tabs[key].at)

    def titles(self) -> list[tuple[str, str]]:
        """Key and title of each tab, from the first to the last."""
        return [(key, tab.title) for key, tab in self._tabs.items()]

    def enter(self) -> None:
        """The keys are in the part that is shown, or at its tab where it takes none."""
        part = self.part(self.current_key())
        lead_into(self.bar, part)
        self.bar.setFocus(Qt.FocusReason.ShortcutFocusReason)
        following = next_stop(self.bar)
        if following is not None and part.isAncestorOf(following):
            following.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes from the tabs through the part that is shown, whenever what is in it was made."""
        lead_into(self.bar, self.part(self.current_key()))
        return super().focusNextPrevChild(is_next)

    def current_key(self) -> str:
        """The key of the part that is shown."""
        return next(key for key, tab in self._tabs.items() if tab.at == self.bar.currentIndex())

    @Slot(int)
    def _turn(self, at: int) -> None:
        for key, tab in self._tabs.items():
            if tab.at != at and tab.part is not None:
                tab.part.hide()
            elif tab.at == at:
                self.part(key).show()
        lead_into(self.bar, self.part(self.current_key()))
        self._tell_shown()
        self.turned.emit(self.current_key())

    def _place(self, tab: _Tab, part: QWidget) -> None:
        tab.part = part
        part.hide()
        self._column.addWidget(part)

    def _tell_shown(self) -> None:
        tab = next((each for each in self._tabs.values() if each.at == self.bar.currentIndex()), None)
        if tab is None or tab.part is None or self._card is None or not tab.is_old:
            return
        tab.is_old = False
        if isinstance(tab.part, JobPart):
            tab.part.show_card(self._card)


def _plain(words: str) -> str:
    """The words as a tab shows them: an ampersand is one, and marks no key."""
    return words.replace("&", "&&")
