"""Asks the office to shape several visits in one step, and shows at once what it will make of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Slot

from fsmdesk.core.errors import NeedsConfirmation
from fsmdesk.core.messages import Command, Done
from fsmdesk.views.board.board_writer import BoardWriter
from fsmdesk.views.board.drop_flow import Asked, DropFlow
from fsmdesk.views.board.gesture import Drop, JobDrop
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.visits import Visit
from fsmdesk.views.desk import Desk


@dataclass(frozen=True, slots=True)
class Wish:
    """One step for the office, with a reason or none (`make`), and the words about it once it is done.

    `drops` are shown at their new places meanwhile, visits that are `gone` not at all; `touched` are further
    visits that it is about. It is made when it is sent, so that it names the versions stored by then.
    """

    make: Callable[[str], Command[Any]]
    said: str
    drops: tuple[Drop, ...] = ()
    gone: tuple[Visit, ...] = ()
    touched: tuple[int, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """What it is shown under, or is about."""
        shown = (
            (drop.job.visit_id or -drop.job.work_order_id) if isinstance(drop, JobDrop) else drop.visit.id
            for drop in self.drops
        )
        return (*shown, *(visit.id for visit in self.gone), *self.touched)


class Shaper(QObject):
    """Sends wishes one after the other where they are about the same visits."""

    def __init__(
        self, desk: Desk, store: BoardStore, writer: BoardWriter, flow: DropFlow, owner: QObject
    ) -> None:
        super().__init__(owner)
        self._desk = desk
        self._store = store
        self._writer = writer
        self._flow = flow
        self._owner = owner
        self._later: list[tuple[Wish, str]] = []
        writer.read.connect(self._go_on)

    def version(self, visit: Visit) -> int:
        """The version of the visit that the office is known to have."""
        stored = self._store.stored_visit(visit.id)
        return (stored or visit).version

    def ask_for(self, wish: Wish, reason: str = "") -> None:
        """Show it and ask for it; a rule that wants a reason asks for that below the board."""
        self._show(wish)
        if any(self._writer.is_under_way(visit_id) for visit_id in wish.ids):
            self._later.append((wish, reason))
            return
        self._writer.begin(wish.ids)

        def done(answer: Done[Any]) -> None:
            self._writer.finish(wish.ids, is_done=True)

        def failed(error: Exception) -> None:
            self._fail(wish, error)

        self._desk.do(self._owner, wish.make(reason), done, failed, wish.said)

    def _fail(self, wish: Wish, error: Exception) -> None:
        self._writer.finish(wish.ids, is_done=False)
        if isinstance(error, NeedsConfirmation) and error.needs_reason:
            landing = wish.drops[0].landing if wish.drops else None

            def go_on(reason: str) -> None:
                self.ask_for(wish, reason)

            def give_up() -> None:
                self._take_back(wish)

            self._flow.ask_why(str(error), Asked(go_on, give_up, landing))
            return
        self._take_back(wish)
        self._desk.errors.show(error, self._owner)

    def _show(self, wish: Wish) -> None:
        for drop in wish.drops:
            self._writer.preview(drop)
        for visit in wish.gone:
            self._writer.shown.emit(self._store.put_pending(visit.id, None))

    def _take_back(self, wish: Wish) -> None:
        for drop in wish.drops:
            self._writer.give_up(drop)
        for visit in wish.gone:
            self._writer.shown.emit(self._store.end_pending(visit.id))

    @Slot()
    def _go_on(self) -> None:
        """What waited for an answer about the same visits is asked for now."""
        waiting, self._later = self._later, []
        for wish, reason in waiting:
            self.ask_for(wish, reason)


def customers_of(visits: Sequence[Visit]) -> str:
    """The customers of these visits as people would say it."""
    names = list(dict.fromkeys(visit.customer or visit.title for visit in visits))
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
