"""The windows that stood beside the main one, opened again when the person comes back."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject

from fsmdesk.services.finding.messages import Found, NamesOf
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.main_window.side_windows import SideWindows, Stand


class Reopening(QObject):
    """Asks which of the records are still there, and opens the windows of those, each where it was.

    Places without a record are always there.
    """

    def __init__(self, desk: Desk, beside: SideWindows, places: Iterable[Place], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._beside = beside
        self._places = {place.id: place for place in places if place.opens or place.own_beside}
        self._stands: Sequence[Stand] = ()

    def begin(self) -> None:
        """The windows open once the office has said which records are there."""
        stands = [stand for stand in self._beside.kept() if stand.place in self._places]
        for stand in stands:
            if self._places[stand.place].own_beside and stand.record_id is None:
                self._beside.open_again(self._places[stand.place], stand)
        self._stands = [stand for stand in stands if self._record(stand) is not None]
        if self._stands:
            records = tuple(record for stand in self._stands if (record := self._record(stand)) is not None)
            self._desk.ask(self, NamesOf(records=records), self._open)

    def _open(self, found: Sequence[Found]) -> None:
        there = {(one.kind, one.id) for one in found}
        for stand in self._stands:
            if self._record(stand) in there:
                self._beside.open_again(self._places[stand.place], stand)

    def _record(self, stand: Stand) -> tuple[str, int] | None:
        """The kind and id of what stood there."""
        opens = self._places[stand.place].opens
        return (opens[0], stand.record_id) if opens and stand.record_id is not None else None
