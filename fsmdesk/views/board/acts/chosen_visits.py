"""What the acts of the board act on: the visits that are chosen, and those that go along with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fsmdesk.core.words import tr
from fsmdesk.services.waiting.messages import WaitingListRow, WaitingLists
from fsmdesk.views.board.acts.crew_panel import CrewPanel
from fsmdesk.views.board.acts.shaper import Shaper, customers_of
from fsmdesk.views.board.acts.wishes import Wishes
from fsmdesk.views.board.gesture import Landing, VisitDrop
from fsmdesk.views.board.visits import Visit

if TYPE_CHECKING:
    from fsmdesk.views.board.board_screen import BoardScreen


class ChosenVisits(QObject):
    """What is chosen on the board, and the way to the office; says why where a visit can't be touched."""

    def __init__(self, screen: BoardScreen) -> None:
        super().__init__(screen)
        self.screen = screen
        self.desk, self.grid, self.store = screen.desk, screen.grid, screen.store
        self.shaper = Shaper(self.desk, self.store, screen.writer, screen.flow, screen)
        self.wishes = Wishes(self.shaper)
        self.crew = CrewPanel(screen)
        self.lists: tuple[WaitingListRow, ...] = ()

    # what is chosen

    @property
    def chosen(self) -> list[Visit]:
        """The chosen visits, by start."""
        return self.grid.chosen_visits

    def movable(self) -> list[Visit]:
        """The chosen visits if all of them can be moved; else none, and it is said which one can't."""
        chosen = self.chosen
        for visit in chosen:
            if not visit.is_movable:
                words = tr("{customer} is {state} and can't be moved")
                self.say(words.format(customer=visit.customer, state=visit.state.label.lower()))
                return []
        return chosen

    def say(self, text: str) -> None:
        """Say it on the status line."""
        self.desk.shell.say(text)

    def read_lists(self) -> None:
        """Know the office's lists; the panel beside the board shows them."""

        def take(lists: tuple[WaitingListRow, ...]) -> None:
            self.lists = lists
            self.screen.jobs.show_lists(lists)

        self.desk.ask(self.screen, WaitingLists(), take)

    def with_crew(self, drop: VisitDrop) -> bool:
        """Ask whether the whole crew moves; False if the visit goes alone, or does not move in time."""
        return self.with_crews([drop])

    def with_crews(self, drops: Sequence[VisitDrop]) -> bool:
        """The same for several: whether those go along that are not among them."""
        own = {drop.visit.id for drop in drops}
        along: dict[int, VisitDrop] = {}
        for drop in drops:
            for mate in self._mates(drop.visit):
                if mate.id not in own:
                    along[mate.id] = VisitDrop(mate, _shifted(mate, drop))
        along = {mate_id: drop for mate_id, drop in along.items() if _is_moved(drop)}
        if not along:
            return False
        for drop in drops:
            self.screen.writer.preview(drop)

        def answer(said: bool | None) -> None:
            self.grid.setFocus()
            for drop in drops:
                self.screen.writer.give_up(drop)
            if said is not None:
                self.wishes.move([*drops, *along.values()] if said else drops)

        self.crew.ask(customers_of([drop.visit for drop in drops]), len(own) + len(along), answer)
        return True

    def _mates(self, visit: Visit) -> list[Visit]:
        """Those of its crew that stand at the same time and can be moved."""
        if visit.crew_key is None:
            return []
        rows = (self.store.row(technician_id).all() for technician_id in self.store.technicians)
        return [
            one
            for row in rows
            for one in row
            if one.crew_key == visit.crew_key and one.id != visit.id and one.is_movable
        ]


def _shifted(mate: Visit, drop: VisitDrop) -> Landing:
    """Where the mate lands if both its ends move as those of the visit do; the technician stays."""
    start = drop.landing.start_minute - drop.visit.start_minute
    end = drop.landing.end_minute - drop.visit.end_minute
    return Landing(mate.technician_id, mate.start_minute + start, mate.end_minute + end)


def _is_moved(drop: VisitDrop) -> bool:
    visit, landing = drop.visit, drop.landing
    return (visit.start_minute, visit.end_minute) != (landing.start_minute, landing.end_minute)
