"""What becomes of a drop that another seat was faster than: who did what is told, and the drop is offered again."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from fsmdesk.core.words import tr
from fsmdesk.views.board.board_writer import BoardWriter, Overtaking
from fsmdesk.views.board.drop_flow import DropFlow
from fsmdesk.views.board.gesture import VisitDrop
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.visit_words import span_text
from fsmdesk.views.board.visits import Visit
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.screen import Screen


class Overtaken(QObject):
    """Waits until what the other seat did has been read, and tells it above the board."""

    def __init__(self, store: BoardStore, writer: BoardWriter, flow: DropFlow, screen: Screen) -> None:
        super().__init__(screen)
        self._store = store
        self._flow = flow
        self._screen = screen
        self._waiting: list[Overtaking] = []
        writer.overtaken.connect(self._waiting.append)
        writer.read.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        """Tell about each whose visit is read by now."""
        for one in list(self._waiting):
            visit = self._store.stored_visit(one.drop.visit.id)
            if visit is None or visit.version > one.seen_version:
                self._waiting.remove(one)
                self._screen.show_notice(self._notice(one, visit))

    def _notice(self, one: Overtaking, visit: Visit | None) -> Notice:
        drop, key = one.drop, f"overtaken {one.drop.visit.id}"
        told = {"who": one.who or tr("Somebody else"), "customer": drop.visit.customer or drop.visit.title}
        if visit is None:
            text = tr("{who} took {customer} off these days in the meantime.")
            return Notice(text.format(**told), "warn", key=key)
        text = tr("{who} changed {customer} in the meantime: {technician}, {times}.")
        technician = self._store.technicians.get(visit.technician_id)
        told["technician"] = technician.name if technician is not None else ""
        told["times"] = span_text(visit, self._screen.desk.formats)
        landing = drop.landing
        is_there = (visit.technician_id, visit.start_minute, visit.end_minute) == (
            landing.technician_id, landing.start_minute, landing.end_minute,
        )  # fmt: skip
        again = (tr("Move it all the same"), partial(self._drop_again, one, key))
        actions = (again,) if visit.is_movable and not is_there else ()
        return Notice(text.format(**told), "warn", actions, key)

    def _drop_again(self, one: Overtaking, key: str) -> None:
        """The visit goes from where it is now to where it was dropped; the rules are asked anew."""
        self._screen.banners.close_notice(key)
        visit = self._store.visit(one.drop.visit.id)
        if visit is not None and visit.is_movable:
            self._flow.take(VisitDrop(visit, one.drop.landing))
