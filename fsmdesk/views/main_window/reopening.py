"""The windows that stood beside the main one, opened again when the person comes back."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject

from fsmdesk.services.finding.messages import Found, NamesOf
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.main_window.side_windows import SideWindows, Stand


class Reopening(QObject):
    """Asks which of the records are still there, and opens the windows of those, each where it was."""

    def __init__(self, desk: Desk, beside: SideWindows, places: Iterable[Place], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._beside = beside
        self._places = {place.id: place for place in places if place.opens}
        self._stands: Sequence[Stand] = ()

    def begin(self) -> None:
        """The windows open once the office has said which records are there."""
        self._stands = [stand for stand in self._beside.kept() if stand.place in self._places]
        if self._stands:
            records = tuple((self._kind(stand), stand.record_id) for stand in self._stands)
            self._desk.ask(self, NamesOf(records=records), self._open)

    def _open(self, found: Sequence[Found]) -> None:
        there = {(one.kind, one.id) for one in found}
        for stand in self._stands:
            if (self._kind(stand), stand.record_id) in there:
                self._beside.open_again(self._places[stand.place], stand)

    def _kind(self, stand: Stand) -> str:
        return self._places[stand.place].opens[0]
